//! Folders that stay open: files in them are looked up by their names, not by whole paths.
//!
//! What is opened here cannot be replaced by a link meanwhile.

use super::stat::{answer, stat_of};
use crate::platform::{Stat, metadata_at};
use rustix::fs::{AtFlags, Mode, OFlags, open, openat, statat};
use rustix::io::Errno;
use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

/// A folder whose files are asked for by their names. The system then need not follow the whole path
/// from the root.
pub(crate) struct StatFolder {
    path: PathBuf,
    open: Option<File>,
}

impl StatFolder {
    pub(crate) fn open(path: PathBuf) -> Self {
        Self {
            open: File::open(&path).ok(),
            path,
        }
    }

    /// Asks about a file in the folder; with `follow`, about the file that a link points to.
    pub(crate) fn stat(&self, file: &OsStr, follow: bool) -> io::Result<Stat> {
        let Some(open) = &self.open else {
            let metadata = metadata_at(&self.path.join(file), follow);
            return metadata.map(|metadata| stat_of(&metadata));
        };
        let flags = if follow {
            AtFlags::empty()
        } else {
            AtFlags::SYMLINK_NOFOLLOW
        };
        Ok(answer(&statat(open, file, flags)?))
    }
}

/// A folder that was reached without a link below its root, and whose files are opened so.
pub(crate) struct NoFollow(OwnedFd);

impl NoFollow {
    /// Opens the folder below a root that these names lead to. The root may be a link: it is what
    /// somebody named.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] if a name is a link or no folder, and those of the system.
    pub(crate) fn open<'a>(
        root: &Path,
        names: impl Iterator<Item = &'a OsStr>,
    ) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let mut folder = open(root, flags, Mode::empty())?;
        for name in names {
            folder = openat(&folder, name, flags | OFlags::NOFOLLOW, Mode::empty())
                .map_err(|error| refusal(error, "a folder of its path"))?;
        }
        Ok(Self(folder))
    }

    /// Opens a file of the folder for reading. Nothing is waited for, such as the other end of a pipe.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] if it is a link, and those of the system.
    pub(crate) fn file(&self, name: &OsStr) -> io::Result<File> {
        let flags =
            OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
        let opened = openat(&self.0, name, flags, Mode::empty());
        opened.map(File::from).map_err(|error| refusal(error, "it"))
    }
}

/// Says what is wrong with a link, in words of its own: the system speaks of too many links.
fn refusal(error: Errno, what: &str) -> io::Error {
    match error {
        Errno::LOOP | Errno::MLINK => io::Error::new(
            io::ErrorKind::InvalidData,
            format!("{what} is a symbolic link now"),
        ),
        Errno::NOTDIR => io::Error::new(
            io::ErrorKind::InvalidData,
            format!("{what} is no folder now"),
        ),
        error => error.into(),
    }
}
