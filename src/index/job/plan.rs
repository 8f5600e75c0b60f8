//! What a job would do, found out without doing it and without a lock.
//!
//! It uses the same survey as a job. It reads no files, so it cannot distinguish moved files from
//! removed ones. It gives a refusal only where that makes no difference.

use super::changes::Changes;
use super::guards::checks;
use super::guards::limits::Refusal;
use super::report::tally::Tally;
use super::request::Job;
use super::survey::Survey;
use crate::discover::{WalkOptions, list};
use crate::index::catalog::entry::FileEntry;
use crate::index::error::IndexError;
use std::cmp::Reverse;
use std::collections::HashMap;

/// What a job would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The current generation; `None` if there is no index yet.
    pub current: Option<u64>,
    /// Why everything would be read although there is an index.
    pub rebuilt_because: Option<String>,
    /// New files.
    pub new: u64,
    /// Files that look changed or could not be read the last time; for a rebuild all known files.
    pub looks_changed: u64,
    /// Files that were removed or moved.
    pub gone: u64,
    /// Files that would not be read.
    pub unchanged: u64,
    /// Why nothing would be published. A job may find more reasons when it reads files.
    pub refusal: Option<Refusal>,
}

impl Plan {
    pub(super) fn of(job: &Job, walk: &WalkOptions) -> Result<Self, IndexError> {
        let Survey {
            before,
            base,
            mut changes,
            mut refusal,
            ..
        } = Survey::of(job, walk)?;
        if base.is_none() {
            (changes, refusal) = rebuild(job, walk);
        }
        let (known, new): (Vec<_>, Vec<_>) = changes
            .to_read
            .iter()
            .partition(|change| change.previous.is_some());
        let sizes = new.iter().filter_map(|change| Some(change.stat?.size));
        let refusal =
            refusal.or_else(|| certain_refusal(job, before.articles, &changes.removed, sizes));
        Ok(Self {
            current: before.generation,
            rebuilt_because: before.rebuilt_because,
            new: new.len() as u64,
            looks_changed: known.len() as u64,
            gone: changes.removed.len() as u64,
            unchanged: changes.unread.files.without_removed(),
            refusal,
        })
    }
}

/// What a rebuild would read, compared with what the current generation knows; and why it would be
/// refused.
fn rebuild(job: &Job, walk: &WalkOptions) -> (Changes, Option<Refusal>) {
    let listing = list(job.folders, walk, job.settings.threads);
    let refusal = checks::empty_rebuild(job, |folder| {
        listing
            .folders
            .iter()
            .any(|listed| folder.has(&listed.path))
    });
    let known = job.store.known_catalog().unwrap_or_default();
    (Changes::of_all(listing, known), refusal)
}

/// The refusal that is certain before anything is read. A removed file counts as lost if no new
/// file has its size: then it was not moved.
fn certain_refusal(
    job: &Job,
    before: u64,
    gone: &[FileEntry],
    new: impl Iterator<Item = u64>,
) -> Option<Refusal> {
    let mut sizes: HashMap<u64, usize> = HashMap::new();
    for size in new {
        *sizes.entry(size).or_default() += 1;
    }
    let mut gone: Vec<_> = gone.iter().filter(|entry| entry.articles > 0).collect();
    gone.sort_by_key(|entry| Reverse(entry.articles));
    let mut may_have_moved = |entry: &FileEntry| {
        let left = sizes.get_mut(&entry.stat.size).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    };
    let lost = gone.iter().filter(|entry| !may_have_moved(entry));
    let lost = lost.map(|entry| u64::from(entry.articles)).sum();
    job.guards.refusal(before, &Tally::default(), lost)
}
