//! The file of a user's marks: read whole, changed by one process at a time, replaced as a whole.
//!
//! A file that cannot be read is never written over. How a file is replaced is the caller's
//! business.

use super::collection::Dossiers;
use super::format::Fault;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The most bytes that are read.
const LARGEST: u64 = 256 << 20;

/// What went wrong with a file of marks.
#[derive(Debug, thiserror::Error)]
pub enum DossierError {
    /// It cannot be read.
    #[error("cannot read the marks in {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It cannot be written; it is unchanged.
    #[error("cannot write the marks in {}, which are unchanged: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another program is changing it; it is unchanged.
    #[error("another program is changing the marks in {}", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// It has something else than marks; it is unchanged.
    #[error("{} is damaged or no file of marks: {fault}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where and how.
        fault: Fault,
    },
}

/// What a change does while another program changes the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfBusy {
    /// It waits.
    Wait,
    /// It fails at once.
    Fail,
}

/// The file of a user's marks.
#[derive(Debug, Clone)]
pub struct DossierFile {
    path: PathBuf,
}

impl DossierFile {
    /// The file with this path, which need not exist.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it; a file that does not exist has no marks.
    ///
    /// # Errors
    /// If it cannot be read, or has something else than marks.
    pub fn read(&self) -> Result<Dossiers, DossierError> {
        let bytes = match self.bytes() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Dossiers::default()),
            Err(source) => {
                let path = self.path.clone();
                return Err(DossierError::Read { path, source });
            }
            Ok(bytes) => bytes,
        };
        let damaged = |fault| DossierError::Damaged {
            path: self.path.clone(),
            fault,
        };
        if bytes.is_empty() {
            // Even a file without marks has its first line.
            return Err(damaged(Fault::Empty));
        }
        Dossiers::parse(&bytes).map_err(damaged)
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let file = File::open(&self.path)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::other("it is no regular file"));
        }
        let mut bytes = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST {
            return Err(ErrorKind::FileTooLarge.into());
        }
        Ok(bytes)
    }

    /// Reads, changes and replaces it while no other process changes it. `replace` writes a file so
    /// that half of it is never read. Without a change nothing is written.
    ///
    /// # Errors
    /// If it cannot be read or written, or has something else than marks, or another process changes
    /// it and nobody wants to wait. It is unchanged then.
    pub fn change<T>(
        &self,
        if_busy: IfBusy,
        replace: impl FnOnce(&Path, &[u8]) -> io::Result<()>,
        change: impl FnOnce(&mut Dossiers) -> T,
    ) -> Result<T, DossierError> {
        let failed = |source| DossierError::Write {
            path: self.path.clone(),
            source,
        };
        let folder = self.path.parent().unwrap_or(&self.path);
        fs::create_dir_all(folder).map_err(failed)?;
        let lock = File::options()
            .create(true)
            .append(true)
            .open(self.path.with_extension("lock"))
            .map_err(failed)?;
        match if_busy {
            IfBusy::Wait => lock.lock().map_err(failed)?,
            IfBusy::Fail => lock.try_lock().map_err(|error| match error {
                TryLockError::WouldBlock => DossierError::Busy {
                    path: self.path.clone(),
                },
                TryLockError::Error(source) => failed(source),
            })?,
        }
        let before = self.read()?;
        let mut dossiers = before.clone();
        let result = change(&mut dossiers);
        if dossiers != before {
            replace(&self.path, &dossiers.to_text()).map_err(failed)?;
        }
        Ok(result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(path, bytes)
    }

    #[test]
    fn an_empty_file_is_damaged_and_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let file = DossierFile::at(folder.path().join("marks.jsonl"));
        assert_eq!(file.read().unwrap(), Dossiers::default());
        fs::write(file.path(), "").unwrap();
        let error = file.change(IfBusy::Wait, replace, |_| ()).unwrap_err();
        assert!(error.to_string().ends_with("it is empty"), "{error}");
        assert_eq!(fs::read(file.path()).unwrap(), b"");
    }

    #[test]
    fn who_does_not_want_to_wait_is_told_that_another_program_changes_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = DossierFile::at(folder.path().join("marks.jsonl"));
        let lock = File::create(folder.path().join("marks.lock")).unwrap();
        lock.lock().unwrap();
        let failed = file.change(IfBusy::Fail, replace, |_| ());
        assert!(
            matches!(failed, Err(DossierError::Busy { .. })),
            "{failed:?}"
        );
        drop(lock);
        file.change(IfBusy::Fail, replace, |_| ()).unwrap();
    }
}
