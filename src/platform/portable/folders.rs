//! Folders: files in them are found by their paths.
//!
//! A link is looked for before a file is opened. Somebody may still put one there in between.

use super::stat::stat_of;
use crate::platform::{Stat, metadata_at};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A folder whose files are asked for by their names.
pub(crate) struct StatFolder(PathBuf);

impl StatFolder {
    pub(crate) fn open(path: PathBuf) -> Self {
        Self(path)
    }

    /// Asks about a file in the folder; with `follow`, about the file that a link points to.
    pub(crate) fn stat(&self, file: &OsStr, follow: bool) -> io::Result<Stat> {
        let metadata = metadata_at(&self.0.join(file), follow);
        metadata.map(|metadata| stat_of(&metadata))
    }
}

/// A folder that was reached without a link below its root, and whose files are opened so.
pub(crate) struct NoFollow(PathBuf);

impl NoFollow {
    /// The folder below a root that these names lead to. The root may be a link: it is what somebody
    /// named.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] if a name is a link or no folder, and those of the system.
    pub(crate) fn open<'a>(
        root: &Path,
        names: impl Iterator<Item = &'a OsStr>,
    ) -> io::Result<Self> {
        let mut folder = root.to_owned();
        for name in names {
            folder.push(name);
            let metadata = fs::symlink_metadata(&folder)?;
            let what = if metadata.is_symlink() {
                "a symbolic link"
            } else if metadata.is_dir() {
                continue;
            } else {
                "no folder"
            };
            return Err(refusal(&format!("a folder of its path is {what} now")));
        }
        Ok(Self(folder))
    }

    /// Opens a file of the folder for reading.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] if it is a link, and those of the system.
    pub(crate) fn file(&self, name: &OsStr) -> io::Result<File> {
        let path = self.0.join(name);
        if fs::symlink_metadata(&path)?.is_symlink() {
            return Err(refusal("it is a symbolic link now"));
        }
        File::open(path)
    }
}

fn refusal(problem: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, problem)
}
