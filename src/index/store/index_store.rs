//! The folder of an index: which generation is current, and who may write.
//!
//! This file knows numbers and folders of generations, not what is in them.

use super::durable;
use crate::discover::is_index;
use crate::index::error::IndexError;
use crate::index::file_names::{self, CURRENT, DRAFT, GENERATIONS, GITIGNORE, INDEX_DIR, LOCK};
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder of an index. It need not exist yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexStore {
    path: PathBuf,
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
            [number] if line == format!("{number:08}\n") => Some(Self {
                number,
                highest: number,
            }),
            [number, highest] if line == format!("{number:08} {highest:08}\n") => Some(Self {
                number,
                highest: highest.max(number),
            }),
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
        Self { path }
    }

    /// The index in the folder of its articles, in [`INDEX_DIR`].
    #[must_use]
    pub fn within(folder: &Path) -> Self {
        Self::at(folder.join(INDEX_DIR))
    }

    /// The folder of the index.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a generation was ever published here.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.path.join(CURRENT).is_file()
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

    fn read_current(&self) -> Result<Option<Current>, IndexError> {
        let path = self.path.join(CURRENT);
        let wrong = || self.corrupt("CURRENT names no generation");
        match fs::read_to_string(&path) {
            Ok(line) => Current::parse(&line).map(Some).ok_or_else(wrong),
            Err(error) => match error.kind() {
                ErrorKind::NotFound => Ok(None),
                ErrorKind::InvalidData | ErrorKind::IsADirectory => Err(wrong()),
                _ => Err(IndexError::io("read", &path)(error)),
            },
        }
    }

    /// Takes the right to write, and makes the folder of the index if it does not exist.
    ///
    /// # Errors
    /// [`IndexError::Busy`] if another process has the right, [`IndexError::NotAnIndex`] if the
    /// folder has other files in it.
    pub fn lock(&self) -> Result<WriterLock, IndexError> {
        let is_empty = match fs::read_dir(&self.path) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) if error.kind() == ErrorKind::NotFound => true,
            Err(error) => return Err(IndexError::io("list", &self.path)(error)),
        };
        // Another process may be making the index: its lock file comes first.
        let is_being_made = || self.path.join(LOCK).is_file();
        if !is_empty && !is_index(&self.path) && !is_being_made() {
            return Err(IndexError::NotAnIndex(self.path.clone()));
        }
        fs::create_dir_all(&self.path).map_err(IndexError::io("create", &self.path))?;
        let path = self.path.join(LOCK);
        let file = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(IndexError::io("open", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(IndexError::Busy(self.path.clone())),
            Err(TryLockError::Error(error)) => return Err(IndexError::io("lock", &path)(error)),
        }
        let generations = self.path.join(GENERATIONS);
        fs::create_dir_all(&generations).map_err(IndexError::io("create", &generations))?;
        let ignore = self.path.join(GITIGNORE);
        if !ignore.exists() {
            durable::write(&ignore, b"*\n")?;
        }
        Ok(WriterLock { file })
    }

    /// Removes what a killed job left: its draft, and a generation that was renamed into place but
    /// never became current. Call it with the lock.
    pub(in crate::index) fn remove_leftovers(&self) -> Result<(), IndexError> {
        remove_dir(&self.draft_path())?;
        if let Ok(published) = self.last_published() {
            for number in self.generations()? {
                if published.is_none_or(|published| number > published) {
                    remove_dir(&self.generation_path(number))?;
                }
            }
        }
        Ok(())
    }

    /// Makes a generation the current one, by one rename. The rename is on disk once the folder of
    /// the index is synced.
    pub(in crate::index) fn set_current(&self, number: u64) -> Result<(), IndexError> {
        let highest = self.last_published().unwrap_or(None).unwrap_or(0);
        let line = Current { number, highest }.line();
        durable::exchange(&self.path.join(CURRENT), line.as_bytes())
    }

    /// The folder of all generations.
    pub(in crate::index) fn generations_path(&self) -> PathBuf {
        self.path.join(GENERATIONS)
    }

    /// The folder of the next generation while it is made.
    pub(in crate::index) fn draft_path(&self) -> PathBuf {
        self.generations_path().join(DRAFT)
    }

    /// The folder of a generation.
    pub(in crate::index) fn generation_path(&self, number: u64) -> PathBuf {
        self.generations_path().join(file_names::generation(number))
    }

    /// The numbers of the generations on disk, ascending, the unpublished ones included.
    ///
    /// # Errors
    /// If the folder cannot be listed.
    pub fn generations(&self) -> Result<Vec<u64>, IndexError> {
        let path = self.generations_path();
        let mut numbers = Vec::new();
        for entry in fs::read_dir(&path).map_err(IndexError::io("list", &path))? {
            let entry = entry.map_err(IndexError::io("list", &path))?;
            if let Some(number) = entry
                .file_name()
                .to_str()
                .and_then(|name| name.parse().ok())
            {
                numbers.push(number);
            }
        }
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
            let _ = fs::remove_dir_all(self.generation_path(*number));
        }
        Ok(())
    }

    /// The error that this index is damaged.
    pub(in crate::index) fn corrupt(&self, reason: impl Into<String>) -> IndexError {
        IndexError::Corrupt {
            path: self.path.clone(),
            reason: reason.into(),
        }
    }
}

/// Removes a folder and all that is in it, if it exists.
fn remove_dir(path: &Path) -> Result<(), IndexError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            fs::remove_file(path).map_err(IndexError::io("remove", path))
        }
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(IndexError::io("remove", path)(error))
        }
        _ => Ok(()),
    }
}
