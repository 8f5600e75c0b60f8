//! The user's own folders of what the program remembers between runs: the last search, which
//! configurations are trusted, and saved queries. They are not in an index, which may be read-only, shared or somebody
//! else's.

use etcetera::BaseStrategy;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The most bytes of a file that are read.
const LARGEST: u64 = 64 << 20;

/// A file of that folder: in `DATELINE_STATE`, or in `dateline` in the user's state folder (the
/// cache folder on systems without one).
pub(super) fn state_file(name: &str) -> Option<PathBuf> {
    let folder = if let Some(folder) = folder_of_environment() {
        folder
    } else {
        let base = etcetera::choose_base_strategy().ok()?;
        let folder = base.state_dir().unwrap_or_else(|| base.cache_dir());
        folder.join("dateline")
    };
    Some(folder.join(name))
}

/// A file that the user may want to keep and to copy: in `DATELINE_STATE`, or in `dateline` in the user's folder of
/// configurations.
pub(super) fn config_file(name: &str) -> Option<PathBuf> {
    let folder = match folder_of_environment() {
        Some(folder) => folder,
        None => etcetera::choose_base_strategy()
            .ok()?
            .config_dir()
            .join("dateline"),
    };
    Some(folder.join(name))
}

fn folder_of_environment() -> Option<PathBuf> {
    let set = std::env::var_os("DATELINE_STATE").filter(|folder| !folder.is_empty());
    set.map(PathBuf::from)
}

/// Whether it is a regular file, and not a link to one: the folder may be shared.
pub(super) fn is_regular(file: &Path) -> bool {
    fs::symlink_metadata(file).is_ok_and(|metadata| metadata.is_file())
}

/// The bytes of a regular file of that folder.
pub(super) fn read(file: &Path) -> io::Result<Vec<u8>> {
    if !is_regular(file) {
        return Err(ErrorKind::NotFound.into());
    }
    let mut bytes = Vec::new();
    File::open(file)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}
