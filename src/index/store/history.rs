//! The generations on disk, and going back to an older one.
//!
//! Going back replaces `CURRENT` and nothing else. The next job makes a generation with a new
//! number, since no number is used twice.

use super::durable;
use super::generation::{Generation, bytes_in};
use super::index_store::{IndexStore, WriterLock};
use super::manifest::Manifest;
use crate::index::error::IndexError;

/// A generation that is kept on disk.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its number.
    pub number: u64,
    /// Whether it is the current one.
    pub is_current: bool,
    /// What it says about itself; `None` if that cannot be read.
    pub manifest: Option<Manifest>,
    /// The bytes of its files. Generations share files.
    pub bytes: u64,
}

impl IndexStore {
    /// The published generations on disk, the oldest first.
    ///
    /// # Errors
    /// If there is no index, or its folder cannot be listed.
    pub fn history(&self) -> Result<Vec<Kept>, IndexError> {
        let current = self.current_number()?;
        let last = self.last_published()?;
        let (Some(current), Some(last)) = (current, last) else {
            return Err(IndexError::Missing(self.path().to_owned()));
        };
        let numbers = self.generations()?.into_iter();
        let kept = numbers.filter(|number| *number <= last).map(|number| Kept {
            number,
            is_current: number == current,
            manifest: self.manifest_of(number).ok(),
            bytes: bytes_in(&self.generation_folder(number)),
        });
        Ok(kept.collect())
    }

    /// Makes another generation the current one: the one with the number `to`, or the one before
    /// the current one. Returns the number that was current and the number that is.
    ///
    /// # Errors
    /// If there is no such generation, or it cannot be opened. Nothing is changed then.
    pub fn roll_back(&self, lock: &WriterLock, to: Option<u64>) -> Result<(u64, u64), IndexError> {
        self.catch_up(lock, false)?;
        let history = self.history()?;
        let current = history
            .iter()
            .find(|kept| kept.is_current)
            .map(|kept| kept.number);
        let current = current.ok_or_else(|| self.corrupt("the current generation is missing"))?;
        let target = match to {
            Some(number) => history.iter().find(|kept| kept.number == number),
            None => history.iter().rev().find(|kept| kept.number < current),
        };
        let target = target.ok_or_else(|| IndexError::NoGeneration {
            path: self.path().to_owned(),
            number: to,
            there: history.iter().map(|kept| kept.number).collect(),
        })?;
        Generation::open(self, target.number)?.check_parts()?;
        if let Some(elsewhere) = self.elsewhere() {
            elsewhere.make_current(target.number)?;
        }
        self.set_current(target.number)?;
        durable::sync_folder(self.folder())?;
        Ok((current, target.number))
    }
}
