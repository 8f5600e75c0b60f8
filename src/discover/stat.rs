//! The cheap look at a file: what the file system says without reading it.

use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
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

    /// That of a file that is open.
    ///
    /// # Errors
    /// If the file system does not tell it.
    pub fn of_open(file: &File) -> io::Result<Self> {
        #[cfg(unix)]
        return Ok(of_stat(&rustix::fs::fstat(file)?));
        #[cfg(not(unix))]
        file.metadata().map(|metadata| Self::of(&metadata))
    }
}

/// Times of files that are on a whole second may stand for two of them (FAT), others for as long as
/// a system's clock tick (10 ms where it ticks slowest).
const COARSE: i64 = 2_000_000_000;
const FINE: i64 = 20_000_000;

impl FileStat {
    /// Whether a change behind `moment` (nanoseconds since 1970) may have left these times as they
    /// are, because the last one was just before or the clock went backwards: git calls such
    /// entries of its index racy. The times say nothing then, and the content has to.
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

/// The time now, in nanoseconds since 1970.
#[must_use]
pub fn now() -> i64 {
    nanoseconds(SystemTime::now())
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

/// A folder, told by device and inode from another one that lies in its place later, such as the one that a disk was
/// mounted over. Systems without these have zeros there.
///
/// It is held open where the system opens folders: a disk in use is not unmounted by mistake, and file systems that make
/// up inodes (FUSE) keep that of a folder that is open.
#[derive(Debug)]
pub struct HeldFolder {
    device: u64,
    inode: u64,
    _open: Option<File>,
}

impl HeldFolder {
    /// The one that lies there now.
    ///
    /// # Errors
    /// If the file system does not tell of it.
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

    /// Whether both are one folder.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }
}

/// A folder whose files are looked at: by their names alone where the system has that, which spares it the way from the root.
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

    /// What the file system says of a file in it, or of the file behind a link.
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

/// A moment as the system tells it, in nanoseconds since 1970.
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
    // How wide these are differs between systems.
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
    fn a_file_looks_the_same_by_its_name_by_its_path_and_open() {
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
    fn a_change_can_hide_only_behind_one_that_was_just_before() {
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
