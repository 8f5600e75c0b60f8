//! The generations on disk, which of them is known to a job, and going back to an older one.
//!
//! A damaged index must not look like one without articles: guards would allow to remove all of
//! them, and watches would find all of them again. So a job compares with the newest generation
//! where `CURRENT` does not lead to one.
//!
//! Going back replaces `CURRENT` and nothing else. The next job makes a generation with a new
//! number, since no number is used twice.

use super::durable;
use super::generation::{Generation, bytes_in};
use super::index_store::{IndexStore, WriterLock};
use super::manifest::Manifest;
use super::seal;
use crate::index::catalog::in_memory::Catalog;
use crate::index::error::IndexError;
use crate::index::file_names::{CATALOG, CURRENT};

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
    /// The number of the generation that a job compares with: the current one. Where `CURRENT` does
    /// not lead to one, it is the newest with a seal that can be read, or else the newest.
    #[must_use]
    pub(in crate::index) fn known_number(&self) -> Option<u64> {
        match self.current_number() {
            Ok(None) => return None,
            Ok(Some(current)) if self.generation_folder(current).is_folder() => {
                return Some(current);
            }
            Ok(Some(_)) | Err(_) => {}
        }
        let there = self.generations().unwrap_or_default();
        let is_sealed = |number: &&u64| seal::read(&self.generation_folder(**number)).is_ok();
        let sealed = there.iter().rev().find(is_sealed);
        sealed.or(there.last()).copied()
    }

    /// What the known generation says about itself, if that can be read. It need not be a
    /// generation that this program can open.
    #[must_use]
    pub fn known_manifest(&self) -> Option<Manifest> {
        self.manifest_of(self.known_number()?).ok()
    }

    /// The files of the known generation, if they can be read.
    pub(in crate::index) fn known_catalog(&self) -> Option<Catalog> {
        let folder = self.generation_folder(self.known_number()?);
        Catalog::read(folder.join(CATALOG).open().ok()?).ok()
    }

    /// The number of articles of the known generation; by its catalog where its manifest cannot be
    /// read.
    pub(in crate::index) fn known_articles(&self) -> u64 {
        let of_files = || {
            let catalog = self.known_catalog()?;
            let articles = catalog.entries().iter();
            Some(articles.map(|entry| u64::from(entry.articles)).sum())
        };
        match self.known_manifest() {
            Some(manifest) => manifest.statistics.articles,
            None => of_files().unwrap_or(0),
        }
    }

    /// The current generation, or the known one where `CURRENT` does not lead to one; `None` if it
    /// cannot be opened.
    pub(in crate::index) fn known(&self) -> Option<Generation> {
        let known = || Generation::open(self, self.known_number()?).ok();
        self.current().ok().or_else(known)
    }

    /// Writes `CURRENT` again where it names nothing, if the newest generation is whole. Returns
    /// what was done, as sentences.
    ///
    /// # Errors
    /// If the operating system refuses, or what keeps the articles cannot be asked.
    pub fn repair_current(&self, lock: &WriterLock) -> Result<Vec<String>, IndexError> {
        let Err(IndexError::Corrupt { .. }) = self.current_number() else {
            return Ok(Vec::new());
        };
        // Where the articles are elsewhere, it is known there.
        self.catch_up(lock, true)?;
        if self.current_number().is_err() {
            let newest = self.generations()?.last().copied();
            let Some(newest) = newest.filter(|newest| self.known_number() == Some(*newest)) else {
                return Ok(Vec::new());
            };
            if !self.verify_generation(newest)?.damages.is_empty() {
                return Ok(Vec::new());
            }
            self.set_current(newest)?;
        }
        durable::sync_folder(self.folder())?;
        let now = self.current_number()?.unwrap_or(0);
        Ok(vec![format!(
            "{CURRENT} is written again; it names generation {now}, the newest, which is whole"
        )])
    }

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
