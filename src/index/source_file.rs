//! Opens a file of an archive by its path.
//!
//! What was a file when it was listed may be something else now. Opening a pipe would wait for its
//! other end, so nothing here waits. Whoever opens a file asks [`FileStat::of_open`] whether it is a
//! regular one before reading it.
//!
//! [`FileStat::of_open`]: crate::discover::FileStat::of_open

use crate::platform;
use std::fs::File;
use std::io;
use std::path::Path;

/// Opens a file for reading. A symbolic link is followed.
pub(super) fn open(path: &Path) -> io::Result<File> {
    platform::open_at_once(path)
}
