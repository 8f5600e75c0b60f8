//! Opens an archive's files one after the other.
//!
//! Most files are in the same folder as the file before. Between the listing and the opening,
//! somebody may put something else in the place of a file or a folder. Unless links are to be
//! followed, none is followed here, from the archive's folder down. This file only opens; `worker`
//! reads.

use crate::article::{ArchivePath, Folders};
use crate::index::source_file;
use crate::platform::NoFollow;
use std::fs::File;
use std::io;
use std::path::{Component, Path};

/// Opens a file through its folder, which stays open for the next file in it. The system then looks
/// up one name instead of a path, and no path is put together.
pub(super) struct Opener<'a> {
    folders: &'a Folders,
    /// Whether symbolic links are followed.
    follow: bool,
    /// The folder of the previous file.
    folder: Option<OpenFolder>,
}

impl<'a> Opener<'a> {
    pub(super) fn new(folders: &'a Folders, follow: bool) -> Self {
        Self {
            folders,
            follow,
            folder: None,
        }
    }

    /// Opens a file for reading. It need not be a regular file.
    ///
    /// # Errors
    /// Those of [`File::open`], and [`io::ErrorKind::InvalidData`] for a symbolic link that is not
    /// to be followed.
    pub(super) fn open(&mut self, file: &ArchivePath) -> io::Result<File> {
        if self.follow {
            source_file::open(&self.folders.locate(file))
        } else {
            self.open_itself(file)
        }
    }

    fn open_itself(&mut self, file: &ArchivePath) -> io::Result<File> {
        if let Some(folder) = self.folder.take_if(|folder| folder.has(file)) {
            let opened = folder.open(file);
            // Another folder may be in its place.
            if !matches!(&opened, Err(error) if error.kind() == io::ErrorKind::NotFound) {
                self.folder = Some(folder);
                return opened;
            }
        }
        let folder = self.folder.insert(OpenFolder::of(file, self.folders)?);
        folder.open(file)
    }
}

/// A folder of an archive.
struct OpenFolder {
    /// Its path in the archive.
    path: String,
    open: NoFollow,
}

impl OpenFolder {
    /// Opens the folder of a file.
    fn of(file: &ArchivePath, folders: &Folders) -> io::Result<Self> {
        let (root, below) = folders.locate_below(file);
        let root = if root == Path::new("") {
            Path::new(".")
        } else {
            root
        };
        let mut names = Vec::new();
        for part in below.parent().into_iter().flat_map(Path::components) {
            let Component::Normal(name) = part else {
                let problem = "its path leads out of the archive";
                return Err(io::Error::new(io::ErrorKind::InvalidData, problem));
            };
            names.push(name);
        }
        Ok(Self {
            path: file.split().0.to_owned(),
            open: NoFollow::open(root, names.into_iter())?,
        })
    }

    /// Whether a file is in this folder.
    fn has(&self, file: &ArchivePath) -> bool {
        self.path == file.split().0
    }

    /// Opens a file in this folder. Nothing is waited for, such as the other end of a pipe.
    fn open(&self, file: &ArchivePath) -> io::Result<File> {
        let (_, name) = file.split();
        if name.contains('\\') {
            // A name with an escape is not the name that the system knows.
            let path = ArchivePath::from_stored(name).to_relative();
            return self.open.file(path.as_os_str());
        }
        self.open.file(name.as_ref())
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
        let mut opener = Opener::new(&folders, false);
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
        let mut opener = Opener::new(&folders, false);
        for name in [&b"caf\xe9"[..], b"back\\slash", b"caf\xe8"] {
            let name = std::ffi::OsStr::from_bytes(name);
            fs::write(root.path().join(name), "x").unwrap();
            opener
                .open(&ArchivePath::from_relative(name.as_ref()))
                .unwrap();
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_only_if_asked_for_and_a_pipe_is_not_waited_for() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().unwrap();
        let archive = root.path().join("archive");
        fs::create_dir_all(archive.join("folder")).unwrap();
        fs::create_dir(root.path().join("outside")).unwrap();
        fs::write(root.path().join("outside/secret"), "x").unwrap();
        symlink("../outside/secret", archive.join("file")).unwrap();
        symlink("../outside", archive.join("linked")).unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(archive.join("folder/pipe"))
            .status();
        assert!(made.unwrap().success());
        let folders = Folders::one(archive);
        for follow in [false, true] {
            let mut opener = Opener::new(&folders, follow);
            for path in ["file", "linked/secret"] {
                let result = opener.open(&ArchivePath::from_stored(path));
                let problem = result.err().map(|error| error.to_string());
                let is_refused = problem.is_some_and(|it| it.contains("now"));
                assert_eq!(is_refused, !follow, "{path}");
            }
            let pipe = opener.open(&ArchivePath::from_stored("folder/pipe"));
            let error = crate::discover::FileStat::of_open(&pipe.unwrap()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidData);
        }
    }
}
