//! The walk through an archive's folders.
//!
//! [`walk`] gives files folder by folder, for whoever reads them meanwhile. [`list`] gives all of them, sorted, and asks the
//! system for them on several threads: of a refresh that finds nothing changed, most is waiting for these answers.
//! It looks at a file through its folder (`DirEntry::metadata`), which spares the system the way from the root; [`walk`]
//! leaves that to those who open the file.

use super::trail::Trail;
use super::{FileStat, ListedFile, is_index};
use crate::article::{ArchivePath, Folders, PathGlobs, Problem, ProblemKind};
use std::fs::{self, DirEntry, ReadDir};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the walk takes and what it passes over. Hidden files and folders it never takes.
#[derive(Debug, Clone)]
pub struct WalkOptions {
    /// If not empty, only files that one of these means.
    pub include: PathGlobs,
    /// Neither files nor folders that one of these means.
    pub exclude: PathGlobs,
    /// Whether symbolic links are followed.
    pub follow: bool,
    /// The folder of the index to be made, passed over wherever it lies.
    pub index: PathBuf,
}

/// What the walk met.
#[derive(Debug)]
pub enum Found {
    /// A regular file.
    File(ArchivePath),
    /// Something that could not be listed; a folder may stand behind it.
    Problem(ArchivePath, Problem),
}

/// Walks the folders, each in the order of its files' names: with the catalog's order nearly had, sorting it is cheap, and
/// names mostly follow each other on the disk too.
pub fn walk<'a>(
    folders: &'a Folders,
    options: &'a WalkOptions,
) -> impl Iterator<Item = Found> + Send + 'a {
    let mut pending = roots(folders, options);
    pending.reverse();
    let contents = std::iter::from_fn(move || {
        let place = pending.pop()?;
        Some(place.contents(options, &mut pending))
    });
    contents.flatten()
}

/// The folders to begin with.
pub(super) fn roots(folders: &Folders, options: &WalkOptions) -> Vec<Place> {
    folders
        .iter()
        .map(|folder| {
            let name = folder.prefixed(Path::new(""));
            Place {
                trail: options.follow.then(|| {
                    Arc::new(Trail {
                        real: folder.path.canonicalize().unwrap_or_default(),
                        name: name.clone(),
                        above: None,
                    })
                }),
                path: folder.path.clone(),
                below: PathBuf::new(),
                name,
            }
        })
        .collect()
}

/// A folder to be listed.
pub(super) struct Place {
    path: PathBuf,
    /// Its path below the archive's folder, which globs are held against.
    below: PathBuf,
    /// Its name in the archive.
    pub(super) name: ArchivePath,
    /// The way to it, if links are followed.
    trail: Option<Arc<Trail>>,
}

/// What was met in a folder.
pub(super) enum Met {
    /// A regular file.
    File(DirEntry),
    /// A link to one, and what the file system says of that.
    Link(Box<str>, FileStat),
    Folder(Place),
    Problem(ArchivePath, Problem),
}

impl Place {
    /// Begins to list it. A folder that is gone by now may be one of a disk that is, so it is like one that cannot be
    /// listed: what was in it, nobody knows.
    pub(super) fn open(&self) -> Result<ReadDir, Problem> {
        fs::read_dir(&self.path).map_err(|error| unlisted(&error))
    }

