//! The folders that contain an archive's files: one folder, or several with a name each.
//!
//! An archive of one folder names its files by their path below it. In an archive of several
//! folders, the folder's name comes before that path. So no two files have the same name, and a
//! file keeps its name when other folders are added to the archive.

use super::ArchivePath;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};

/// One folder of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder {
    /// The prefix of its files' paths: one part, without `/`; empty for an archive's only folder.
    pub name: String,
    /// Its path in the file system.
    pub path: PathBuf,
}

/// The folders of an archive, at least one.
///
/// ```
/// use dateline::article::{ArchivePath, Folder, Folders};
/// let folders = Folders::named(vec![
///     Folder { name: "kayhan".into(), path: "/data/kayhan".into() },
///     Folder { name: "wire".into(), path: "/mnt/wire".into() },
/// ]);
/// let path = ArchivePath::from_stored("wire/2021/a.txt");
/// assert_eq!(folders.locate(&path), std::path::Path::new("/mnt/wire/2021/a.txt"));
/// assert_eq!(folders.name("/mnt/wire/2021/a.txt".as_ref()), Some(path));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Folders(Vec<Folder>);

impl Folders {
    /// An archive with one folder, which has no name.
    #[must_use]
    pub fn one(path: PathBuf) -> Self {
        Self(vec![Folder {
            name: String::new(),
            path,
        }])
    }

    /// An archive with several folders. Their names must differ, and none may be inside another.
    #[must_use]
    pub fn named(folders: Vec<Folder>) -> Self {
        Self(folders)
    }

    /// The folders.
    pub fn iter(&self) -> impl Iterator<Item = &Folder> {
        self.0.iter()
    }

    /// The path of the only folder; `None` if there are several or the folder has a name.
    #[must_use]
    pub fn only(&self) -> Option<&Path> {
        match self.0.as_slice() {
            [only] if only.name.is_empty() => Some(&only.path),
            _ => None,
        }
    }

    /// Whether an index of `other` may be refreshed from these folders. They must be the same, or
    /// both must have named folders with at least one name in common. So a folder can be added,
    /// removed or moved.
    #[must_use]
    pub fn continue_from(&self, other: &Self) -> bool {
        let is_in_both = |folder: &Folder| other.0.iter().any(|own| own.name == folder.name);
        self == other
            || (self.only().is_none() && other.only().is_none() && self.0.iter().any(is_in_both))
    }

    /// The path of one of the archive's files in the file system.
    #[must_use]
    pub fn locate(&self, file: &ArchivePath) -> PathBuf {
        let (folder, below) = self.locate_below(file);
        folder.join(below)
    }

    /// The same in two parts: the archive's folder that it is in, and the path below it.
    #[must_use]
    pub fn locate_below(&self, file: &ArchivePath) -> (&Path, PathBuf) {
        for folder in &self.0 {
            if folder.name.is_empty() {
                return (&folder.path, file.to_relative());
            }
            let rest = file.as_str().strip_prefix(folder.name.as_str());
            if let Some(rest) = rest.and_then(|rest| rest.strip_prefix('/')) {
                let below = ArchivePath::from_stored(rest).to_relative();
                return (&folder.path, below);
            }
        }
        (Path::new(""), file.to_relative())
    }

    /// The archive's name for a file; `None` if it is in none of the folders.
    #[must_use]
    pub fn name(&self, path: &Path) -> Option<ArchivePath> {
        self.0.iter().find_map(|folder| {
            let below = path.strip_prefix(&folder.path).ok()?;
            Some(folder.prefixed(below))
        })
    }
}

impl Folder {
    /// The archive's name for a path below this folder.
    #[must_use]
    pub fn prefixed(&self, below: &Path) -> ArchivePath {
        ArchivePath::from_relative(&Path::new(&self.name).join(below))
    }

    /// Whether one of the archive's files is in this folder.
    #[must_use]
    pub fn has(&self, file: &ArchivePath) -> bool {
        file.as_str()
            .strip_prefix(self.name.as_str())
            .is_some_and(|rest| self.name.is_empty() || rest.is_empty() || rest.starts_with('/'))
    }
}

/// Displays the folders' paths, separated by commas.
impl fmt::Display for Folders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, folder) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{}", folder.path.display())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_does_not_have_the_files_of_one_whose_name_only_has_the_same_prefix() {
        let folder = |name: &str| Folder {
            name: name.into(),
            path: PathBuf::new(),
        };
        for (name, file, expected) in [
            ("wire", "wire/a.txt", true),
            ("wire", "wire-old/a.txt", false),
            ("wire", "wire", true),
            ("", "anything", true),
        ] {
            let has = folder(name).has(&ArchivePath::from_stored(file));
            assert_eq!(has, expected, "{name} {file}");
        }
    }

    #[test]
    fn some_folders_may_change_but_not_all() {
        let folders = |names: &[&str]| {
            let folder = |name: &&str| Folder {
                name: (*name).into(),
                path: name.into(),
            };
            Folders::named(names.iter().map(folder).collect())
        };
        let one = Folders::one("a".into());
        for (now, before, expected) in [
            (folders(&["a", "b"]), folders(&["b", "a"]), true),
            (folders(&["a", "b"]), folders(&["b", "c"]), true),
            (folders(&["a"]), folders(&["b"]), false),
            (one.clone(), one.clone(), true),
            (one.clone(), folders(&["a"]), false),
            (one, Folders::one("b".into()), false),
        ] {
            assert_eq!(now.continue_from(&before), expected, "{now} from {before}");
        }
    }

    #[test]
    fn the_only_folder_adds_nothing_to_names() {
        let folders = Folders::one("/data".into());
        let file = ArchivePath::from_stored("a/b.txt");
        assert_eq!(folders.locate(&file), Path::new("/data/a/b.txt"));
        assert_eq!(folders.name(Path::new("/data/a/b.txt")), Some(file));
        assert_eq!(folders.name(Path::new("/else/b.txt")), None);
    }
}
