//! Opens a file of an archive by its path.
//!
//! What was a file when it was listed may be something else now. Opening a pipe would wait for its
//! other end, so nothing here waits. Whoever opens a file asks [`FileStat::of_open`] whether it is a
//! regular one before reading it.
//!
//! [`FileStat::of_open`]: crate::discover::FileStat::of_open

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Opens a file for reading. A symbolic link is followed.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        options.custom_flags(flags.bits().cast_signed());
    }
    options.open(path)
}
