//! What a run did, as data. The counts of files add up to the files that are known.

use super::settle::Settled;
use crate::article::{ArchivePath, Folders, Problem, Severity};
use crate::index::{Changes, FileEntry, Refusal, Settings, Space};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The report of one run.
#[derive(Debug, Clone, PartialEq)]
pub struct BuildReport {
    /// The folders that were read.
    pub folders: Folders,
    /// The index's folder.
    pub index: PathBuf,
    /// The generation in force before; `None` for a first run.
    pub before: Option<u64>,
    /// The generation in force now.
    pub after: u64,
    /// When the run began.
    pub started: jiff::Timestamp,
    /// Why nothing was published although nothing failed; `None` otherwise.
    pub refused: Option<Refusal>,
    /// What failed behind publishing, which the next run completes; `None` if nothing did.
    pub unfinished: Option<String>,
    /// Why everything was read although there was an index; `None` otherwise.
    pub rebuilt_because: Option<String>,
    /// The settings of the run before, where this one had others.
    pub settings_before: Option<Settings>,
    /// Files by what became of them.
    pub files: FileCounts,
    /// The articles of these files, by what became of the files: of removed ones what they had, of others what they
    /// have now.
    pub articles_of: FileCounts,
    /// Records that could not be read.
    pub refused_records: u64,
    /// Files that were moved, from where to where.
    pub moves: Vec<(ArchivePath, ArchivePath)>,
    /// Articles that were in the index before.
    pub articles_before: u64,
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
    /// The room it takes on disk, if that could be estimated.
    pub space: Option<Space>,
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
    /// Gone from one place and met with the same content at another.
    pub moved: u64,
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

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "FileCounts says what each is")]
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
    /// Every count with the name it has in reports.
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

    /// The sum of all counts but that of what was removed.
    #[must_use]
    pub fn there(&self) -> u64 {
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

/// Files, their articles and their unreadable records, added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Files by what became of them.
    pub files: FileCounts,
    /// Their articles, by what became of the files.
    pub articles: FileCounts,
    /// Records that could not be read, of files that are there.
    pub refused_records: u64,
    /// Problems that are counted only.
    pub more_problems: u64,
}

impl Tally {
    pub(in crate::index) fn count(&mut self, fate: FileFate, entry: &FileEntry) {
        *self.files.count_mut(fate) += 1;
        *self.articles.count_mut(fate) += u64::from(entry.articles);
        if fate == FileFate::Removed {
            return;
        }
        let refused = entry
            .problems
            .iter()
            .filter(|problem| problem.kind.severity() == Severity::Refused);
        // What was wrong with records that are only counted is not known; the worst is assumed.
        self.refused_records += refused.count() as u64 + u64::from(entry.more_problems);
        self.more_problems += u64::from(entry.more_problems);
    }
}

/// A problem, and the file it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileProblem {
    /// The file or folder; empty for the archive's folder itself.
    pub path: ArchivePath,
    /// What is wrong.
    pub problem: Problem,
    /// The generation that was the first to know it; `None` for what was met in this run and is in no catalog.
    pub since: Option<u64>,
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

/// Times the stages, by a clock that never runs backwards.
pub(in crate::index) struct Clock {
    since: Instant,
    pub(in crate::index) stages: Vec<(Stage, Duration)>,
}

impl Clock {
    pub(in crate::index) fn start() -> Self {
        Self {
            since: Instant::now(),
            stages: Vec::new(),
        }
    }

    pub(in crate::index) fn end(&mut self, stage: Stage) {
        self.stages.push((stage, self.since.elapsed()));
        self.since = Instant::now();
    }
}

impl BuildReport {
    /// The report of a run that has just begun.
    #[must_use]
    pub fn begin(folders: Folders, index: PathBuf) -> Self {
        Self {
            folders,
            index,
            before: None,
            after: 0,
            started: jiff::Timestamp::now(),
            refused: None,
            unfinished: None,
            rebuilt_because: None,
            settings_before: None,
            files: FileCounts::default(),
            articles_of: FileCounts::default(),
            refused_records: 0,
            moves: Vec::new(),
            articles_before: 0,
            articles: 0,
            articles_written: 0,
            bytes_read: 0,
            problems: Vec::new(),
            more_problems: 0,
            space: None,
            stages: Vec::new(),
        }
    }

    /// Whether a new generation was published.
    #[must_use]
    pub fn published(&self) -> bool {
        self.refused.is_none() && self.before != Some(self.after)
    }

    pub(in crate::index) fn add(&mut self, tally: &Tally) {
        self.files = tally.files;
        self.articles_of = tally.articles;
        self.refused_records = tally.refused_records;
        self.more_problems = tally.more_problems;
    }
}

impl BuildReport {
    /// Completes the report of a run that published nothing: the generation in force stands.
    pub(in crate::index) fn stand(
        &mut self,
        mut settled: Settled,
        changes: &Changes,
        stages: Vec<(Stage, Duration)>,
    ) {
        self.settle(&mut settled, changes);
        self.stages = stages;
    }

    /// Takes what became of the files, and lists what is wrong.
    pub(in crate::index) fn settle(&mut self, settled: &mut Settled, changes: &Changes) {
        self.add(&settled.tally);
        self.moves = std::mem::take(&mut settled.moves);
        self.moves.sort();
        let unlisted = changes.problems.iter().map(unlisted);
        self.problems.extend(unlisted);
        self.problems.extend(changes.known.iter().cloned());
        for entry in &settled.entries {
            self.problems.extend(entry.known_problems());
        }
        self.problems
            .sort_by(|a, b| (&a.path, a.problem.ordinal).cmp(&(&b.path, b.problem.ordinal)));
    }
}

fn unlisted((path, problem): &(ArchivePath, Problem)) -> FileProblem {
    FileProblem {
        path: path.clone(),
        problem: problem.clone(),
        since: None,
    }
}
