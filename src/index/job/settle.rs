//! Decides what became of each file that was read, and collects its entry and its problems.
//!
//! A file without a catalog entry may have been moved; a file without articles has failed. This is
//! decided here, in one place for refreshes and rebuilds, and without touching the disk.

use super::changes::Changes;
use super::reading::outcome::{Compared, FileOutcome};
use super::report::tally::{FileFate, Tally};
use crate::article::{ArchivePath, Problem, Severity};
use crate::index::catalog::entry::{FileEntry, FileProblem};
use crate::index::hashed::Hash;
use std::collections::{HashMap, HashSet};

/// What a report says about files.
#[derive(Default)]
pub(super) struct FileResults {
    /// The number of files with each fate, the unread ones included.
    pub(super) tally: Tally,
    /// Files that were moved, from where to where, sorted.
    pub(super) moves: Vec<(ArchivePath, ArchivePath)>,
    /// All problems, those of unread files included, sorted by path.
    pub(super) problems: Vec<FileProblem>,
}

/// All files of a job, and what follows for the index.
#[derive(Default)]
pub(super) struct Settled {
    pub(super) files: FileResults,
    /// Entries for the catalog.
    pub(super) entries: Vec<FileEntry>,
    /// Files whose old articles are replaced by new ones.
    pub(super) replaced: Vec<ArchivePath>,
    /// The articles that files no longer have, whose other articles stay.
    pub(super) gone: Vec<(ArchivePath, Vec<u32>)>,
    /// Files whose articles were compared with those that they had.
    pub(super) compared: Vec<ArchivePath>,
    /// The files in `entries` that have new articles, by their places there; the numbers of the new
    /// articles are higher than the one that is with the file.
    pub(super) news: Vec<(usize, u32)>,
    /// The number of articles that files had and no longer have.
    pub(super) lost: u64,
}

/// Whether the catalog has the same about a file already.
pub(super) fn is_as_before(outcome: &FileOutcome, previous: Option<&FileEntry>) -> bool {
    match outcome {
        FileOutcome::Indexed { .. } => false,
        FileOutcome::SameContent(entry) => {
            previous.is_some_and(|previous| previous.stat == entry.stat)
        }
        FileOutcome::Unreadable { as_before, .. } => *as_before,
    }
}

/// Settles the files of a job that started at `started` (nanoseconds since 1970) and makes the
/// generation `number`. Each file comes with what the catalog knew about it.
pub(super) fn settle(
    files: Vec<(FileOutcome, Option<Box<FileEntry>>)>,
    changes: &Changes,
    number: u64,
    started: i64,
) -> Settled {
    let mut settled = Settled {
        entries: Vec::with_capacity(files.len()),
        ..Settled::default()
    };
    settled.files.tally = changes.unread.clone();
    settled.files.tally.parts_of_pages = changes.parts_of_pages;
    let unlisted = changes.problems.iter().map(|(_, problem)| problem.kind);
    let unlisted = unlisted.filter(|kind| kind.severity() == Severity::Refused);
    settled.files.tally.refused_records += unlisted.count() as u64;
    let mut gone = Gone::of(changes);
    for (outcome, previous) in files {
        settled.add(outcome, previous.as_deref(), &mut gone, number, started);
    }
    for entry in gone.rest() {
        settled.files.tally.count(FileFate::Removed, entry);
        settled.lost += u64::from(entry.articles);
    }
    settled.files.moves.sort();
    settled.files.problems = problems(changes, &settled.entries);
    settled
}

impl Settled {
    fn add(
        &mut self,
        outcome: FileOutcome,
        previous: Option<&FileEntry>,
        gone: &mut Gone,
        number: u64,
        started: i64,
    ) {
        let was_indexed = matches!(outcome, FileOutcome::Indexed { .. });
        let mut records = None;
        let (mut entry, fate) = match outcome {
            FileOutcome::Unreadable { entry, .. } => (entry, FileFate::Kept),
            FileOutcome::SameContent(entry) => self.fate(entry, previous, gone),
            FileOutcome::Indexed { entry, compared } => {
                records = compared;
                self.fate(entry, previous, gone)
            }
        };
        entry.is_fresh = entry.is_hashed() && entry.stat.may_hide_changes_since(started);
        entry.since = since(&entry, previous, number);
        let before = previous.map_or(0, |old| old.articles);
        self.lost += u64::from(before.saturating_sub(entry.articles));
        let fate = FileFate::of(&entry, fate);
        if let Some(records) = records {
            self.files
                .tally
                .count_records(fate, &entry, &records.counts);
            self.add_compared(&entry, records);
        } else {
            self.files.tally.count(fate, &entry);
            if was_indexed {
                let is_news = matches!(fate, FileFate::Added | FileFate::Changed);
                if is_news && entry.articles > 0 {
                    self.news.push((self.entries.len(), 0));
                }
                if previous.is_some() {
                    self.replaced.push(entry.path.clone());
                }
            }
        }
        self.entries.push(entry);
    }

