//! What a run would do, found out without doing it and without any lock.

use super::run::Job;
use super::survey::Outset;
use crate::discover::list;
use crate::index::{Changes, FileEntry, IndexError, Refusal, Tally};
use std::cmp::Reverse;
use std::collections::HashMap;

/// What a run would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The generation in force; `None` if there is no index yet.
    pub in_force: Option<u64>,
    /// Why everything would be read although there is an index.
    pub rebuilt_because: Option<String>,
    /// Files that are new.
    pub new: u64,
    /// Files that look changed, or failed to be read the last time; for a rebuild all that are known.
    pub looks_changed: u64,
    /// Files that are gone, or moved.
    pub gone: u64,
    /// Files that would stay as they are.
    pub unchanged: u64,
    /// Why nothing would be published; a run can find more reasons, since it reads files.
    pub refusal: Option<Refusal>,
}

impl Job<'_> {
    /// Finds out what [`Self::run`] would do.
    ///
    /// # Errors
    /// If a folder or the index cannot be read.
    pub fn plan(&self) -> Result<Plan, IndexError> {
        let Outset {
            base,
            rebuilt_because,
            mut changes,
            mut refusal,
            ..
        } = self.outset()?;
        if base.is_none() {
            (changes, refusal) = self.rebuild()?;
        }
        let (known, new): (Vec<_>, Vec<_>) = changes
            .to_read
            .iter()
            .partition(|own| own.previous.is_some());
        let sizes = new.iter().filter_map(|own| Some(own.stat?.size));
        let refusal = refusal.or_else(|| self.foreseen(&changes.removed, sizes));
        Ok(Plan {
            // What cannot be read is why it would be rebuilt.
            in_force: self.store.current_number().unwrap_or(None),
            rebuilt_because,
            new: new.len() as u64,
            looks_changed: known.len() as u64,
            gone: changes.removed.len() as u64,
            unchanged: changes.standing.files.there(),
            refusal,
        })
    }

    /// What a rebuild would meet, held against what the generation in force knows; and why it must not go on.
    fn rebuild(&self) -> Result<(Changes, Option<Refusal>), IndexError> {
        let options = self.walk_options()?;
        let listing = list(self.folders, &options, self.settings.threads);
        let refusal = self.refusal_of_empty_rebuild(|folder| {
            listing.folders.iter().any(|own| folder.has(&own.path))
        });
        let changes = Changes::of_all(listing, self.store.catalog_in_force().unwrap_or_default());
        Ok((changes, refusal))
    }

    /// The refusal that is certain before anything is read: of files that are gone, those of which no new one has the
    /// size were not moved.
    fn foreseen(&self, gone: &[FileEntry], new: impl Iterator<Item = u64>) -> Option<Refusal> {
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
        let before = self.store.articles_in_force();
        self.guards.refusal(before, &Tally::default(), lost)
    }
}
