//! `CURRENT`: which generation is current, and the highest number that was ever used.
//!
//! The file is there before the first generation is, so a missing one next to generations is
//! damage: no generation is guessed. A first job that was killed before its last step leaves
//! [`NONE`] next to its whole generation, and that one is taken up.

use super::durable;
use super::index_store::{IndexStore, WriterLock};
use crate::index::elsewhere::ElsewhereError;
use crate::index::elsewhere::state_files::write_state;
use crate::index::error::IndexError;
use crate::index::file_names::{CURRENT, HIGHEST};
use std::io::ErrorKind;
use std::time::{Duration, SystemTime};

/// How long a reader waits for a job to end, to fetch the files of a generation.
const FETCHED_WITHIN: Duration = Duration::from_mins(1);

/// The most bytes that `CURRENT` has.
const LONGEST: u64 = 64;

/// The content of `CURRENT` until the first generation is published.
const NONE: &str = "none yet\n";

/// The two numbers in `CURRENT`.
#[derive(Clone, Copy)]
struct Current {
    /// The current generation.
    number: u64,
    /// The highest number that was ever current. It is above `number` after a rollback.
    highest: u64,
}

impl Current {
    /// Reads a line as [`Self::line`] writes it, to the byte: a line that only looks alike is
    /// damaged.
    fn parse(line: &str) -> Option<Self> {
        let numbers: Option<Vec<u64>> = line
            .split_whitespace()
            .map(|word| word.parse().ok())
            .collect();
        let current = match *numbers?.as_slice() {
            [number] => Self {
                number,
                highest: number,
            },
            [number, highest] => Self {
                number,
                highest: highest.max(number),
            },
            _ => return None,
        };
        (current.highest <= HIGHEST && line == current.line()).then_some(current)
    }

    fn line(self) -> String {
        let Self { number, highest } = self;
        if highest > number {
            format!("{number:08} {highest:08}\n")
        } else {
            format!("{number:08}\n")
        }
    }
}

impl IndexStore {
    /// The number of the current generation; `None` if there is none yet.
    ///
    /// # Errors
    /// If `CURRENT` cannot be read or names no generation.
    pub fn current_number(&self) -> Result<Option<u64>, IndexError> {
        Ok(self.read_current()?.map(|current| current.number))
    }

    /// The generation that readers see: that of `CURRENT`, or where the articles are elsewhere the one
    /// there. Its files are fetched if they are not here.
    ///
    /// # Errors
    /// As [`Self::current_number`], and if what keeps the articles cannot be asked.
    pub(super) fn readers_number(&self) -> Result<Option<u64>, IndexError> {
        let Some(elsewhere) = self.elsewhere() else {
            return self.current_number();
        };
        let there = elsewhere.current()?;
        if let Some(number) = there
            && !self.generation_folder(number).is_folder()
        {
            let lock = self.lock_here(FETCHED_WITHIN, &|| {})?;
            self.fetch(&lock, number)?;
        }
        Ok(there)
    }

    /// Makes the generation that is current where the articles are the current one here, too: another
    /// machine may have made it, or a job here was killed just after its change.
    pub(in crate::index) fn catch_up(
        &self,
        lock: &WriterLock,
        is_rebuilt: bool,
    ) -> Result<(), IndexError> {
        let Some(elsewhere) = self.elsewhere() else {
            return Ok(());
        };
        let here = match self.current_number() {
            Err(IndexError::Corrupt { .. }) if is_rebuilt => None,
            here => here?,
        };
        match elsewhere.current()? {
            there if there == here => Ok(()),
            Some(there) => self.fetch(lock, there),
            None if is_rebuilt => Ok(()),
            None => {
                let (name, path) = (elsewhere.name(), self.path().display());
                let message = format!(
                    "{name} has no articles, but {path} is the state of an archive there: make it again with --full"
                );
                Err(ElsewhereError::Failed(message).into())
            }
        }
    }

    fn fetch(&self, _lock: &WriterLock, number: u64) -> Result<(), IndexError> {
        let place = self.generation_folder(number);
        if let Some(elsewhere) = self.elsewhere().filter(|_| !place.is_folder()) {
            let draft = self.draft_folder();
            draft
                .remove_all()
                .map_err(IndexError::at("remove", &draft))?;
            write_state(&draft, &elsewhere.state(number)?)?;
            self.set_none_current()?;
            draft
                .rename_to(&place)
                .map_err(IndexError::at("rename", &draft))?;
            durable::sync_folder(&self.generations_folder())?;
        }
        self.set_current(number)
    }

    /// When the current generation was switched to; `None` if that is not known. It tells an index
    /// from another one in its place, whose numbers start at 1 again.
    #[must_use]
    pub fn switched_at(&self) -> Option<SystemTime> {
        self.folder().join(CURRENT).modified().ok()
    }

    /// The highest number that was ever current. No number is used twice.
    pub(in crate::index) fn last_published(&self) -> Result<Option<u64>, IndexError> {
        Ok(self.read_current()?.map(|current| current.highest))
    }

    /// The highest number that is known to have been used, 0 if none is.
    pub(in crate::index) fn highest_number(&self) -> u64 {
        let published = self.last_published().unwrap_or(None);
        let there = self.generations().unwrap_or_default();
        published.max(there.last().copied()).unwrap_or(0)
    }

    /// Makes a generation the current one, by one rename. The rename is on disk once the folder of
    /// the index is synced.
    pub(in crate::index) fn set_current(&self, number: u64) -> Result<(), IndexError> {
        let highest = self.highest_number();
        let line = Current { number, highest }.line();
        durable::exchange(&self.folder().join(CURRENT), line.as_bytes())
    }

    /// Records that there is no generation yet, if that is so. The first job does it before it makes
    /// one.
    pub(super) fn set_none_current(&self) -> Result<(), IndexError> {
        let file = self.folder().join(CURRENT);
        if file.is_file() || !self.generations()?.is_empty() {
            return Ok(());
        }
        durable::exchange(&file, NONE.as_bytes())?;
        durable::sync_folder(self.folder())
    }

    fn read_current(&self) -> Result<Option<Current>, IndexError> {
        let file = self.folder().join(CURRENT);
        let line = match file.read(LONGEST) {
            Ok(line) => Some(line),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(IndexError::at("read", &file)(error)),
        };
        let line = match line.as_deref().map(str::from_utf8) {
            Some(Ok(line)) if line != NONE => {
                return Current::parse(line)
                    .map(Some)
                    .ok_or_else(|| self.no_current());
            }
            Some(Err(_)) => return Err(self.no_current()),
            other => other,
        };
        let is_missing = line.is_none();
        match self.generations().unwrap_or_default().as_slice() {
            [] => Ok(None),
            // Its number is not 1 if it came from another index or another machine.
            [only] if !is_missing => Ok(Some(Current {
                number: *only,
                highest: *only,
            })),
            others => {
                let what = if is_missing {
                    "is missing"
                } else {
                    "says that there is no generation yet"
                };
                let numbers: Vec<_> = others.iter().map(u64::to_string).collect();
                Err(self.corrupt(format!(
                    "CURRENT {what}, but there are generations: {}",
                    numbers.join(", ")
                )))
            }
        }
    }

    fn no_current(&self) -> IndexError {
        self.corrupt("CURRENT names no generation")
    }
}
