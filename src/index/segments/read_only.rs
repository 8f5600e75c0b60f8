//! The folder of a published generation's segments, as the engine opens it: nothing is ever written
//! there.
//!
//! Tantivy writes a lock file to open an index, so that no segment is deleted at the same time. The
//! segments of a generation are never deleted one by one, and its folder may be on a disk that
//! cannot be written to.

use super::engine_files::EngineFiles;
use crate::index::hashed::Hash;
use crate::index::place::Place;
use std::io;
use std::path::Path;
use std::sync::Arc;
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, FileSlice, Lock, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};

/// A folder that is read through memory maps and refuses every write.
#[derive(Debug, Clone)]
pub(in crate::index) struct ReadOnlyDirectory(EngineFiles);

impl ReadOnlyDirectory {
    pub(in crate::index) fn open(folder: &Place) -> io::Result<Self> {
        EngineFiles::open(folder).map(Self)
    }
}

/// Maps a file of a generation that ends with a hash, without the hash, which is not checked.
pub(in crate::index) fn before_hash(generation: &Place, name: &str) -> tantivy::Result<OwnedBytes> {
    let mapped = ReadOnlyDirectory::open(generation)?.get_file_handle(Path::new(name))?;
    let bytes = FileSlice::new(mapped).read_bytes()?;
    let length = bytes.len().saturating_sub(size_of::<Hash>());
    Ok(bytes.slice(0..length))
}

/// The error of every write.
pub(super) fn refused() -> io::Error {
    io::Error::new(
        io::ErrorKind::ReadOnlyFilesystem,
        "a published generation does not change",
    )
}

impl Directory for ReadOnlyDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(refused()),
            filepath: path.to_owned(),
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.0.exists(path))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.0.read(path)
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
