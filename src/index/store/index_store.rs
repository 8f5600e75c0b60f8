//! The folder of an index: which generation is current, and who may write.
//!
//! This file knows numbers and folders of generations, not what is in them.

use super::damage::Damage;
use super::{durable, queue};
use crate::discover::is_index;
use crate::index::checked_json;
use crate::index::elsewhere::{Elsewhere, Lease};
use crate::index::error::IndexError;
use crate::index::file_names::{
    self, DRAFT, GENERATIONS, GITIGNORE, HIGHEST, INDEX_DIR, LOCK, REPORT,
};
use crate::index::place::{Entry, Place, TEMPORARY};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// The largest report that is read, in bytes.
const LARGEST_REPORT: u64 = 1 << 30;

/// The folder of an index. It need not exist yet.
#[derive(Debug, Clone)]
pub struct IndexStore {
    folder: Place,
    /// What keeps its articles, if that is not this folder.
    elsewhere: Option<Arc<dyn Elsewhere>>,
}

impl PartialEq for IndexStore {
    fn eq(&self, other: &Self) -> bool {
        self.folder == other.folder
    }
}

impl Eq for IndexStore {}

/// The right to write to an index, until it is dropped.
#[derive(Debug)]
pub struct WriterLock {
    file: File,
    /// The same right where its articles are.
    lease: Option<Box<dyn Lease>>,
}

impl WriterLock {
    /// Whether the right is still held where the articles are.
    pub(in crate::index) fn check(&self) -> Result<(), IndexError> {
        Ok(self.lease.as_ref().map_or(Ok(()), |lease| lease.check())?)
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // Closing the file is not enough: a child process that is just being started has a copy of
        // the descriptor, and the lock with it, until it becomes another program.
        let _ = self.file.unlock();
    }
}

