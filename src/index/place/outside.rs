//! Folders around an index, and of feeds: made and synced by their paths.

use crate::platform;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Makes a folder with those around it, and waits until the names of those that are new are on
/// disk.
///
/// # Errors
/// If the operating system refuses.
pub fn create_folders(path: &Path) -> io::Result<()> {
    let is_new = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let new: Vec<&Path> = path.ancestors().take_while(is_new).collect();
    fs::create_dir_all(path)?;
    new.into_iter().try_for_each(sync_around)
}

/// Waits until the name of a file or folder is on disk. It is with the folder around it, where
/// systems open folders as files. A folder whose names may not be listed cannot be waited for.
///
/// # Errors
/// If the operating system refuses.
pub fn sync_around(path: &Path) -> io::Result<()> {
    if !platform::FOLDERS_OPEN_AS_FILES {
        return Ok(());
    }
    let around = match path.parent() {
        Some(around) if around.as_os_str().is_empty() => Path::new("."),
        Some(around) => around,
        None => return Ok(()),
    };
    match File::open(around) {
        Ok(around) => around.sync_all(),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(()),
        Err(error) => Err(error),
    }
}
