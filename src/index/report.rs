//! What a run did, as data. The counts of files add up to the files that are known.

use super::Settings;
use crate::article::{ArchivePath, Problem};
use std::path::PathBuf;
use std::time::Duration;

/// The report of one run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BuildReport {
    /// The folder that was read.
    pub folder: PathBuf,
    /// The index's folder.
    pub index: PathBuf,
    /// The generation in force before; `None` for a first run.
    pub before: Option<u64>,
    /// The generation in force now.
    pub after: u64,
    /// Why everything was read although there was an index; `None` otherwise.
    pub rebuilt_because: Option<String>,
    /// The settings of the run before, where this one had others.
    pub settings_before: Option<Settings>,
    /// Files by what became of them.
    pub files: FileCounts,
    /// Articles in the index now.
    pub articles: u64,
    /// Articles that this run wrote.
    pub articles_written: u64,
    /// Bytes of the files that were read.
    pub bytes_read: u64,
    /// Everything that is wrong now, of this run and of files that it had no reason to read
    /// again, sorted by path.
    pub problems: Vec<FileProblem>,
    /// Problems beyond those listed of files that have very many.
    pub more_problems: u64,
    /// How long each stage took.
    pub stages: Vec<(Stage, Duration)>,
}

/// Files by what became of them; each is counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FileCounts {
    /// New, and read.
    pub added: u64,
    /// Changed, and read again.
    pub changed: u64,
    /// Looked changed, but the content is the same.
    pub touched: u64,
    /// Not changed, not read.
    pub unchanged: u64,
    /// Gone; their articles are no longer in the index.
    pub removed: u64,
    /// Nothing in them could be read; what is wrong is among the problems.
    pub failed: u64,
    /// Of no format that is read.
    pub skipped: u64,
    /// Could not be looked at this time; their articles stay in the index.
    pub kept: u64,
}

/// A problem, and the file it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileProblem {
    /// The file or folder; empty for the archive's folder itself.
    pub path: ArchivePath,
    /// What is wrong.
    pub problem: Problem,
}

/// The stages of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Listing the files and comparing them with the catalog.
    Walk,
    /// Reading and indexing files.
    Read,
    /// Deleting, adding and merging segments.
    Commit,
    /// Writing catalog and manifest, syncing, renaming.
    Publish,
}

impl Stage {
    /// The stage's name in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Walk => "walk",
            Self::Read => "read",
            Self::Commit => "commit",
            Self::Publish => "publish",
        }
    }
}

impl BuildReport {
    /// Whether a new generation was published.
    #[must_use]
    pub fn published(&self) -> bool {
        self.before != Some(self.after)
    }
}
