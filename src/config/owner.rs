//! Who may have written a configuration file.
//!
//! A configuration names programs that jobs run and places that they write to. One that is found in
//! a folder above the current one may be somebody else's, who prepared it for the person who works
//! there. Git's `safe.directory` is the model.

use crate::platform::{self, Rights};
use std::fs::Metadata;

/// Who controls a configuration file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The user of this process, or the system's administrator; nobody else may write to it.
    Own,
    /// It belongs to another user.
    OtherUser,
    /// Other users may write to it.
    WritableByOthers,
}

impl Owner {
    /// The owner of an open file. Systems without owners have only their own files.
    pub(super) fn of(metadata: &Metadata) -> Self {
        platform::rights_of(metadata).map_or(Self::Own, Self::by_rights)
    }

    /// The owner of an entry of a folder, which may be a symbolic link. A link has no rights.
    pub(super) fn of_entry(metadata: &Metadata) -> Self {
        let rights = platform::rights_of(metadata).map(|rights| Rights {
            mode: if metadata.is_symlink() {
                0
            } else {
                rights.mode
            },
            ..rights
        });
        rights.map_or(Self::Own, Self::by_rights)
    }

    /// A group may write if it is the owner's private one: it has the owner's number then.
    fn by_rights(rights: Rights) -> Self {
        let Rights {
            owner,
            group,
            mode,
            user,
        } = rights;
        let is_written_by_group = mode & 0o020 != 0 && group != owner;
        if owner != user && owner != 0 {
            Self::OtherUser
        } else if mode & 0o002 != 0 || is_written_by_group {
            Self::WritableByOthers
        } else {
            Self::Own
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Owner, Rights};

    #[test]
    fn only_files_that_nobody_else_can_write_are_own() {
        let of = |owner, group, mode| {
            let user = 1000;
            Owner::by_rights(Rights {
                owner,
                group,
                mode,
                user,
            })
        };
        assert_eq!(of(1000, 1000, 0o644), Owner::Own);
        assert_eq!(of(1000, 1000, 0o664), Owner::Own);
        assert_eq!(of(0, 0, 0o644), Owner::Own);
        assert_eq!(of(1001, 1001, 0o600), Owner::OtherUser);
        assert_eq!(of(1000, 1000, 0o646), Owner::WritableByOthers);
        assert_eq!(of(1000, 100, 0o664), Owner::WritableByOthers);
        assert_eq!(of(0, 100, 0o664), Owner::WritableByOthers);
    }
}
