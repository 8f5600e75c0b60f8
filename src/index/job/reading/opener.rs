//! Opens an archive's files one after the other.
//!
//! Most files are in the same folder as the file before. This file only opens; `worker` reads.

use crate::article::{ArchivePath, Folders};
use std::fs::File;
use std::io;

/// Opens a file through its folder if the previous file was in the same folder. The system then
/// looks up one name instead of a path, and no path is put together.
#[cfg_attr(
    not(unix),
    allow(dead_code, reason = "other systems open files by their paths")
)]
pub(super) struct Opener<'a> {
    folders: &'a Folders,
    /// The path in the archive of the previous file's folder.
    folder: String,
    /// That folder, opened for the second file in it.
    open: Option<File>,
}

impl<'a> Opener<'a> {
    pub(super) fn new(folders: &'a Folders) -> Self {
        Self {
            folders,
            folder: String::new(),
            open: None,
        }
    }

    /// Opens a file for reading. Errors are those of [`File::open`].
    pub(super) fn open(&mut self, file: &ArchivePath) -> io::Result<File> {
        match self.by_folder(file) {
            Some(file) => Ok(file),
            None => File::open(self.folders.locate(file)),
        }
    }

    /// `None` if the folder differs from the previous one, or if anything fails: opening the file
    /// by its path says what.
    #[cfg(unix)]
    fn by_folder(&mut self, file: &ArchivePath) -> Option<File> {
        use rustix::fs::{Mode, OFlags, openat};
        let (folder, name) = file.split();
        if self.folder != folder {
            folder.clone_into(&mut self.folder);
            self.open = None;
            return None;
        }
        if self.open.is_none() {
            self.open = File::open(self.folders.locate(file).parent()?).ok();
        }
        // A name with an escape is not the name that the system knows.
        if name.contains('\\') {
            return None;
        }
        let flags = OFlags::RDONLY | OFlags::CLOEXEC;
        let file = openat(self.open.as_ref()?, name, flags, Mode::empty()).ok()?;
        Some(file.into())
    }

    #[cfg(not(unix))]
    fn by_folder(&mut self, _: &ArchivePath) -> Option<File> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::{ErrorKind, Read};

    #[test]
    fn files_are_opened_even_if_their_folder_is_replaced() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["", "one", "two"] {
            fs::create_dir_all(root.path().join(folder)).unwrap();
            for name in ["a", "b", "c"] {
                let path = root.path().join(folder).join(name);
                fs::write(path, format!("{name} of {folder}")).unwrap();
            }
        }
        let folders = Folders::one(root.path().to_owned());
        let mut opener = Opener::new(&folders);
        let mut read = |path: &str| {
            let mut text = String::new();
            let mut file = opener.open(&ArchivePath::from_stored(path))?;
            file.read_to_string(&mut text)?;
            io::Result::Ok(text)
        };
        for path in ["a", "b", "one/a", "one/b", "two/a", "one/c", "one/a"] {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            assert_eq!(read(path).unwrap(), format!("{name} of {folder}"));
        }
        let one = root.path().join("one");
        fs::remove_dir_all(&one).unwrap();
        fs::create_dir(&one).unwrap();
        fs::write(one.join("a"), "new").unwrap();
        assert_eq!(read("one/a").unwrap(), "new");
        assert_eq!(read("one/b").unwrap_err().kind(), ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn files_whose_names_are_not_text_are_opened_too() {
        use std::os::unix::ffi::OsStrExt;
        let root = tempfile::tempdir().unwrap();
        let folders = Folders::one(root.path().to_owned());
        let mut opener = Opener::new(&folders);
        for name in [&b"caf\xe9"[..], b"back\\slash", b"caf\xe8"] {
            let name = std::ffi::OsStr::from_bytes(name);
            fs::write(root.path().join(name), "x").unwrap();
            opener
                .open(&ArchivePath::from_relative(name.as_ref()))
                .unwrap();
        }
    }
}