    /// What is met in it; folders in it come to be the next.
    fn contents(
        self,
        options: &WalkOptions,
        pending: &mut Vec<Self>,
    ) -> impl Iterator<Item = Found> + use<> {
        let (mut files, mut folders, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        match self.open() {
            Ok(entries) => {
                for met in entries.filter_map(|entry| self.look(entry, options)) {
                    match met {
                        Met::File(entry) => files.push(part(&entry)),
                        Met::Link(name, _) => files.push(name),
                        Met::Folder(folder) => folders.push(folder),
                        Met::Problem(name, why) => problems.push(Found::Problem(name, why)),
                    }
                }
            }
            Err(why) => problems.push(Found::Problem(self.name.clone(), why)),
        }
        files.sort_unstable();
        folders.sort_unstable_by(|a, b| b.name.cmp(&a.name));
        pending.append(&mut folders);
        let files = files.into_iter();
        let files = files.map(move |file| Found::File(self.name.within(&file)));
        problems.into_iter().chain(files)
    }

    /// What an entry is, if it is wanted.
    pub(super) fn look(&self, entry: io::Result<DirEntry>, options: &WalkOptions) -> Option<Met> {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return Some(Met::Problem(self.name.clone(), problem_of(&error))),
        };
        let file_name = entry.file_name();
        if file_name.as_encoded_bytes().starts_with(b".") {
            return None;
        }
        let kind = match entry.file_type() {
            Ok(kind) if kind.is_symlink() => return self.look_at_link(&entry, options),
            Ok(kind) => kind,
            Err(error) => return Some(self.problem(&entry, problem_of(&error))),
        };
        if kind.is_dir() {
            return self.folder(&entry, options, None);
        }
        // Pipes, sockets and devices are no articles, and reading one may never end.
        if !kind.is_file() || !self.is_wanted(&entry, options) {
            return None;
        }
        Some(Met::File(entry))
    }

    /// What the file system says of a regular file in this folder.
    pub(super) fn stat(&self, entry: &DirEntry) -> Result<ListedFile, (ArchivePath, Problem)> {
        let name = part(entry);
        match entry.metadata() {
            Ok(metadata) => Ok(ListedFile {
                stat: FileStat::of(&metadata),
                name,
            }),
            Err(error) => Err((self.name.within(&name), problem_of(&error))),
        }
    }

    fn look_at_link(&self, entry: &DirEntry, options: &WalkOptions) -> Option<Met> {
        if !options.follow {
            return None;
        }
        let path = entry.path();
        let (metadata, real) = match fs::metadata(&path).and_then(|metadata| {
            let real = path.canonicalize()?;
            Ok((metadata, real))
        }) {
            Ok(target) => target,
            Err(error) => return Some(self.problem(entry, problem_of(&error))),
        };
        if metadata.is_dir() {
            return self.folder(entry, options, Some(real));
        }
        (metadata.is_file() && self.is_wanted(entry, options))
            .then(|| Met::Link(part(entry), FileStat::of(&metadata)))
    }

    /// A folder in this one, or behind a link in it to the folder `real`.
    fn folder(
        &self,
        entry: &DirEntry,
        options: &WalkOptions,
        real: Option<PathBuf>,
    ) -> Option<Met> {
        let below = self.below.join(entry.file_name());
        let path = entry.path();
        if options.exclude.matches(&below) || path == options.index || is_index(&path) {
            return None;
        }
        let name = self.name.within(&part(entry));
        let trail = match &self.trail {
            None => None,
            Some(above) => {
                let real = real.unwrap_or_else(|| above.real.join(entry.file_name()));
                if let Some(problem) = above.leads_back(&real) {
                    return Some(Met::Problem(name, problem));
                }
                Some(Arc::new(Trail {
                    real,
                    name: name.clone(),
                    above: Some(Arc::clone(above)),
                }))
            }
        };
        Some(Met::Folder(Self {
            path,
            below,
            name,
            trail,
        }))
    }

    fn is_wanted(&self, entry: &DirEntry, options: &WalkOptions) -> bool {
        let (include, exclude) = (&options.include, &options.exclude);
        if include.is_empty() && exclude.is_empty() {
            return true;
        }
        let below = self.below.join(entry.file_name());
        !exclude.matches(&below) && (include.is_empty() || include.matches(&below))
    }

    fn problem(&self, entry: &DirEntry, problem: Problem) -> Met {
        Met::Problem(self.name.within(&part(entry)), problem)
    }
}

fn part(entry: &DirEntry) -> Box<str> {
    ArchivePath::part(&entry.file_name()).into_boxed_str()
}

fn problem_of(error: &io::Error) -> Problem {
    if error.kind() == ErrorKind::NotFound {
        return Problem::file(
            ProblemKind::Vanished,
            "listed, but gone when it was looked at",
        );
    }
    unlisted(error)
}

