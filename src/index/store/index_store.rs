//! The folder of an index: which generation is current, and who may write.
//!
//! This file knows numbers and folders of generations, not what is in them.

use super::durable;
use crate::discover::is_index;
use crate::index::error::IndexError;
use crate::index::file_names::{self, CURRENT, DRAFT, GENERATIONS, GITIGNORE, INDEX_DIR, LOCK};
use crate::index::place::{Entry, Place, TEMPORARY};
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The number of the first generation.
const FIRST: u64 = 1;

/// The highest number that a generation can have. Names of folders have at most fifteen digits.
const HIGHEST: u64 = 999_999_999_999_999;

/// The most bytes that `CURRENT` has.
const LONGEST_CURRENT: u64 = 64;

/// The folder of an index. It need not exist yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexStore {
    folder: Place,
}

/// The right to write to an index, until it is dropped.
#[derive(Debug)]
pub struct WriterLock {
    file: File,
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // Closing the file is not enough: a child process that is just being started has a copy of
        // the descriptor, and the lock with it, until it becomes another program.
        let _ = self.file.unlock();
    }
}

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
        match *numbers?.as_slice() {
            [number] if number <= HIGHEST && line == format!("{number:08}\n") => Some(Self {
                number,
                highest: number,
            }),
            [number, highest]
                if number.max(highest) <= HIGHEST
                    && line == format!("{number:08} {highest:08}\n") =>
            {
                Some(Self {
                    number,
                    highest: highest.max(number),
                })
            }
            _ => None,
        }
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
    /// The index in the folder `path`.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self {
            folder: Place::root(path),
        }
    }

    /// The index in the folder of its articles, in [`INDEX_DIR`].
    #[must_use]
    pub fn within(folder: &Path) -> Self {
        Self::at(folder.join(INDEX_DIR))
    }

    /// The folder of the index.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.of_index()
    }

    /// The folder of the index, to be read and written.
    pub(in crate::index) fn folder(&self) -> &Place {
        &self.folder
    }

    /// Whether a generation was ever published here.
    #[must_use]
    pub fn exists(&self) -> bool {
        let has_generation = || self.generations().is_ok_and(|numbers| !numbers.is_empty());
        self.folder.join(CURRENT).is_file() || has_generation()
    }

    /// The number of the current generation; `None` if there is none yet.
    ///
    /// # Errors
    /// If `CURRENT` cannot be read or names no generation.
    pub fn current_number(&self) -> Result<Option<u64>, IndexError> {
        Ok(self.read_current()?.map(|current| current.number))
    }

    /// The highest number that was ever current. No number is used twice.
    pub(in crate::index) fn last_published(&self) -> Result<Option<u64>, IndexError> {
        Ok(self.read_current()?.map(|current| current.highest))
    }

    /// The highest number that is known to have been used, 0 if none is.
    pub(super) fn highest_number(&self) -> u64 {
        let published = self.last_published().unwrap_or(None);
        let there = self.generations().unwrap_or_default();
        published.max(there.last().copied()).unwrap_or(0)
    }

    /// Without `CURRENT`, a single generation whose folder was renamed into place is the first one:
    /// the job that made it was killed before its last step. It is whole, so it is current.
    fn read_current(&self) -> Result<Option<Current>, IndexError> {
        let file = self.folder.join(CURRENT);
        match file.read(LONGEST_CURRENT) {
            Ok(line) => str::from_utf8(&line)
                .ok()
                .and_then(Current::parse)
                .map(Some)
                .ok_or_else(|| self.corrupt("CURRENT names no generation")),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                match self.generations().unwrap_or_default().as_slice() {
                    [] => Ok(None),
                    [FIRST] => Ok(Some(Current {
                        number: FIRST,
                        highest: FIRST,
                    })),
                    others => Err(self.corrupt(format!(
                        "CURRENT is missing, but there are {} generations",
                        others.len()
                    ))),
                }
            }
            Err(error) => Err(IndexError::at("read", &file)(error)),
        }
    }

    /// Takes the right to write, and makes the folder of the index if it does not exist.
    ///
    /// # Errors
    /// [`IndexError::Busy`] if another process has the right, [`IndexError::NotAnIndex`] if the
    /// folder has other files in it.
    pub fn lock(&self) -> Result<WriterLock, IndexError> {
        let is_empty = match self.folder.list() {
            Ok(entries) => entries.is_empty(),
            Err(error) if error.kind() == ErrorKind::NotFound => true,
            Err(error) => return Err(IndexError::at("list", &self.folder)(error)),
        };
        // Another process may be making the index: its lock file comes first.
        let is_being_made = || self.folder.join(LOCK).is_file();
        if !is_empty && !is_index(self.path()) && !is_being_made() {
            return Err(IndexError::NotAnIndex(self.path().to_owned()));
        }
        create_folder(&self.folder)?;
        let lock = self.folder.join(LOCK);
        let file = lock
            .open_or_create()
            .map_err(IndexError::at("open", &lock))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(IndexError::Busy(self.path().to_owned())),
            Err(TryLockError::Error(error)) => return Err(IndexError::at("lock", &lock)(error)),
        }
        if !self.generations_folder().is_folder() {
            // By its lock file the folder is known as one that an index is being made in, also if
            // the power fails and other names are on disk.
            durable::sync_folder(&self.folder)?;
        }
        create_folder(&self.generations_folder())?;
        let ignore = self.folder.join(GITIGNORE);
        if !ignore.is_file() {
            durable::write(&ignore, b"*\n")?;
        }
        Ok(WriterLock { file })
    }

    /// Removes what a killed job left: its draft, and a generation that was renamed into place but
    /// never became current. Call it with the lock.
    pub(in crate::index) fn remove_leftovers(&self) -> Result<(), IndexError> {
        remove_all(&self.draft_folder())?;
        for entry in list(&self.folder)? {
            if entry.name.ends_with(TEMPORARY) {
                remove_all(&self.folder.join(&entry.name))?;
            }
        }
        let Ok(published) = self.last_published() else {
            return Ok(());
        };
        for number in self.generations()? {
            if published.is_none_or(|published| number > published) {
                remove_all(&self.generation_folder(number))?;
            }
        }
        Ok(())
    }

    /// Makes a generation the current one, by one rename. The rename is on disk once the folder of
    /// the index is synced.
    pub(in crate::index) fn set_current(&self, number: u64) -> Result<(), IndexError> {
        let highest = self.highest_number();
        let line = Current { number, highest }.line();
        durable::exchange(&self.folder.join(CURRENT), line.as_bytes())
    }

    /// The folder of all generations.
    pub(in crate::index) fn generations_folder(&self) -> Place {
        self.folder.join(GENERATIONS)
    }

    /// The folder of the next generation while it is made.
    pub(in crate::index) fn draft_folder(&self) -> Place {
        self.generations_folder().join(DRAFT)
    }

    /// The folder of a generation.
    pub(in crate::index) fn generation_folder(&self, number: u64) -> Place {
        self.generations_folder()
            .join(&file_names::generation(number))
    }

    /// The numbers of the generations on disk, ascending, the unpublished ones included.
    ///
    /// # Errors
    /// If the folder cannot be listed.
    pub fn generations(&self) -> Result<Vec<u64>, IndexError> {
        let mut numbers: Vec<u64> = list(&self.generations_folder())?
            .into_iter()
            .filter_map(|entry| {
                let number = entry.name.parse().ok()?;
                let is_ours = number <= HIGHEST && entry.name == file_names::generation(number);
                is_ours.then_some(number)
            })
            .collect();
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// Removes the oldest generations so that at most `keep` remain, at least 1. The current one
    /// always remains. A generation that cannot be removed (on Windows, while it is read) is left
    /// for the next time.
    ///
    /// # Errors
    /// If the folder cannot be listed.
    pub fn prune(&self, keep: usize) -> Result<(), IndexError> {
        self.prune_after(None, keep)
    }

    /// The same after publishing. Of the other generations, the one that was current before is
    /// removed last. After a rollback, others may have higher numbers.
    pub(in crate::index) fn prune_after(
        &self,
        previous: Option<u64>,
        keep: usize,
    ) -> Result<(), IndexError> {
        let current = self.current_number()?;
        let mut others: Vec<u64> = self
            .generations()?
            .into_iter()
            .filter(|number| Some(*number) != current)
            .collect();
        others.sort_by_key(|number| (Some(*number) == previous, *number));
        let excess = (others.len() + 1).saturating_sub(keep.max(1));
        for number in &others[..excess.min(others.len())] {
            let _ = self.generation_folder(*number).remove_all();
        }
        Ok(())
    }

    /// Replaces a file in the folder of the index that only other programs read, such as
    /// [`REPORT`](crate::index::REPORT). Its path is returned.
    ///
    /// # Errors
    /// If the operating system refuses.
    pub fn put(&self, name: &'static str, bytes: &[u8]) -> Result<PathBuf, IndexError> {
        let file = self.folder.join(name);
        durable::exchange(&file, bytes)?;
        Ok(file.path())
    }

    /// Removes such a file. If that fails, the next one replaces it.
    pub fn take_away(&self, name: &'static str) {
        let _ = self.folder.join(name).remove_file();
    }

    /// The error that this index is damaged.
    pub(in crate::index) fn corrupt(&self, reason: impl Into<String>) -> IndexError {
        IndexError::Corrupt {
            path: self.path().to_owned(),
            reason: reason.into(),
        }
    }
}

fn list(folder: &Place) -> Result<Vec<Entry>, IndexError> {
    folder.list().map_err(IndexError::at("list", folder))
}

fn create_folder(folder: &Place) -> Result<(), IndexError> {
    folder
        .create_folder()
        .map_err(IndexError::at("create", folder))
}

fn remove_all(place: &Place) -> Result<(), IndexError> {
    place.remove_all().map_err(IndexError::at("remove", place))
}
