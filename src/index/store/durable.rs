//! Writes that survive a power failure.

use crate::index::error::IndexError;
use crate::index::fault;
use crate::index::file_names::CURRENT;
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

/// Replaces a file by one rename: readers see the old content or the new, never a part, also after
/// a crash. The new content is certain to be on disk only after [`sync_dir`].
pub(super) fn exchange(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    let temporary = path.with_extension("new");
    write(&temporary, bytes)?;
    if path.ends_with(CURRENT) {
        fault::point("current-written");
    }
    fs::rename(&temporary, path).map_err(IndexError::io("replace", path))
}

/// Replaces a file and waits until the rename is on disk.
pub(in crate::index) fn replace(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    exchange(path, bytes)?;
    sync_dir(path.parent().unwrap_or(path))
}

/// Gives a file the access rights of another file. The engine creates some files that only their
/// owner may read. But everybody who may read the folder of an index may search it.
pub(super) fn copy_access_rights(from: &Path, to: &Path) -> Result<(), IndexError> {
    fs::metadata(from)
        .and_then(|metadata| fs::set_permissions(to, metadata.permissions()))
        .map_err(IndexError::io("set the access rights of", to))
}

/// Waits until a folder's list of names is on disk. A rename or a new file is durable only with its
/// folder (fsync(2): "does not necessarily ensure that the entry in the directory containing the
/// file has also reached disk").
#[cfg(unix)]
pub(in crate::index) fn sync_dir(path: &Path) -> Result<(), IndexError> {
    File::open(path)
        .and_then(|dir| dir.sync_all())
        .map_err(IndexError::io("sync", path))
}

/// Other systems do not open folders as files; their file systems journal renames themselves.
#[cfg(not(unix))]
pub(in crate::index) fn sync_dir(_: &Path) -> Result<(), IndexError> {
    Ok(())
}
