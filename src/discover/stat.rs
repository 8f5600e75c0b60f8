//! What the file system says about a file without reading it: size, times, inode.
//!
//! A changed file is recognised by these alone, as in `rsync` and git. How a system is asked is not
//! known here.

use crate::platform;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;
use std::time::SystemTime;

/// Distinguishes a changed file from an unchanged one without reading it. Modification times alone
/// are not enough after `mv`, `cp -p`, `rsync -t` and unpacking. So the number of the inode and the
/// time of its last change are compared too. Both are 0 on systems without them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FileStat {
    /// The size in bytes.
    pub size: u64,
    /// The last change of the content, in nanoseconds since 1970.
    pub mtime: i64,
    /// The last change of the inode (content, name, owner, mode), in nanoseconds since 1970.
    pub ctime: i64,
    /// The number of the inode.
    pub inode: u64,
}

impl FileStat {
    /// From an answer of the file system.
    #[must_use]
    pub fn of(metadata: &Metadata) -> Self {
        platform::stat_of(metadata).into()
    }

    /// Of an open file.
    ///
    /// # Errors
    /// If it is not a regular file ([`io::ErrorKind::InvalidData`]), or the file system does not
    /// answer.
    pub fn of_open(file: &File) -> io::Result<Self> {
        if let Some(stat) = platform::stat_of_regular(file)? {
            return Ok(stat.into());
        }
        // Reading a pipe or a device may never end.
        let problem = "it is not a regular file";
        Err(io::Error::new(io::ErrorKind::InvalidData, problem))
    }
}

impl From<platform::Stat> for FileStat {
    fn from(stat: platform::Stat) -> Self {
        let platform::Stat {
            size,
            mtime,
            ctime,
            inode,
        } = stat;
        Self {
            size,
            mtime,
            ctime,
            inode,
        }
    }
}

/// The precision of times, in nanoseconds. A time on a whole second may be precise to two seconds
/// (FAT), others to a tick of the system's clock (10 ms at most).
const COARSE: i64 = 2_000_000_000;
const FINE: i64 = 20_000_000;

impl FileStat {
    /// Whether a change after `moment` (nanoseconds since 1970) may leave these times as they are:
    /// because the last change was just before it, or the clock went backwards. Git calls such
    /// entries of its index racy. Only the content then shows a change.
    #[must_use]
    pub fn may_hide_changes_since(&self, moment: i64) -> bool {
        let last = if self.ctime == 0 {
            self.mtime
        } else {
            self.ctime
        };
        let step = if last % 1_000_000_000 == 0 {
            COARSE
        } else {
            FINE
        };
        last.saturating_add(step) >= moment
    }
}

/// The current time, in nanoseconds since 1970.
#[must_use]
pub fn now() -> i64 {
    platform::nanoseconds(SystemTime::now())
}

/// A folder, recognised by its device and inode: after an unmount another folder is at its path.
/// Both are 0 on systems without them.
///
/// The folder stays open, if the system can open folders. A disk in use cannot be unmounted by
/// mistake, and file systems that invent inodes (FUSE) keep the inode of an open folder.
#[derive(Debug)]
pub struct OpenFolder {
    device: u64,
    inode: u64,
    _open: Option<File>,
}

impl OpenFolder {
    /// Opens the folder at this path.
    ///
    /// # Errors
    /// If the file system does not answer.
    pub fn at(folder: &Path) -> io::Result<Self> {
        let open = File::open(folder).ok();
        let metadata = match &open {
            Some(open) => open.metadata()?,
            None => fs::metadata(folder)?,
        };
        Ok(Self {
            device: platform::device_of(&metadata),
            inode: platform::stat_of(&metadata).inode,
            _open: open,
        })
    }

    /// Whether both are the same folder.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_one_stat_by_name_by_path_and_open() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "text").unwrap();
        let by_path = FileStat::of(&fs::metadata(&path).unwrap());
        let opened = platform::StatFolder::open(folder.path().to_owned());
        for follow in [false, true] {
            let stat = opened.stat("a.txt".as_ref(), follow).unwrap();
            assert_eq!(FileStat::from(stat), by_path);
        }
        let open = File::open(&path).unwrap();
        assert_eq!(FileStat::of_open(&open).unwrap(), by_path);
        let gone = opened.stat("b.txt".as_ref(), false).unwrap_err();
        assert_eq!(gone.kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn a_change_can_hide_only_just_after_another_change() {
        const SECOND: i64 = 1_000_000_000;
        for (ctime, moment, expected) in [
            (100 * SECOND + 7, 101 * SECOND, false),
            (100 * SECOND + 7, 100 * SECOND + 8, true),
            (100 * SECOND, 101 * SECOND, true),
            (100 * SECOND, 103 * SECOND, false),
            (200 * SECOND + 7, 100 * SECOND, true),
        ] {
            let stat = FileStat {
                ctime,
                ..FileStat::default()
            };
            assert_eq!(
                stat.may_hide_changes_since(moment),
                expected,
                "{ctime} {moment}"
            );
        }
    }
}
