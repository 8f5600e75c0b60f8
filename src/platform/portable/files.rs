//! Single files: who may use them, what they are, how they are opened and made.
//!
//! What such a system does not say is taken as the usual: files of one user, with one name.

use crate::platform::Rights;
use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// Such systems journal renames themselves.
pub(crate) const FOLDERS_OPEN_AS_FILES: bool = false;

/// It is not known.
pub(crate) fn rights_of(_: &Metadata) -> Option<Rights> {
    None
}

/// It is found out when the file is run.
pub(crate) fn may_run(_: &Path) -> bool {
    true
}

/// It is found out when something is written.
pub(crate) fn may_write(_: &Path) -> bool {
    true
}

/// All files are on one device.
pub(crate) fn device_of(_: &Metadata) -> u64 {
    0
}

/// A file has one name.
pub(crate) fn names_of(_: &Metadata) -> u64 {
    1
}

/// It is not known.
pub(crate) fn stored_of(_: &Metadata) -> Option<u64> {
    None
}

/// It is not known.
#[expect(clippy::unnecessary_wraps, reason = "Linux asks the file")]
pub(crate) fn has_hole(_: &File, _: u64) -> io::Result<bool> {
    Ok(false)
}

/// There are no pipes in folders.
pub(crate) fn is_pipe(_: &Metadata) -> bool {
    false
}

/// Opens a file for reading.
pub(crate) fn open_at_once(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Makes folders. Who may read them follows from the folder around them.
pub(crate) fn make_private_folders(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Opens a file for writing; makes one if there is none.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(false);
    options.open(path)
}

/// There is no such path.
pub(crate) fn path_of_open(_: &File) -> Option<PathBuf> {
    None
}

/// Names are no bytes.
pub(crate) fn name_of_bytes(_: Vec<u8>) -> Option<OsString> {
    None
}
