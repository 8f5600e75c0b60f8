//! What became of files, counted.
//!
//! Each file has one fate in a job. Files and their articles are counted by it, so that the sums
//! agree with the catalog and the index.

use crate::article::{ProblemKind, Severity, UnitCounts};
use crate::index::catalog::entry::FileEntry;
use crate::index::records::matching::RecordCounts;

/// The number of files, or of their articles, with each fate. Each file is counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FileCounts {
    /// New, and read.
    pub added: u64,
    /// Changed, and read again.
    pub changed: u64,
    /// Moved: the same content is now at another path.
    pub moved: u64,
    /// Read because they looked changed, but the content is the same.
    pub touched: u64,
    /// Unchanged.
    pub unchanged: u64,
    /// No longer there; their articles are no longer in the index.
    pub removed: u64,
    /// Without any article that could be read; the problems say why.
    pub failed: u64,
    /// Of a format that is not read.
    pub skipped: u64,
    /// Could not be read this time; their articles stay in the index.
    pub kept: u64,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "FileCounts documents each of them")]
pub enum FileFate {
    Added,
    Changed,
    Moved,
    Touched,
    Unchanged,
    Removed,
    Failed,
    Skipped,
    Kept,
}

impl FileCounts {
    /// Each count, with its name in reports.
    #[must_use]
    pub fn named(&self) -> [(FileFate, &'static str, u64); 9] {
        [
            (FileFate::Added, "added", self.added),
            (FileFate::Changed, "changed", self.changed),
            (FileFate::Moved, "moved", self.moved),
            (FileFate::Touched, "touched", self.touched),
            (FileFate::Unchanged, "unchanged", self.unchanged),
            (FileFate::Removed, "removed", self.removed),
            (FileFate::Failed, "failed", self.failed),
            (FileFate::Skipped, "skipped", self.skipped),
            (FileFate::Kept, "kept", self.kept),
        ]
    }

    /// The sum of all counts except `removed`.
    #[must_use]
    pub fn without_removed(&self) -> u64 {
        let all: u64 = self.named().iter().map(|(_, _, count)| count).sum();
        all - self.removed
    }

    fn count_mut(&mut self, fate: FileFate) -> &mut u64 {
        match fate {
            FileFate::Added => &mut self.added,
            FileFate::Changed => &mut self.changed,
            FileFate::Moved => &mut self.moved,
            FileFate::Touched => &mut self.touched,
            FileFate::Unchanged => &mut self.unchanged,
            FileFate::Removed => &mut self.removed,
            FileFate::Failed => &mut self.failed,
            FileFate::Skipped => &mut self.skipped,
            FileFate::Kept => &mut self.kept,
        }
    }
}

/// The sums over files, their articles and their unreadable records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// The number of files with each fate.
    pub files: FileCounts,
    /// The number of their articles, by the fate of the file: for removed files the articles they
    /// had, for others the articles they have now. Articles of a changed file of many are counted
    /// by what became of each of them.
    pub articles: FileCounts,
    /// Records that could not be read, without those of removed files.
    pub refused_records: u64,
    /// Problems that are only counted, beyond those that the catalog keeps of a file.
    pub more_problems: u64,
    /// Files that are parts of saved pages. They have no fate.
    pub parts_of_pages: u64,
    /// Units of kinds that are not indexed, such as advertisements.
    pub units_left_out: UnitCounts,
}

impl FileFate {
    /// The fate of a file with this entry: skipped or failed if it has no article, else
    /// `otherwise`.
    pub(in crate::index::job) fn of(entry: &FileEntry, otherwise: Self) -> Self {
        match (entry.articles, entry.severity()) {
            (0, Some(Severity::Skipped)) => Self::Skipped,
            (0, _) => Self::Failed,
            _ => otherwise,
        }
    }
}

impl Tally {
    /// Adds a file.
    pub(in crate::index::job) fn count(&mut self, fate: FileFate, entry: &FileEntry) {
        *self.files.count_mut(fate) += 1;
        *self.articles.count_mut(fate) += u64::from(entry.articles);
        if fate != FileFate::Removed {
            self.count_problems(entry);
        }
    }

    /// Adds a file whose articles were compared with those that it had: each has its own fate.
    pub(in crate::index::job) fn count_records(
        &mut self,
        fate: FileFate,
        entry: &FileEntry,
        records: &RecordCounts,
    ) {
        *self.files.count_mut(fate) += 1;
        self.articles.added += records.added;
        self.articles.changed += records.changed;
        self.articles.moved += records.moved;
        self.articles.unchanged += records.unchanged;
        self.articles.removed += records.removed;
        self.count_problems(entry);
    }

    fn count_problems(&mut self, entry: &FileEntry) {
        for problem in &entry.problems {
            if let (ProblemKind::OtherKind, Ok(units)) = (problem.kind, problem.detail.parse()) {
                self.units_left_out.add_all(&units);
            }
        }
        let refused = entry
            .problems
            .iter()
            .filter(|problem| problem.kind.severity() == Severity::Refused);
        // The kinds of problems that are only counted are not known; the worst is assumed.
        self.refused_records += refused.count() as u64 + u64::from(entry.more_problems);
        self.more_problems += u64::from(entry.more_problems);
    }
}
