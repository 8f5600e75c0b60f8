//! What became of a file that was to be read.
//!
//! The job adds it to the catalog and to its report.

use crate::article::{Problem, ProblemKind};
use crate::index::catalog::entry::FileEntry;
use crate::index::elsewhere::RefusedArticle;
use crate::index::records::matching::RecordCounts;

/// What became of a file.
pub(in crate::index::job) enum FileOutcome {
    /// Its articles are in the new segments and replace the old ones, or those that changed do.
    Indexed {
        /// Its new entry.
        entry: FileEntry,
        /// Its articles compared with those that it had, if these were known one by one. Then only
        /// the others are in the new segments.
        compared: Option<Compared>,
    },
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

/// The articles of a file compared with those that it had.
#[derive(Debug, Default)]
pub(in crate::index::job) struct Compared {
    /// The numbers of the articles that are no longer there, ascending.
    pub(in crate::index::job) gone: Vec<u32>,
    /// New articles have higher numbers than this one.
    pub(in crate::index::job) new_after: u32,
    /// How many articles have each fate.
    pub(in crate::index::job) counts: RecordCounts,
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

    /// Takes out an article that was read, and that what keeps the articles refused.
    pub(in crate::index::job) fn refuse(&mut self, article: &RefusedArticle) {
        if let Self::Indexed { entry, compared } = self {
            entry.refused(article.number, &article.reason);
            if let Some(compared) = compared {
                compared.counts.refuse();
            }
        }
    }

    /// The entry of the file for the catalog.
    pub(in crate::index::job) fn entry(&self) -> &FileEntry {
        match self {
            Self::Indexed { entry, .. }
            | Self::SameContent(entry)
            | Self::Unreadable { entry, .. } => entry,
        }
    }
}
