//! Opening an archive's files one after the other.

use crate::article::{ArchivePath, Folders};
use std::fs::File;
use std::io;

/// Opens files by their folder where the one before lay there too: the system then looks up one name in place of a path,
/// and no path is put together.
#[cfg_attr(
    not(unix),
    allow(dead_code, reason = "there files are opened by their paths")
)]
pub(in crate::index) struct Opener<'a> {
    folders: &'a Folders,
    /// The archive's name of the folder of the file before.
    folder: String,
    /// That folder, once a second file in it was asked for.
    open: Option<File>,
}

impl<'a> Opener<'a> {
    pub(in crate::index) fn new(folders: &'a Folders) -> Self {
        Self {
            folders,
            folder: String::new(),
            open: None,
        }
    }

    /// Opens a file to be read; errors are those of [`File::open`].
    pub(in crate::index) fn open(&mut self, file: &ArchivePath) -> io::Result<File> {
        match self.by_folder(file) {
            Some(file) => Ok(file),
            None => File::open(self.folders.locate(file)),
        }
    }

    /// `None` where its folder is another one than before, or anything fails: what, the path tells.
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
        // A name with an escape in it is not what the system calls the file.
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
    fn files_are_opened_whatever_becomes_of_their_folder() {
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
    fn names_that_are_no_text_are_opened_too() {
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
