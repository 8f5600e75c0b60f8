//! Who may have written a configuration file.
//!
//! A configuration names programs that jobs run and places that they write to. One that is found in
//! a folder above the current one may be somebody else's, who prepared it for the person who works
//! there. Git's `safe.directory` is the model.

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
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let user = rustix::process::geteuid().as_raw();
        Self::by_rights(metadata.uid(), metadata.gid(), metadata.mode(), user)
    }

    /// The same.
    #[cfg(not(unix))]
    pub(super) fn of(_: &Metadata) -> Self {
        Self::Own
    }

    /// The owner of an entry of a folder, which may be a symbolic link. A link has no rights.
    #[cfg(unix)]
    pub(super) fn of_entry(metadata: &Metadata) -> Self {
        if metadata.is_symlink() {
            use std::os::unix::fs::MetadataExt;
            let user = rustix::process::geteuid().as_raw();
            return Self::by_rights(metadata.uid(), metadata.gid(), 0, user);
        }
        Self::of(metadata)
    }

    /// The same.
    #[cfg(not(unix))]
    pub(super) fn of_entry(_: &Metadata) -> Self {
        Self::Own
    }

    /// A group may write if it is the owner's private one: it has the owner's number then.
    #[cfg(unix)]
    fn by_rights(owner: u32, group: u32, mode: u32, user: u32) -> Self {
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

#[cfg(all(test, unix))]
mod tests {
    use super::Owner;

    #[test]
    fn only_files_that_nobody_else_can_write_are_own() {
        let of = |owner, group, mode| Owner::by_rights(owner, group, mode, 1000);
        assert_eq!(of(1000, 1000, 0o644), Owner::Own);
        assert_eq!(of(1000, 1000, 0o664), Owner::Own);
        assert_eq!(of(0, 0, 0o644), Owner::Own);
        assert_eq!(of(1001, 1001, 0o600), Owner::OtherUser);
        assert_eq!(of(1000, 1000, 0o646), Owner::WritableByOthers);
        assert_eq!(of(1000, 100, 0o664), Owner::WritableByOthers);
        assert_eq!(of(0, 100, 0o664), Owner::WritableByOthers);
    }
}
