//! What the file system says about a file: the numbers by which a change is noticed.

use crate::platform::{Stat, nanoseconds};
use rustix::fs::{FileType, fstat};
use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;

/// From an answer that the standard library has.
pub(crate) fn stat_of(metadata: &Metadata) -> Stat {
    Stat {
        size: metadata.len(),
        mtime: metadata.modified().map_or(0, nanoseconds),
        ctime: at(metadata.ctime(), metadata.ctime_nsec()),
        inode: metadata.ino(),
    }
}

/// Of an open file; `None` if it is not a regular one.
pub(crate) fn stat_of_regular(file: &File) -> io::Result<Option<Stat>> {
    let stat = fstat(file)?;
    let is_regular = FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile;
    Ok(is_regular.then(|| answer(&stat)))
}

/// From an answer of the system.
pub(super) fn answer(stat: &rustix::fs::Stat) -> Stat {
    // The types of these fields differ between systems.
    let of_second = |nanoseconds| i64::try_from(nanoseconds).unwrap_or(0);
    Stat {
        size: u64::try_from(stat.st_size).unwrap_or(0),
        mtime: at(stat.st_mtime, of_second(stat.st_mtime_nsec)),
        ctime: at(stat.st_ctime, of_second(stat.st_ctime_nsec)),
        inode: stat.st_ino,
    }
}

/// A time of the system in nanoseconds since 1970.
fn at(seconds: i64, nanoseconds: i64) -> i64 {
    seconds
        .saturating_mul(1_000_000_000)
        .saturating_add(nanoseconds)
}
