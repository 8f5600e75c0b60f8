//! Opening files one after the other.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Opens files by their folder where the one before lay there too: the system then looks up one name in place of a path,
/// which is a quarter of what opening costs.
#[derive(Debug, Default)]
pub(super) struct Opener {
    folder: PathBuf,
    /// The folder, once a second file in it was asked for.
    open: Option<File>,
}

impl Opener {
    /// Opens a file to be read; errors are those of [`File::open`].
    pub(super) fn open(&mut self, path: &Path) -> io::Result<File> {
        match self.by_folder(path) {
            Some(file) => Ok(file),
            None => File::open(path),
        }
    }

    /// `None` where its folder is another one than before, or anything fails: what, the path tells.
    #[cfg(unix)]
    fn by_folder(&mut self, path: &Path) -> Option<File> {
        use rustix::fs::{Mode, OFlags, openat};
        let (folder, name) = (path.parent()?, path.file_name()?);
        if self.folder.as_os_str() != folder.as_os_str() {
            folder.clone_into(&mut self.folder);
            self.open = None;
            return None;
        }
        if self.open.is_none() {
            self.open = File::open(folder).ok();
        }
        let flags = OFlags::RDONLY | OFlags::CLOEXEC;
        let file = openat(self.open.as_ref()?, name, flags, Mode::empty()).ok()?;
        Some(file.into())
    }

    #[cfg(not(unix))]
    fn by_folder(&mut self, _: &Path) -> Option<File> {
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
        let [one, two] = ["one", "two"].map(|name| root.path().join(name));
        for folder in [&one, &two] {
            fs::create_dir(folder).unwrap();
            for name in ["a", "b", "c"] {
                fs::write(folder.join(name), format!("{name} of {}", folder.display())).unwrap();
            }
        }
        let mut opener = Opener::default();
        let mut check = |path: &Path, expected: &str| {
            let mut text = String::new();
            opener
                .open(path)
                .unwrap()
                .read_to_string(&mut text)
                .unwrap();
            assert_eq!(text, expected);
        };
        for (folder, name) in [
            (&one, "a"),
            (&one, "b"),
            (&two, "a"),
            (&one, "c"),
            (&one, "a"),
        ] {
            check(
                &folder.join(name),
                &format!("{name} of {}", folder.display()),
            );
        }
        fs::remove_dir_all(&one).unwrap();
        fs::create_dir(&one).unwrap();
        fs::write(one.join("a"), "new").unwrap();
        check(&one.join("a"), "new");
        let error = opener.open(&one.join("b")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
    }
}
