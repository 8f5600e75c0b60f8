//! What a run would do, found out without doing it and without any lock.

use super::build::Job;
use super::outset::Outset;
use super::{IndexError, Refusal};

/// What a run would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The generation in force; `None` if there is no index yet.
    pub in_force: Option<u64>,
    /// Why everything would be read although there is an index.
    pub rebuilt_because: Option<String>,
    /// Files that are new.
    pub new: u64,
    /// Files that look changed, or failed to be read the last time.
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
        self.check_folders()?;
        let Outset {
            base,
            rebuilt_because,
            changes,
            refusal,
        } = self.outset()?;
        let new = match base {
            Some(_) => changes
                .to_read
                .iter()
                .filter(|own| own.previous.is_none())
                .count() as u64,
            None => self.files()?,
        };
        let known = changes.to_read.iter().filter(|own| own.previous.is_some());
        Ok(Plan {
            in_force: self.store.current_number()?,
            rebuilt_because,
            new,
            looks_changed: known.count() as u64,
            gone: changes.removed.len() as u64,
            unchanged: changes.standing.files.there(),
            refusal,
        })
    }
}