fn unlisted(error: &io::Error) -> Problem {
    Problem::file(
        ProblemKind::Unreadable,
        format!("cannot be listed: {error}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn options(index: &Path) -> WalkOptions {
        WalkOptions {
            include: PathGlobs::new(&[]).unwrap(),
            exclude: PathGlobs::new(&[]).unwrap(),
            follow: false,
            index: index.to_owned(),
        }
    }

    /// The paths of the files, and the kinds of the problems, both sorted.
    fn names(root: &Path, options: &WalkOptions) -> (Vec<String>, Vec<String>) {
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        let folders = Folders::one(root.to_owned());
        for found in walk(&folders, options) {
            match found {
                Found::File(path) => files.push(path.to_string()),
                Found::Problem(path, problem) => problems.push(format!("{path}: {}", problem.kind)),
            }
        }
        files.sort();
        problems.sort();
        (files, problems)
    }

    fn archive(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        root
    }

    #[test]
    fn hidden_files_the_index_and_excluded_folders_are_passed_over() {
        let root = archive(&[
            "a.txt",
            ".hidden.txt",
            ".git/x.txt",
            "idx/CURRENT",
            "other/writer.lock",
            "other/generations/1/x",
            "drafts/d.txt",
            "wire/b.txt",
            "wire/b.jpg",
        ]);
        let mut options = options(&root.path().join("idx"));
        options.exclude = PathGlobs::new(&["drafts".into()]).unwrap();
        assert_eq!(
            names(root.path(), &options).0,
            ["a.txt", "wire/b.jpg", "wire/b.txt"]
        );
        options.include = PathGlobs::new(&["*.txt".into()]).unwrap();
        assert_eq!(names(root.path(), &options).0, ["a.txt", "wire/b.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_only_on_demand_and_loops_are_named() {
        use std::os::unix::fs::symlink;
        let root = archive(&["real/a.txt"]);
        symlink("real/a.txt", root.path().join("link.txt")).unwrap();
        symlink("..", root.path().join("real/up")).unwrap();
        symlink("nowhere", root.path().join("dangling")).unwrap();
        let mut options = options(Path::new("/none"));
        assert_eq!(names(root.path(), &options).0, ["real/a.txt"]);
        options.follow = true;
        let (files, problems) = names(root.path(), &options);
        assert_eq!(files, ["link.txt", "real/a.txt"]);
        assert_eq!(problems, ["dangling: vanished", "real/up: link-loop"]);
    }

    #[test]
    fn folders_with_names_put_them_before_their_files() {
        let (one, two) = (archive(&["a.txt"]), archive(&["b/a.txt"]));
        let folder = |name: &str, root: &tempfile::TempDir| crate::article::Folder {
            name: name.into(),
            path: root.path().to_owned(),
        };
        let folders = Folders::named(vec![folder("one", &one), folder("two", &two)]);
        let mut names: Vec<_> = walk(&folders, &options(Path::new("/none")))
            .map(|found| match found {
                Found::File(path) => path.to_string(),
                Found::Problem(path, problem) => panic!("{path}: {problem:?}"),
            })
            .collect();
        names.sort();
        assert_eq!(names, ["one/a.txt", "two/b/a.txt"]);
    }

    #[test]
    fn an_archive_whose_folder_is_gone_is_unreadable_and_not_empty() {
        let folders = Folders::one("/nowhere/at/all".into());
        let options = options(Path::new("/none"));
        match walk(&folders, &options).next() {
            Some(Found::Problem(_, problem)) => assert_eq!(problem.kind, ProblemKind::Unreadable),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_folder_that_goes_after_it_was_met_is_unreadable_as_well() {
        let root = archive(&["a.txt", "sub/b.txt"]);
        let (folders, options) = (
            Folders::one(root.path().to_owned()),
            options(Path::new("/none")),
        );
        let mut walk = walk(&folders, &options);
        assert!(matches!(walk.next(), Some(Found::File(_))));
        fs::remove_dir_all(root.path().join("sub")).unwrap();
        match walk.next() {
            Some(Found::Problem(path, problem)) => {
                assert_eq!(
                    (path.as_str(), problem.kind),
                    ("sub", ProblemKind::Unreadable)
                );
            }
            other => panic!("{other:?}"),
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_opened() {
        let root = archive(&["a.txt"]);
        let made = std::process::Command::new("mkfifo")
            .arg(root.path().join("pipe.txt"))
            .status();
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(
                names(root.path(), &options(Path::new("/none"))).0,
                ["a.txt"]
            );
        }
    }
}
