//! What the file system says about a file without reading it: size, times, inode.
//!
//! A changed file is recognised by these alone, as in `rsync` and git. This file also hides the
//! differences between operating systems.

use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

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
        let (ctime, inode) = inode_of(metadata);
        Self {
            size: metadata.len(),
            mtime: metadata.modified().map_or(0, nanoseconds),
            ctime,
            inode,
        }
    }

    /// Of an open file.
    ///
    /// # Errors
    /// If it is not a regular file ([`io::ErrorKind::InvalidData`]), or the file system does not
    /// answer.
    pub fn of_open(file: &File) -> io::Result<Self> {
        #[cfg(unix)]
        {
            let stat = rustix::fs::fstat(file)?;
            let file_type = rustix::fs::FileType::from_raw_mode(stat.st_mode);
            if file_type == rustix::fs::FileType::RegularFile {
                return Ok(of_stat(&stat));
            }
        }
        #[cfg(not(unix))]
        {
            let metadata = file.metadata()?;
            if metadata.is_file() {
                return Ok(Self::of(&metadata));
            }
        }
        // Reading a pipe or a device may never end.
        let problem = "it is not a regular file";
        Err(io::Error::new(io::ErrorKind::InvalidData, problem))
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
    nanoseconds(SystemTime::now())
}

/// Nanoseconds since 1970, limited to the years 1677 to 2262 by `i64`.
fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => {
            i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, std::ops::Neg::neg)
        }
    }
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
        let (_, inode) = inode_of(&metadata);
        Ok(Self {
            device: device_of(&metadata),
            inode,
            _open: open,
        })
    }

    /// Whether both are the same folder.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }
}

/// A folder whose files are looked up by their names, if the system can do that. The system then
/// need not follow the whole path from the root.
pub(super) struct StatFolder {
    path: PathBuf,
    #[cfg(unix)]
    open: Option<File>,
}

impl StatFolder {
    pub(super) fn open(path: PathBuf) -> Self {
        Self {
            #[cfg(unix)]
            open: File::open(&path).ok(),
            path,
        }
    }

    /// Asks about a file in the folder; with `follow`, about the file that a link points to.
    pub(super) fn stat(&self, file: &OsStr, follow: bool) -> io::Result<FileStat> {
        #[cfg(unix)]
        if let Some(open) = &self.open {
            return stat_in(open, file, follow);
        }
        let path = self.path.join(file);
        let metadata = if follow {
            fs::metadata(path)
        } else {
            fs::symlink_metadata(path)
        };
        metadata.map(|metadata| FileStat::of(&metadata))
    }
}

/// A time of the system in nanoseconds since 1970.
#[cfg(unix)]
fn at(seconds: i64, nanoseconds: i64) -> i64 {
    seconds
        .saturating_mul(1_000_000_000)
        .saturating_add(nanoseconds)
}

#[cfg(unix)]
fn stat_in(folder: &File, file: &OsStr, follow: bool) -> io::Result<FileStat> {
    use rustix::fs::{AtFlags, statat};
    let flags = if follow {
        AtFlags::empty()
    } else {
        AtFlags::SYMLINK_NOFOLLOW
    };
    Ok(of_stat(&statat(folder, file, flags)?))
}

#[cfg(unix)]
fn of_stat(stat: &rustix::fs::Stat) -> FileStat {
    // The types of these fields differ between systems.
    let of_second = |nanoseconds| i64::try_from(nanoseconds).unwrap_or(0);
    FileStat {
        size: u64::try_from(stat.st_size).unwrap_or(0),
        mtime: at(stat.st_mtime, of_second(stat.st_mtime_nsec)),
        ctime: at(stat.st_ctime, of_second(stat.st_ctime_nsec)),
        inode: stat.st_ino,
    }
}

#[cfg(unix)]
fn device_of(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    metadata.dev()
}

#[cfg(not(unix))]
fn device_of(_: &Metadata) -> u64 {
    0
}

#[cfg(unix)]
fn inode_of(metadata: &Metadata) -> (i64, u64) {
    use std::os::unix::fs::MetadataExt;
    (at(metadata.ctime(), metadata.ctime_nsec()), metadata.ino())
}

#[cfg(not(unix))]
fn inode_of(_: &Metadata) -> (i64, u64) {
    (0, 0)
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
        let opened = StatFolder::open(folder.path().to_owned());
        for follow in [false, true] {
            assert_eq!(opened.stat("a.txt".as_ref(), follow).unwrap(), by_path);
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
