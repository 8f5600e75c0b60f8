//! What became of each file that was read: its fate, its entry in the catalog, and what goes for it.

use crate::article::{ArchivePath, Severity};
use crate::index::job::reading::worker::Fate;
use crate::index::{Changes, FileEntry, FileFate, Tally};
use std::collections::{HashMap, HashSet};

/// All files of a run, settled.
#[derive(Default)]
pub(in crate::index) struct Settled {
    /// Entries that come into the catalog.
    pub(in crate::index) entries: Vec<FileEntry>,
    /// Every file, the unread ones included, by its fate.
    pub(in crate::index) tally: Tally,
    /// Files whose old articles have to go because new ones came.
    pub(in crate::index) replaced: Vec<ArchivePath>,
    /// Files that were moved, from where to where.
    pub(in crate::index) moves: Vec<(ArchivePath, ArchivePath)>,
    /// Which of `entries` are files with articles that were added or changed.
    pub(in crate::index) news: Vec<usize>,
    /// Articles that files had and have no more.
    pub(in crate::index) lost: u64,
}

/// Whether a file that was looked at is, in the catalog's eyes, as it was.
pub(in crate::index) fn is_as_before(fate: &Fate, previous: Option<&FileEntry>) -> bool {
    match fate {
        Fate::Read(_) => false,
        Fate::Touched(entry) => previous.is_some_and(|previous| previous.stat == entry.stat),
        Fate::Kept { as_before, .. } => *as_before,
    }
}

/// Settles what was read in a run that began at `started` (nanoseconds since 1970) and makes the generation `number`.
pub(in crate::index) fn settle(
    fates: Vec<(Fate, Option<Box<FileEntry>>)>,
    changes: &Changes,
    number: u64,
    started: i64,
) -> Settled {
    let mut settled = Settled {
        tally: changes.standing,
        entries: Vec::with_capacity(fates.len()),
        ..Settled::default()
    };
    let unlisted = changes.problems.iter().map(|(_, problem)| problem.kind);
    let unlisted = unlisted.filter(|kind| kind.severity() == Severity::Refused);
    settled.tally.refused_records += unlisted.count() as u64;
    let mut gone = Gone::of(changes);
    for (fate, previous) in fates {
        let was_read = matches!(fate, Fate::Read(_));
        let (mut entry, fate) = match fate {
            Fate::Kept { entry, .. } => (entry, FileFate::Kept),
            Fate::Touched(entry) | Fate::Read(entry) => {
                let fate = match &previous {
                    Some(old) => fate_of_known(&entry, old),
                    None => match gone.take(&entry) {
                        Some(from) => {
                            settled.moves.push((from, entry.path.clone()));
                            FileFate::Moved
                        }
                        None => FileFate::Added,
                    },
                };
                (entry, fate)
            }
        };
        entry.is_fresh = entry.hash != [0; 16] && entry.stat.may_hide_changes_since(started);
        entry.since = since(&entry, previous.as_deref(), number);
        let before = previous.as_ref().map_or(0, |old| old.articles);
        settled.lost += u64::from(before.saturating_sub(entry.articles));
        if was_read {
            let is_news = matches!(fate, FileFate::Added | FileFate::Changed);
            if is_news && entry.articles > 0 {
                settled.news.push(settled.entries.len());
            }
            if previous.is_some() {
                settled.replaced.push(entry.path.clone());
            }
        }
        settled.tally.count(entry.fate(fate), &entry);
        settled.entries.push(entry);
    }
    for entry in gone.rest() {
        settled.tally.count(FileFate::Removed, entry);
        settled.lost += u64::from(entry.articles);
    }
    settled
}

/// What became of a file that was known and was looked at, be it that everything is read.
fn fate_of_known(entry: &FileEntry, old: &FileEntry) -> FileFate {
    if entry.hash != old.hash || entry.hash == [0; 16] {
        FileFate::Changed
    } else if entry.stat != old.stat {
        FileFate::Touched
    } else {
        FileFate::Unchanged
    }
}

/// Since when each of a file's problems is known.
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

/// Files that are gone, among which those that come again elsewhere are looked for.
struct Gone<'a> {
    all: &'a [FileEntry],
    by_content: HashMap<([u8; 16], u64), Vec<usize>>,
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
            // Without a hash, what was in it is not known.
            if entry.hash != [0; 16] {
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

    /// The path of a file that is gone and had this one's content; each is given once.
    fn take(&mut self, entry: &FileEntry) -> Option<ArchivePath> {
        // A file without articles moves nothing.
        if entry.articles == 0 {
            return None;
        }
        let content = (entry.hash, entry.stat.size);
        let alike = self.by_content.get_mut(&content)?;
        // Of several with one content it is the one that this file was, where that can be told.
        let itself = self.by_inode.get(&entry.stat.inode).copied().filter(|own| {
            let own = &self.all[*own];
            (own.hash, own.stat.size) == content
        });
        let mut candidates = itself.into_iter().chain(std::iter::from_fn(|| alike.pop()));
        let index = candidates.find(|index| self.found.insert(*index))?;
        Some(self.all[index].path.clone())
    }

    /// Those that were not found elsewhere.
    fn rest(&self) -> impl Iterator<Item = &'a FileEntry> {
        let rest = self.all.iter().enumerate();
        rest.filter(|(index, _)| !self.found.contains(index))
            .map(|(_, entry)| entry)
    }
}
