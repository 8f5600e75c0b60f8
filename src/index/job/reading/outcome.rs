//! What became of a file that was to be read.

use crate::article::{Problem, ProblemKind};
use crate::index::catalog::entry::FileEntry;

/// What became of a file.
pub(in crate::index::job) enum FileOutcome {
    /// Its articles are in the new segments and replace the old ones.
    Indexed(FileEntry),
    /// Its content is the same; only its times or its inode differ.
    SameContent(FileEntry),
    /// It could not be read. Its old articles stay.
    Unreadable {
        /// Its old entry with the new problem.
        entry: FileEntry,
        /// Whether the catalog has the same entry already.
        as_before: bool,
    },
}

impl FileOutcome {
    /// A file in a folder that cannot be listed, after a rebuild: its old articles are not in the
    /// new segments.
    pub(in crate::index::job) fn hidden(known: &FileEntry) -> Self {
        let detail = "is in a folder that cannot be listed";
        Self::Unreadable {
            entry: FileEntry {
                path: known.path.clone(),
                stat: known.stat,
                problems: vec![Problem::file(ProblemKind::Unreadable, detail)],
                ..FileEntry::default()
            },
            as_before: false,
        }
    }

    /// The entry of the file for the catalog.
    pub(in crate::index::job) fn entry(&self) -> &FileEntry {
        match self {
            Self::Indexed(entry) | Self::SameContent(entry) | Self::Unreadable { entry, .. } => {
                entry
            }
        }
    }
}
