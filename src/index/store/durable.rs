//! Writes that survive a power failure.

use crate::index::error::IndexError;
use crate::index::fault;
use crate::index::file_names::CURRENT;
use crate::index::place::Place;

/// Writes a file and waits until its bytes are on disk.
pub(in crate::index) fn write(place: &Place, bytes: &[u8]) -> Result<(), IndexError> {
    place.write(bytes).map_err(IndexError::at("write", place))
}

/// Replaces a file by one rename: readers see the old content or the new, never a part, also after
/// a crash. The new content is certain to be on disk only after [`sync_folder`].
pub(super) fn exchange(place: &Place, bytes: &[u8]) -> Result<(), IndexError> {
    let temporary = place.temporary();
    let written = write(&temporary, bytes);
    if place.name() == CURRENT {
        fault::point("current-written");
    }
    let replaced = written.and_then(|()| {
        temporary
            .rename_to(place)
            .map_err(IndexError::at("replace", place))
    });
    if replaced.is_err() {
        // It takes space on a disk that may be full.
        let _ = temporary.remove_file();
    }
    replaced
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

/// Gives a file the access rights of another file. The engine creates some files that only their
/// owner may read. But everybody who may read the folder of an index may search it.
pub(super) fn copy_access_rights(from: &Place, to: &Place) -> Result<(), IndexError> {
    to.take_access_rights_of(from)
        .map_err(IndexError::at("set the access rights of", to))
}
