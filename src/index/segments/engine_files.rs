//! The folder of segments as both directories of the engine reach it: by the handle of the folder,
//! name by name, and never through a link.
//!
//! The engine maps its files into memory, and only it can (mapping is not safe Rust). It opens what
//! it maps by a path. So a file is opened here first, and the engine is given the path by which the
//! system names that open file (proc(5): `/proc/self/fd/N`). What has the file's name by then does
//! not matter. Where there is no such path, the engine opens the file by its name, just after it
//! was checked here.

use super::stored_blocks::StoredBlocks;
use crate::index::place::Place;
use crate::platform;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use tantivy::Directory;
use tantivy::directory::error::OpenReadError;
use tantivy::directory::{FileHandle, MmapDirectory, OwnedBytes};

/// The longest list that is read, in bytes: of segments, or of files.
const LARGEST_LIST: u64 = 64 << 20;

/// The folder of the engine's files.
#[derive(Debug, Clone)]
pub(super) struct EngineFiles {
    folder: Place,
}

impl EngineFiles {
    /// Opens the folder.
    pub(super) fn open(folder: &Place) -> io::Result<Self> {
        let folder = folder.opened()?;
        Ok(Self { folder })
    }

    /// The file with this name; a name is not a path.
    pub(super) fn file(&self, name: &Path) -> io::Result<Place> {
        let name = name.to_str().ok_or(ErrorKind::InvalidFilename)?;
        Ok(self.folder.join(name))
    }

    /// A file as the engine reads it: mapped into memory. Blocks of stored articles are checked
    /// before the engine unpacks them.
    pub(super) fn handle(&self, name: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let mapped = self.map(name)?;
        Ok(if name.extension().is_some_and(|end| end == "store") {
            Arc::new(StoredBlocks::new(mapped))
        } else {
            mapped
        })
    }

    /// Maps a file into memory.
    fn map(&self, name: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let place = self.file(name).map_err(failed(name))?;
        let path = place.path();
        let file = place.open().map_err(failed(&path))?;
        if file.metadata().map_err(failed(&path))?.len() == 0 {
            return Ok(Arc::new(OwnedBytes::empty()));
        }
        let path = std::path::absolute(path).map_err(failed(name))?;
        // It remembers mappings by their paths, and the number of an open file is soon that of
        // another one. So each file has a directory of its own, which is no more than a value.
        let root = path.ancestors().last().unwrap_or(&path);
        let engine =
            MmapDirectory::open(root).map_err(|error| failed(&path)(io::Error::other(error)))?;
        match platform::path_of_open(&file).map(|opened| engine.get_file_handle(&opened)) {
            None | Some(Err(OpenReadError::FileDoesNotExist(_))) => engine.get_file_handle(&path),
            Some(Err(OpenReadError::IoError { io_error, .. })) => Err(OpenReadError::IoError {
                io_error,
                filepath: path,
            }),
            Some(mapped) => mapped,
        }
    }

    /// Reads a list.
    pub(super) fn read(&self, name: &Path) -> Result<Vec<u8>, OpenReadError> {
        let place = self.file(name).map_err(failed(name))?;
        place.read(LARGEST_LIST).map_err(failed(&place.path()))
    }

    /// Whether there is such a file.
    pub(super) fn exists(&self, name: &Path) -> bool {
        self.file(name).is_ok_and(|file| file.is_file())
    }

    /// Waits until the names are on disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.folder.sync_folder()
    }
}

/// What cannot be opened, as the engine says it.
fn failed(path: &Path) -> impl Fn(io::Error) -> OpenReadError {
    move |error| match error.kind() {
        ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
        _ => OpenReadError::wrap_io_error(error, path.to_owned()),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_is_mapped_by_its_own_handle_and_never_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.idx", "b.idx"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        fs::write(folder.path().join("empty.idx"), "").unwrap();
        std::os::unix::fs::symlink("a.idx", folder.path().join("link.idx")).unwrap();
        let files = EngineFiles::open(&Place::root(folder.path().to_owned())).unwrap();
        let map = |name: &str| files.handle(Path::new(name));
        // Both have the same number while they are open; the first is still mapped.
        let (first, second) = (map("a.idx").unwrap(), map("b.idx").unwrap());
        assert_eq!(first.read_bytes(0..5).unwrap().as_slice(), b"a.idx");
        assert_eq!(second.read_bytes(0..5).unwrap().as_slice(), b"b.idx");
        assert_eq!(map("empty.idx").unwrap().len(), 0);
        let error = map("link.idx").err().unwrap().to_string();
        assert!(error.contains("symbolic link"), "{error}");
        for name in ["../a.idx", "/etc/passwd", "none.idx"] {
            assert!(map(name).is_err(), "{name}");
        }
    }
}
