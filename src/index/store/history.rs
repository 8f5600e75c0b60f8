//! The generations on disk, and going back to one.

use super::durable;
use crate::index::store::generation::bytes_in;
use crate::index::store::generation::read_manifest;
use crate::index::{Generation, IndexError, IndexStore, Manifest, WriterLock};

/// A generation on disk.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its number.
    pub number: u64,
    /// Whether it is in force.
    pub in_force: bool,
    /// What it says of itself; `None` if that cannot be read.
    pub manifest: Option<Manifest>,
    /// What its files are together, in bytes; generations share files.
    pub bytes: u64,
}

impl IndexStore {
    /// The generations on disk that were ever in force, the oldest first.
    ///
    /// # Errors
    /// If there is no index, or its folder cannot be listed.
    pub fn history(&self) -> Result<Vec<Kept>, IndexError> {
        let in_force = self.current_number()?;
        let last = self.last_published()?;
        let (Some(in_force), Some(last)) = (in_force, last) else {
            return Err(IndexError::Missing(self.path().to_owned()));
        };
        let numbers = self.generations()?.into_iter();
        let kept = numbers.filter(|number| *number <= last).map(|number| {
            let path = self.generation_path(number);
            Kept {
                number,
                in_force: number == in_force,
                manifest: read_manifest(self, &path).ok(),
                bytes: bytes_in(&path),
            }
        });
        Ok(kept.collect())
    }

    /// Puts another generation in force: the one of that number, or the one before the one in force. Gives the
    /// number that was in force and the one that is.
    ///
    /// # Errors
    /// If there is no such generation, or it cannot be opened; then nothing is changed.
    pub fn roll_back(&self, _lock: &WriterLock, to: Option<u64>) -> Result<(u64, u64), IndexError> {
        let history = self.history()?;
        let in_force = history
            .iter()
            .find(|kept| kept.in_force)
            .map(|kept| kept.number);
        let in_force =
            in_force.ok_or_else(|| self.corrupt("the generation in force is missing"))?;
        let target = match to {
            Some(number) => history.iter().find(|kept| kept.number == number),
            None => history.iter().rev().find(|kept| kept.number < in_force),
        };
        let target = target.ok_or_else(|| IndexError::NoGeneration {
            path: self.path().to_owned(),
            number: to,
            there: history.iter().map(|kept| kept.number).collect(),
        })?;
        Generation::open(self, target.number)?;
        self.set_current(target.number)?;
        durable::sync_dir(self.path())?;
        Ok((in_force, target.number))
    }
}
