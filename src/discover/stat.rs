//! The cheap look at a file: what the file system says without reading it.

use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::time::{SystemTime, UNIX_EPOCH};

/// What tells a changed file from an unchanged one without reading it. Modification times alone
/// lie after `mv`, `cp -p`, `rsync -t` and unpacking; the time of the inode's last change and
/// its number do not. Systems without these have zeros there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FileStat {
    /// Bytes.
    pub size: u64,
    /// Last modification of the content, nanoseconds since 1970.
    pub mtime: i64,
    /// Last change of the inode (content, name, owner, mode), nanoseconds since 1970.
    pub ctime: i64,
    /// The inode's number.
    pub inode: u64,
}

impl FileStat {
    /// Takes it from the file system's answer.
    #[must_use]
    pub fn of(metadata: &Metadata) -> Self {
        let (ctime, inode) = inode_of(metadata);
        Self {
            size: metadata.len(),
            mtime: metadata.modified().map_or(0, nanoseconds),
            ctime,
            inode,
        }
    }
}

/// Nanoseconds since 1970, cut at the ends of `i64` (the years 1677 and 2262).
fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => {
            i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, std::ops::Neg::neg)
        }
    }
}

#[cfg(unix)]
fn inode_of(metadata: &Metadata) -> (i64, u64) {
    use std::os::unix::fs::MetadataExt;
    let ctime = metadata
        .ctime()
        .saturating_mul(1_000_000_000)
        .saturating_add(metadata.ctime_nsec());
    (ctime, metadata.ino())
}

#[cfg(not(unix))]
fn inode_of(_: &Metadata) -> (i64, u64) {
    (0, 0)
}