impl IndexStore {
    /// The index in the folder `path`.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self {
            folder: Place::root(path),
            elsewhere: None,
        }
    }

    /// The same index, with its articles elsewhere.
    #[must_use]
    pub fn with_articles_in(self, elsewhere: Arc<dyn Elsewhere>) -> Self {
        Self {
            elsewhere: Some(elsewhere),
            ..self
        }
    }

    /// What keeps its articles, if that is not this folder.
    #[must_use]
    pub fn elsewhere(&self) -> Option<&Arc<dyn Elsewhere>> {
        self.elsewhere.as_ref()
    }

    /// What is in the same place now. The folder of an index is opened once, so a store goes on with
    /// a folder that was moved or removed.
    #[must_use]
    pub fn looked_up_again(&self) -> Self {
        Self {
            elsewhere: self.elsewhere.clone(),
            ..Self::at(self.path().to_owned())
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

    /// Whether a generation was ever published here, or something damaged is in its place.
    #[must_use]
    pub fn exists(&self) -> bool {
        !matches!(self.current_number(), Ok(None))
    }

    /// Takes the right to write, and makes the folder of the index if it does not exist.
    ///
    /// # Errors
    /// [`IndexError::Busy`] if another process has the right, [`IndexError::NotAnIndex`] if the
    /// folder has other files in it.
    pub fn lock(&self) -> Result<WriterLock, IndexError> {
        self.lock_within(Duration::ZERO)
    }

    /// The same, but waits this long for another process to end. Those who wait get the right in
    /// the order in which they came.
    ///
    /// # Errors
    /// As [`Self::lock`].
    pub fn lock_within(&self, wait: Duration) -> Result<WriterLock, IndexError> {
        self.lock_in_turn(wait, &|| {})
    }

    /// The same; `waits` is called once if it has to wait.
    pub(in crate::index) fn lock_in_turn(
        &self,
        wait: Duration,
        waits: &dyn Fn(),
    ) -> Result<WriterLock, IndexError> {
        let mut lock = self.lock_here(wait, waits)?;
        if let Some(elsewhere) = &self.elsewhere {
            let holder = self.path().display().to_string();
            lock.lease = Some(elsewhere.lock(&holder, wait, waits)?);
        }
        Ok(lock)
    }

    /// The right to write to this folder alone.
    pub(in crate::index) fn lock_here(
        &self,
        wait: Duration,
        waits: &dyn Fn(),
    ) -> Result<WriterLock, IndexError> {
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
        let taken = queue::take(&file, &self.folder, wait, waits);
        if !taken.map_err(IndexError::at("lock", &lock))? {
            return Err(IndexError::Busy(self.path().to_owned()));
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
        Ok(WriterLock { file, lease: None })
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
        queue::remove_left(&self.folder).map_err(IndexError::at("list", &self.folder))?;
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
        let all = match &self.elsewhere {
            Some(elsewhere) => elsewhere.generations()?,
            None => self.generations()?,
        };
        let mut others: Vec<u64> = all
            .into_iter()
            .filter(|number| Some(*number) != current)
            .collect();
        others.sort_by_key(|number| (Some(*number) == previous, *number));
        let excess = (others.len() + 1).saturating_sub(keep.max(1));
        let (removed, kept) = others.split_at(excess.min(others.len()));
        if let Some(elsewhere) = &self.elsewhere {
            let kept: Vec<u64> = kept.iter().copied().chain(current).collect();
            elsewhere.prune(&kept)?;
            // What another machine has removed may still be here.
            for number in self.generations()? {
                if !kept.contains(&number) {
                    let _ = self.generation_folder(number).remove_all();
                }
            }
        }
        for number in removed {
            let _ = self.generation_folder(*number).remove_all();
        }
        Ok(())
    }

    /// Replaces the report of the last job, [`REPORT`], by one rename, and adds a checksum to it.
    ///
    /// # Errors
    /// If the operating system refuses.
    pub fn put_report(&self, report: &[u8]) -> Result<(), IndexError> {
        let report = checked_json::with_hash(report);
        durable::exchange(&self.folder.join(REPORT), &report)
    }

    /// The report of the last job, if there is one that can be read.
    #[must_use]
    pub fn last_report(&self) -> Option<Vec<u8>> {
        let report = self.folder.join(REPORT).read(LARGEST_REPORT).ok()?;
        checked_json::check(&report).ok()?;
        Some(report)
    }

    /// What is wrong with the report of the last job; `None` if nothing is, or there is none.
    #[must_use]
    pub fn verify_report(&self) -> Option<Damage> {
        let what = match self.folder.join(REPORT).read(LARGEST_REPORT) {
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            Err(error) => format!("cannot be read: {error}"),
            Ok(report) => match checked_json::check(&report) {
                Ok(true) => return None,
                // Older programs wrote a line without a checksum.
                Ok(false) if is_line_of_json(&report) => return None,
                Ok(false) => "is not what was written".to_owned(),
                Err(what) => what,
            },
        };
        Some(Damage::new(REPORT, what))
    }

    /// Removes a damaged report and keeps a copy. The next job writes another. Returns what was
    /// done, as sentences.
    ///
    /// # Errors
    /// If the operating system refuses.
    pub fn repair_report(&self, _lock: &WriterLock) -> Result<Vec<String>, IndexError> {
        let mut remarks = Vec::new();
        if self.verify_report().is_some() {
            self.keep_copy(REPORT, &mut remarks)?;
            remove_all(&self.folder.join(REPORT))?;
            remarks.push(format!("{REPORT} is removed; the next job writes it again"));
        }
        Ok(remarks)
    }

    /// Keeps a damaged file, if it is there, by a name that is free, and adds that to the remarks. The
    /// caller replaces or removes the file and never writes to it: where the disk can, both are names
    /// of the same bytes, so a file of any length is kept at once.
    pub(in crate::index) fn keep_copy(
        &self,
        name: &str,
        remarks: &mut Vec<String>,
    ) -> Result<(), IndexError> {
        let file = self.folder.join(name);
        let taken: Vec<String> = list(&self.folder)?.into_iter().map(|it| it.name).collect();
        if !taken.iter().any(|own| own == name) {
            return Ok(());
        }
        let names = (1u64..).map(|number| match number {
            1 => format!("{name}.damaged"),
            number => format!("{name}.damaged-{number}"),
        });
        let mut free = names.filter(|own| !taken.contains(own));
        let copy = free.next().expect("the numbers do not end");
        let place = self.folder.join(&copy);
        // What is no file is moved away.
        file.link_to(&place)
            .or_else(|_| file.copy_to(&place))
            .or_else(|_| {
                let _ = place.remove_file();
                file.rename_to(&place)
            })
            .map_err(IndexError::at("copy", &file))?;
        remarks.push(format!("{name} was damaged; it is kept as {copy}"));
        Ok(())
    }

    /// Replaces a file in the folder of the index that only other programs read. Its path is
    /// returned.
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

/// Whether it is one JSON object and the end of a line.
fn is_line_of_json(bytes: &[u8]) -> bool {
    bytes.ends_with(b"}\n") && serde_json::from_slice::<serde_json::Value>(bytes).is_ok()
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
