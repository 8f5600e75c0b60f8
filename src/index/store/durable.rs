//! Writing so that it is still there after the power fails.

use crate::index::{IndexError, fault};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// Writes a file and waits until its bytes are on disk.
pub(in crate::index) fn write(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    let mut file = File::create(path).map_err(IndexError::io("create", path))?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(IndexError::io("write", path))
}

/// Replaces a file by one rename: a reader, and the state after a crash, is the old content or
/// the new, never a part. Which of them a crash leaves is settled by [`sync_dir`].
pub(in crate::index) fn exchange(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    let temporary = path.with_extension("new");
    write(&temporary, bytes)?;
    if path.ends_with("CURRENT") {
        fault::point("current-written");
    }
    fs::rename(&temporary, path).map_err(IndexError::io("replace", path))
}

/// Replaces a file, and waits until that is on disk.
pub(in crate::index) fn replace(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    exchange(path, bytes)?;
    sync_dir(path.parent().unwrap_or(path))
}

/// Gives a file the access rights of another. The engine writes some of its files so that only
/// their owner may read them; an index is for whoever may read its folder.
pub(in crate::index) fn share(path: &Path, as_is: &Path) -> Result<(), IndexError> {
    fs::metadata(as_is)
        .and_then(|other| fs::set_permissions(path, other.permissions()))
        .map_err(IndexError::io("set the access rights of", path))
}

/// Waits until a folder's list of names is on disk: a rename or a new file is durable only with
/// its folder (fsync(2): "does not necessarily ensure that the entry in the directory containing
/// the file has also reached disk").
#[cfg(unix)]
pub(in crate::index) fn sync_dir(path: &Path) -> Result<(), IndexError> {
    File::open(path)
        .and_then(|dir| dir.sync_all())
        .map_err(IndexError::io("sync", path))
}

/// Elsewhere folders cannot be opened as files; the file system journals renames itself.
#[cfg(not(unix))]
pub(in crate::index) fn sync_dir(_: &Path) -> Result<(), IndexError> {
    Ok(())
}