    /// The fate of a file that was read.
    fn fate(
        &mut self,
        entry: FileEntry,
        previous: Option<&FileEntry>,
        gone: &mut Gone,
    ) -> (FileEntry, FileFate) {
        let fate = match previous {
            Some(old) => fate_of_known(&entry, old),
            None => match gone.take(&entry) {
                Some(from) => {
                    self.files.moves.push((from, entry.path.clone()));
                    FileFate::Moved
                }
                None => FileFate::Added,
            },
        };
        (entry, fate)
    }

    /// What follows for the index from a file whose articles were compared with those that it had.
    fn add_compared(&mut self, entry: &FileEntry, compared: Compared) {
        if compared.counts.added + compared.counts.changed > 0 {
            self.news.push((self.entries.len(), compared.new_after));
        }
        if !compared.gone.is_empty() {
            self.gone.push((entry.path.clone(), compared.gone));
        }
        self.compared.push(entry.path.clone());
    }
}

/// All problems, sorted by path.
fn problems(changes: &Changes, entries: &[FileEntry]) -> Vec<FileProblem> {
    let unlisted = changes.problems.iter().map(unlisted);
    let mut problems: Vec<_> = unlisted.collect();
    problems.extend(changes.known_problems.iter().cloned());
    problems.extend(entries.iter().flat_map(FileEntry::known_problems));
    problems.sort_by(|a, b| (&a.path, a.problem.ordinal).cmp(&(&b.path, b.problem.ordinal)));
    problems
}

fn unlisted((path, problem): &(ArchivePath, Problem)) -> FileProblem {
    FileProblem {
        path: path.clone(),
        problem: problem.clone(),
        since: None,
    }
}

/// The fate of a file that the catalog knew. After a rebuild it may be unchanged although it was
/// read.
fn fate_of_known(entry: &FileEntry, old: &FileEntry) -> FileFate {
    if entry.hash != old.hash || !entry.is_hashed() {
        FileFate::Changed
    } else if entry.stat != old.stat {
        FileFate::Touched
    } else {
        FileFate::Unchanged
    }
}

/// For each problem of a file, the first generation that had it.
fn since(entry: &FileEntry, previous: Option<&FileEntry>, number: u64) -> Vec<u64> {
    let known: HashMap<_, _> = previous
        .into_iter()
        .flat_map(|old| old.problems.iter().zip(&old.since))
        .map(|(problem, since)| ((problem.ordinal, problem.kind), *since))
        .collect();
    let since = |kind| known.get(&kind).copied().unwrap_or(number);
    let problems = entry.problems.iter();
    problems
        .map(|problem| since((problem.ordinal, problem.kind)))
        .collect()
}

/// Files that are no longer where they were. Some of them may have been moved.
struct Gone<'a> {
    all: &'a [FileEntry],
    by_content: HashMap<(Hash, u64), Vec<usize>>,
    by_inode: HashMap<u64, usize>,
    found: HashSet<usize>,
}

impl<'a> Gone<'a> {
    fn of(changes: &'a Changes) -> Self {
        let all = &changes.removed;
        let inodes = all.iter().map(|entry| entry.stat.inode);
        let by_inode = inodes.zip(0..).collect();
        let mut by_content: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, entry) in all.iter().enumerate().rev() {
            // The content of a file without a hash is not known.
            if entry.is_hashed() {
                let content = (entry.hash, entry.stat.size);
                by_content.entry(content).or_default().push(index);
            }
        }
        Self {
            all,
            by_content,
            by_inode,
            found: HashSet::new(),
        }
    }

    /// The old path of a file that was moved: its content is the same. Each old path is returned
    /// once.
    fn take(&mut self, entry: &FileEntry) -> Option<ArchivePath> {
        // Without articles there is nothing to move.
        if entry.articles == 0 {
            return None;
        }
        let content = (entry.hash, entry.stat.size);
        let alike = self.by_content.get_mut(&content)?;
        // Of several files with this content, it is the one with the same inode, if there is one.
        let itself = self.by_inode.get(&entry.stat.inode).copied().filter(|at| {
            let other = &self.all[*at];
            (other.hash, other.stat.size) == content
        });
        let mut candidates = itself.into_iter().chain(std::iter::from_fn(|| alike.pop()));
        let index = candidates.find(|index| self.found.insert(*index))?;
        Some(self.all[index].path.clone())
    }

    /// The files that were not moved.
    fn rest(&self) -> impl Iterator<Item = &'a FileEntry> {
        let rest = self.all.iter().enumerate();
        rest.filter(|(index, _)| !self.found.contains(index))
            .map(|(_, entry)| entry)
    }
}
