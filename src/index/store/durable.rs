//! Writes that survive a power failure.

use crate::index::error::IndexError;
use crate::index::place::Place;

/// Writes a file and waits until its bytes are on disk.
pub(in crate::index) fn write(place: &Place, bytes: &[u8]) -> Result<(), IndexError> {
    place.write(bytes).map_err(IndexError::at("write", place))
}

/// Replaces a file by one rename: readers see the old content or the new, never a part, also after
/// a crash. The new content is certain to be on disk only after [`sync_folder`].
pub(super) fn exchange(place: &Place, bytes: &[u8]) -> Result<(), IndexError> {
    place
        .replace(bytes)
        .map_err(IndexError::at("replace", place))
}

/// Replaces a file of the folder of the index, and waits until the rename is on disk.
pub(in crate::index) fn replace(
    folder: &Place,
    name: &str,
    bytes: &[u8],
) -> Result<(), IndexError> {
    exchange(&folder.join(name), bytes)?;
    sync_folder(folder)
}

/// Waits until a folder's list of names is on disk.
pub(in crate::index) fn sync_folder(folder: &Place) -> Result<(), IndexError> {
    folder.sync_folder().map_err(IndexError::at("sync", folder))
}
