//! The folder of an index: which generation is in force, and who may write.

use super::durable;
use crate::analysis::Language;
use crate::discover::{
    INDEX_CURRENT as CURRENT, INDEX_GENERATIONS as GENERATIONS, INDEX_LOCK, is_index,
};
use crate::index::store::generation::{CATALOG, read_manifest};
use crate::index::{Catalog, Draft, Generation, IndexError, Manifest};
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder of an index within the folder it was made of.
pub const INDEX_DIR: &str = ".dateline";

pub(in crate::index) const DRAFT: &str = "draft";

/// An index's folder, which need not be there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexStore {
    path: PathBuf,
}

/// The right to write to an index, held until dropped.
#[derive(Debug)]
pub struct WriterLock {
    file: File,
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // Closing the file is not enough: a child process that is just being started holds a
        // copy of the descriptor, and the lock with it, until it becomes another program.
        let _ = self.file.unlock();
    }
}

impl IndexStore {
    /// The index in the folder `path`.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// The index that lies within the folder it is made of.
    #[must_use]
    pub fn within(folder: &Path) -> Self {
        Self::at(folder.join(INDEX_DIR))
    }

    /// The index's folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a generation is in force.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.path.join(CURRENT).is_file()
    }

    /// The number of the generation in force; `None` if there is none yet.
    ///
    /// # Errors
    /// If `CURRENT` cannot be read or names no generation.
    pub fn current_number(&self) -> Result<Option<u64>, IndexError> {
        let path = self.path.join(CURRENT);
        match fs::read_to_string(&path) {
            Ok(line) => {
                let words = line.split_whitespace().map(|word| word.parse().ok());
                // To the byte what `set_current` writes: what reads alike is damaged all the same.
                match words.collect::<Option<Vec<u64>>>().as_deref() {
                    Some([number]) if line == format!("{number:08}\n") => Ok(Some(*number)),
                    Some([number, last]) if line == format!("{number:08} {last:08}\n") => {
                        Ok(Some(*number))
                    }
                    _ => Err(self.corrupt("CURRENT names no generation")),
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::InvalidData | ErrorKind::IsADirectory
                ) =>
            {
                Err(self.corrupt("CURRENT names no generation"))
            }
            Err(error) => Err(IndexError::io("read", &path)(error)),
        }
    }

    /// Opens the generation in force. It stays whole for as long as it is held, whatever is
    /// published meanwhile.
    ///
    /// # Errors
    /// [`IndexError::Missing`] if there is none; otherwise what is wrong with it.
    pub fn current(&self) -> Result<Generation, IndexError> {
        loop {
            let Some(number) = self.current_number()? else {
                return Err(IndexError::Missing(self.path.clone()));
            };
            let opened = Generation::open(self, number);
            // A newer one may have been published, and this one pruned, between the two reads.
            if opened.is_err() && self.current_number()? != Some(number) {
                continue;
            }
            return opened;
        }
    }

    /// What the generation in force says of itself, if that can be read, whether this program could
    /// open it or not.
    #[must_use]
    pub fn manifest_in_force(&self) -> Option<Manifest> {
        let number = self.current_number().ok().flatten()?;
        read_manifest(self, &self.generation_path(number)).ok()
    }

    /// How many articles the generation in force has, by its catalog where its manifest cannot be read.
    pub(in crate::index) fn articles_in_force(&self) -> u64 {
        let of_files = || {
            let catalog = self.catalog_in_force()?;
            let articles = catalog.entries().iter();
            Some(articles.map(|entry| u64::from(entry.articles)).sum())
        };
        match self.manifest_in_force() {
            Some(manifest) => manifest.statistics.articles,
            None => of_files().unwrap_or(0),
        }
    }

    /// The files of the generation in force, if they can be read.
    pub(in crate::index) fn catalog_in_force(&self) -> Option<Catalog> {
        let number = self.current_number().ok().flatten()?;
        Catalog::read(&self.generation_path(number).join(CATALOG)).ok()
    }

    /// Takes the right to write, making the index's folder if need be.
    ///
    /// # Errors
    /// [`IndexError::Busy`] if another process has it, [`IndexError::NotAnIndex`] if something
    /// else lies there.
    pub fn lock(&self) -> Result<WriterLock, IndexError> {
        let is_empty = match fs::read_dir(&self.path) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) if error.kind() == ErrorKind::NotFound => true,
            Err(error) => return Err(IndexError::io("list", &self.path)(error)),
        };
        // Another process may just be making it: its lock is there first.
        let is_begun = || self.path.join(INDEX_LOCK).is_file();
        if !is_empty && !is_index(&self.path) && !is_begun() {
            return Err(IndexError::NotAnIndex(self.path.clone()));
        }
        fs::create_dir_all(&self.path).map_err(IndexError::io("create", &self.path))?;
        let path = self.path.join(INDEX_LOCK);
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
        let ignore = self.path.join(".gitignore");
        if !ignore.exists() {
            // An index is made anew from its folder; it has no place in a repository.
            durable::write(&ignore, b"*\n")?;
        }
        Ok(WriterLock { file })
    }

    /// Starts the next generation, clearing what a run that was killed left behind.
    ///
    /// # Errors
    /// If the operating system or the engine refuses.
    pub fn draft(
        &self,
        _lock: &WriterLock,
        from: crate::index::BuildFrom,
        language: Language,
    ) -> Result<Draft, IndexError> {
        self.clear_litter()?;
        Draft::start(self.clone(), from, language)
    }

    /// Removes what a run that was killed left behind: its draft, and a generation that was put in
    /// its place but never in force. Call with the lock held.
    pub(in crate::index) fn clear_litter(&self) -> Result<(), IndexError> {
        remove_dir(&self.path.join(GENERATIONS).join(DRAFT))?;
        if let Ok(published) = self.last_published() {
            for number in self.generations()? {
                if published.is_none_or(|published| number > published) {
                    remove_dir(&self.generation_path(number))?;
                }
            }
        }
        Ok(())
    }

    /// Puts a generation in force by one rename, which is on disk once the index's folder is synced.
    pub(in crate::index) fn set_current(&self, number: u64) -> Result<(), IndexError> {
        let last = self.last_published().unwrap_or(None).unwrap_or(0);
        let line = if last > number {
            format!("{number:08} {last:08}\n")
        } else {
            format!("{number:08}\n")
        };
        durable::exchange(&self.path.join(CURRENT), line.as_bytes())
    }

    /// The highest number that was ever in force: that of the generation that is, unless an older
    /// one was put back; then `CURRENT` has it as its second word. No number is given twice.
    pub(in crate::index) fn last_published(&self) -> Result<Option<u64>, IndexError> {
        let Some(in_force) = self.current_number()? else {
            return Ok(None);
        };
        let path = self.path.join(CURRENT);
        let line = fs::read_to_string(&path).map_err(IndexError::io("read", &path))?;
        let last = line.split_whitespace().nth(1).map(str::parse);
        Ok(Some(
            last.and_then(Result::ok).unwrap_or(in_force).max(in_force),
        ))
    }

    /// The folder of a generation.
    pub(in crate::index) fn generation_path(&self, number: u64) -> PathBuf {
        self.path.join(GENERATIONS).join(format!("{number:08}"))
    }

    /// The numbers of the generations on disk, ascending, in force or not.
    ///
    /// # Errors
    /// If the folder cannot be listed.
    pub fn generations(&self) -> Result<Vec<u64>, IndexError> {
        let path = self.path.join(GENERATIONS);
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

    /// Removes generations so that at most `keep` are left, the one in force always among them.
    /// A generation that cannot be removed (on Windows, while it is read) is left for next time.
    ///
    /// # Errors
    /// If the folder cannot be listed.
    pub fn prune(&self, keep: usize) -> Result<(), IndexError> {
        self.prune_behind(keep, None)
    }

    /// The same; the generation that was in force `before` is the last of the others to go, even if it was one that was
    /// gone back to and others have higher numbers.
    pub(in crate::index) fn prune_behind(
        &self,
        keep: usize,
        before: Option<u64>,
    ) -> Result<(), IndexError> {
        let in_force = self.current_number()?;
        let mut others: Vec<u64> = self
            .generations()?
            .into_iter()
            .filter(|number| Some(*number) != in_force)
            .collect();
        others.sort_by_key(|number| (Some(*number) == before, *number));
        let excess = (others.len() + 1).saturating_sub(keep.max(1));
        for number in &others[..excess.min(others.len())] {
            let _ = fs::remove_dir_all(self.generation_path(*number));
        }
        Ok(())
    }

    pub(in crate::index) fn corrupt(&self, reason: impl Into<String>) -> IndexError {
        IndexError::Corrupt {
            path: self.path.clone(),
            reason: reason.into(),
        }
    }
}

/// Removes a folder and all in it, if it is there.
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
