//! The folder of a draft's segments, as the engine writes it: a separate thread syncs the files.
//!
//! Tantivy waits for the disk at the end of each file, and the core is idle during that time. But
//! the files of a draft need not be on disk before it is published. So another thread waits for the
//! disk while the next files are written.

use super::engine_files::EngineFiles;
use crate::index::error::IndexError;
use crate::index::place::Place;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, TerminatingWrite, WatchCallback, WatchHandle,
    WritePtr,
};

/// A folder whose new files are on disk only after [`DraftDirectory::sync`].
#[derive(Debug, Clone)]
pub(in crate::index) struct DraftDirectory {
    files: EngineFiles,
    disk: Sender<Order>,
}

impl DraftDirectory {
    pub(in crate::index) fn open(folder: &Place) -> tantivy::Result<Self> {
        let (disk, orders) = channel();
        std::thread::Builder::new()
            .name("sync".to_owned())
            .spawn(|| sync_files(orders))?;
        Ok(Self {
            files: EngineFiles::open(folder)?,
            disk,
        })
    }

    /// Waits until every finished file is on disk.
    ///
    /// # Errors
    /// If a file could not be synced; the error names the first one.
    pub(in crate::index) fn sync(&self) -> Result<(), IndexError> {
        let (sender, answer) = channel();
        let sent = self.disk.send(Order::Report(sender)).ok();
        let answer = sent.and_then(|()| answer.recv().ok());
        answer.unwrap_or(Err(IndexError::Worker("syncing files")))
    }
}

/// A message to the thread that waits for the disk.
#[derive(Debug)]
enum Order {
    /// Sync this file.
    Sync(PathBuf, File),
    /// Report the first failure since the last report.
    Report(Sender<Result<(), IndexError>>),
}

fn sync_files(orders: Receiver<Order>) {
    let mut result = Ok(());
    for order in orders {
        match order {
            Order::Sync(path, file) => {
                let synced = file.sync_data().map_err(IndexError::io("write", &path));
                result = result.and(synced);
            }
            Order::Report(sender) => {
                // If nothing receives the report any more, the job has failed already.
                let _ = sender.send(std::mem::replace(&mut result, Ok(())));
            }
        }
    }
}

/// A file that is being written.
struct NewFile {
    path: PathBuf,
    file: Option<File>,
    disk: Sender<Order>,
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.file {
            Some(file) => file.write(bytes),
            None => Err(finished()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for NewFile {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let file = self.file.take().ok_or_else(finished)?;
        let order = Order::Sync(self.path.clone(), file);
        self.disk.send(order).map_err(io::Error::other)
    }
}

fn finished() -> io::Error {
    io::Error::other("the file is finished already")
}

impl Directory for DraftDirectory {
    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let refused = |error| OpenWriteError::wrap_io_error(error, path.to_owned());
        let place = self.files.file(path).map_err(refused)?;
        match place.create_new() {
            Ok(file) => Ok(WritePtr::new(Box::new(NewFile {
                path: place.path(),
                file: Some(file),
                disk: self.disk.clone(),
            }))),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                Err(OpenWriteError::FileAlreadyExists(path.to_owned()))
            }
            Err(error) => Err(refused(error)),
        }
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let deleted = self.files.file(path).and_then(|file| file.remove_file());
        deleted.map_err(|error| match error.kind() {
            ErrorKind::NotFound => DeleteError::FileDoesNotExist(path.to_owned()),
            _ => DeleteError::IoError {
                io_error: Arc::new(error),
                filepath: path.to_owned(),
            },
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.files.exists(path))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.read(path)
    }

    fn atomic_write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.files.file(path)?.replace(bytes)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync()
    }

    /// Only the job that has the index's own lock writes to a draft, and nobody reads it.
    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finished_files_are_complete_and_a_file_is_created_once() {
        let folder = tempfile::tempdir().unwrap();
        let directory = DraftDirectory::open(&Place::root(folder.path().to_owned())).unwrap();
        let name = Path::new("segment.store");
        let mut file = directory.open_write(name).unwrap();
        file.write_all(b"words").unwrap();
        file.terminate().unwrap();
        directory.sync().unwrap();
        assert_eq!(
            directory
                .open_read(name)
                .unwrap()
                .read_bytes()
                .unwrap()
                .as_slice(),
            b"words"
        );
        let again = directory.open_write(name).err();
        assert!(matches!(again, Some(OpenWriteError::FileAlreadyExists(_))));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_cannot_be_synced_is_reported_once() {
        let folder = tempfile::tempdir().unwrap();
        let directory = DraftDirectory::open(&Place::root(folder.path().to_owned())).unwrap();
        // A device that is not a disk cannot be synced.
        let path = folder.path().join("segment.idx");
        let order = Order::Sync(path.clone(), File::open("/dev/null").unwrap());
        directory.disk.send(order).unwrap();
        let error = directory.sync().unwrap_err().to_string();
        assert!(error.contains(&*path.to_string_lossy()), "{error}");
        directory.sync().unwrap();
    }
}
