//! What the file system says about a file: the numbers by which a change is noticed.

use crate::platform::{Stat, nanoseconds};
use std::fs::{File, Metadata};
use std::io;

/// From an answer that the standard library has.
pub(crate) fn stat_of(metadata: &Metadata) -> Stat {
    Stat {
        size: metadata.len(),
        mtime: metadata.modified().map_or(0, nanoseconds),
        ctime: 0,
        inode: 0,
    }
}

/// Of an open file; `None` if it is not a regular one.
pub(crate) fn stat_of_regular(file: &File) -> io::Result<Option<Stat>> {
    let metadata = file.metadata()?;
    Ok(metadata.is_file().then(|| stat_of(&metadata)))
}
