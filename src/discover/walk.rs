//! The walk through an archive's folders: which files it takes, what it skips, and what it cannot
//! list.
//!
//! The crate walkdir lists folders. [`walk`] yields files one by one, so that they can be read
//! during the walk. `list` asks about each of them on several threads. Both use batches of files
//! that are in one folder.

use super::is_index;
use super::parts::{Pages, Parts};
use crate::article::{ArchivePath, Folder, Folders, PathGlobs, Problem, ProblemKind};
use std::cmp::Ordering;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, ErrorKind};
use std::iter;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What the walk takes and what it skips. Hidden files and folders are always skipped.
#[derive(Debug, Clone)]
pub struct WalkOptions {
    /// Only files that match one of these; all files if empty.
    pub include: PathGlobs,
    /// Files and folders that match one of these are skipped.
    pub exclude: PathGlobs,
    /// Whether symbolic links are followed.
    pub follow: bool,
    /// The folder of the index that is being made; it is skipped wherever it is.
    pub index: PathBuf,
}

impl WalkOptions {
    /// Whether a walk takes a file with this path below its folder, if there is one.
    #[must_use]
    pub fn takes(&self, below: &Path) -> bool {
        let parts = below.ancestors().filter(|part| part.file_name().is_some());
        let is_skipped = |part: &Path| is_hidden(part) || self.exclude.matches(part);
        !parts.into_iter().any(is_skipped)
            && (self.include.is_empty() || self.include.matches(below))
    }
}

/// Whether the name of a file or folder says that it is hidden.
fn is_hidden(path: &Path) -> bool {
    let hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".");
    path.file_name().is_some_and(hidden)
}

/// What the walk found.
#[derive(Debug)]
pub enum Found {
    /// A regular file.
    File(ArchivePath),
    /// Something that could not be listed. It may be a folder with files in it.
    Problem(ArchivePath, Problem),
    /// A file that is a part of a saved page.
    Part,
}

/// Walks the folders: in each first its files by name, then the folders in it. This is nearly the
/// order of the catalog, so sorting takes little time. It is also mostly the order on the disk.
pub fn walk<'a>(
    folders: &'a Folders,
    options: &'a WalkOptions,
) -> impl Iterator<Item = Found> + Send + 'a {
    /// More files than most folders have; few enough for memory.
    const AT_ONCE: usize = 1 << 16;
    let items = folders
        .iter()
        .flat_map(|folder| Batches::sorted(folder, options, AT_ONCE));
    items.flat_map(|item| -> Box<dyn Iterator<Item = Found> + Send> {
        match item {
            WalkItem::Files(batch) => Box::new(batch.by_name().map(Found::File)),
            WalkItem::Problem(path, problem) => Box::new(iter::once(Found::Problem(path, problem))),
            WalkItem::Part => Box::new(iter::once(Found::Part)),
        }
    })
}

/// Files before folders. Folders are sorted by name; files stay in the order in which the system
/// lists them.
fn folders_last(a: &DirEntry, b: &DirEntry) -> Ordering {
    let folder = |entry: &DirEntry| entry.file_type().is_dir();
    match (folder(a), folder(b)) {
        (true, true) => a.file_name().cmp(b.file_name()),
        (a, b) => a.cmp(&b),
    }
}

/// The next item of a walk.
pub(super) enum WalkItem {
    Files(Batch),
    Problem(ArchivePath, Problem),
    /// A file that is a part of a saved page.
    Part,
}

/// Files of one folder.
pub(super) struct Batch {
    /// The folder.
    pub(super) folder: PathBuf,
    /// The path of the folder in the archive.
    pub(super) name: ArchivePath,
    /// The names of the files without the folder.
    pub(super) files: Vec<OsString>,
}

impl Batch {
    /// The paths of the files in the archive, sorted.
    fn by_name(mut self) -> impl Iterator<Item = ArchivePath> + Send {
        self.files.sort_unstable();
        let files = self.files.into_iter();
        files.map(move |file| self.name.within(&ArchivePath::part(&file)))
    }
}

/// A walk through one of the archive's folders.
pub(super) struct Batches<'a> {
    root: &'a Folder,
    options: &'a WalkOptions,
    entries: walkdir::IntoIter,
    /// The largest number of files in a batch.
    most: usize,
    batch: Option<Batch>,
    /// The folders with parts of pages that the walk is in, the innermost last.
    parts: Vec<Parts>,
    pages: Pages,
}

impl<'a> Batches<'a> {
    /// A walk in any order, in batches of at most `most` files.
    pub(super) fn unsorted(root: &'a Folder, options: &'a WalkOptions, most: usize) -> Self {
        Self::through(root, options, most, WalkDir::new(&root.path))
    }

    /// A walk that yields the files of a folder before the folders in it, which are sorted by name.
    fn sorted(root: &'a Folder, options: &'a WalkOptions, most: usize) -> Self {
        let walk = WalkDir::new(&root.path).sort_by(folders_last);
        Self::through(root, options, most, walk)
    }

    fn through(root: &'a Folder, options: &'a WalkOptions, most: usize, walk: WalkDir) -> Self {
        Self {
            root,
            options,
            entries: walk.follow_links(options.follow).into_iter(),
            most,
            batch: None,
            parts: Vec::new(),
            pages: Pages::default(),
        }
    }

    /// Whether a file is a part of a saved page.
    fn is_part(&mut self, file: &Path) -> bool {
        while self.parts.pop_if(|parts| !parts.contain(file)).is_some() {}
        self.parts.last().is_some_and(|parts| parts.has(file))
    }

    /// Adds a file to the current batch. If it does not belong there, starts a new batch and
    /// returns the old one.
    fn add(&mut self, entry: &DirEntry) -> Option<Batch> {
        let folder = entry.path().parent().unwrap_or(&self.root.path);
        let file = entry.file_name().to_owned();
        if let Some(batch) = &mut self.batch
            && batch.files.len() < self.most
            && batch.folder.as_os_str() == folder.as_os_str()
        {
            batch.files.push(file);
            return None;
        }
        self.batch.replace(Batch {
            folder: folder.to_owned(),
            name: self.root.prefixed(self.below(folder)),
            files: vec![file],
        })
    }

    fn below<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.root.path).unwrap_or(Path::new(""))
    }

    /// Whether a file or folder is skipped because of its path.
    fn is_skipped(&self, path: &Path) -> bool {
        let below = self.below(path);
        is_hidden(below)
            || (!self.options.exclude.is_empty() && self.options.exclude.matches(below))
    }

    fn is_included(&self, path: &Path) -> bool {
        let include = &self.options.include;
        include.is_empty() || include.matches(self.below(path))
    }

    /// What could not be listed; `None` if it would have been skipped.
    fn problem(&self, error: &walkdir::Error) -> Option<WalkItem> {
        let path = error.path().unwrap_or(&self.root.path);
        if self.is_skipped(path) {
            return None;
        }
        let problem = match (error.loop_ancestor(), error.io_error()) {
            (Some(ancestor), _) => link_back(self.root.prefixed(self.below(ancestor)).as_str()),
            (None, Some(error)) if error.kind() == ErrorKind::NotFound && is_link(path) => {
                problem_of(error)
            }
            // A folder that has disappeared may be on a disk that was unmounted. It may still have
            // files, so it counts as a folder that cannot be listed.
            (None, Some(error)) => unlisted(error),
            (None, None) => unlisted(&io::Error::other(error.to_string())),
        };
        Some(WalkItem::Problem(
            self.root.prefixed(self.below(path)),
            problem,
        ))
    }
}

impl Iterator for Batches<'_> {
    type Item = WalkItem;

    fn next(&mut self) -> Option<WalkItem> {
        loop {
            let entry = match self.entries.next() {
                Some(Ok(entry)) => entry,
                Some(Err(error)) => match self.problem(&error) {
                    Some(problem) => return Some(problem),
                    None => continue,
                },
                None => return self.batch.take().map(WalkItem::Files),
            };
            let (path, kind) = (entry.path(), entry.file_type());
            if kind.is_dir() {
                let is_root = entry.depth() == 0;
                let is_index = || path == self.options.index || is_index(path);
                if !is_root && (self.is_skipped(path) || is_index()) {
                    self.entries.skip_current_dir();
                } else {
                    while self.parts.pop_if(|parts| !parts.contain(path)).is_some() {}
                    let parts = Parts::in_folder(path, is_root, &mut self.pages);
                    self.parts.extend(parts);
                }
            } else if kind.is_file() && !self.is_skipped(path) && self.is_included(path) {
                if self.is_part(path) {
                    return Some(WalkItem::Part);
                }
                // Pipes, sockets and devices are not articles, and reading one may never end.
                if let Some(batch) = self.add(&entry) {
                    return Some(WalkItem::Files(batch));
                }
            }
        }
    }
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
}

fn link_back(to: &str) -> Problem {
    let back = match to {
        "" => "the archive's folder".to_owned(),
        name => format!("`{name}`"),
    };
    let detail = format!("a link back to {back}, not followed");
    Problem::file(ProblemKind::LinkLoop, detail)
}

/// The problem of a file that was listed, but whose size and times the system does not report.
pub(super) fn problem_of(error: &io::Error) -> Problem {
    if error.kind() == ErrorKind::NotFound {
        return Problem::file(
            ProblemKind::Vanished,
            "listed, but no longer there a moment later",
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
                Found::Part => problems.push("a part of a page".to_owned()),
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
    fn hidden_files_indexes_and_excluded_folders_are_skipped() {
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
    fn links_are_followed_only_if_asked_for_and_loops_are_reported() {
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
    fn folders_with_names_put_them_in_front_of_the_paths_of_files() {
        let (one, two) = (archive(&["a.txt"]), archive(&["b/a.txt"]));
        let folder = |name: &str, root: &tempfile::TempDir| crate::article::Folder {
            name: name.into(),
            path: root.path().to_owned(),
        };
        let folders = Folders::named(vec![folder("one", &one), folder("two", &two)]);
        let mut names: Vec<_> = walk(&folders, &options(Path::new("/none")))
            .map(|found| match found {
                Found::File(path) => path.to_string(),
                other => panic!("{other:?}"),
            })
            .collect();
        names.sort();
        assert_eq!(names, ["one/a.txt", "two/b/a.txt"]);
    }

    #[test]
    fn an_archive_whose_folder_is_missing_is_unreadable_and_not_empty() {
        let folders = Folders::one("/nowhere/at/all".into());
        let options = options(Path::new("/none"));
        match walk(&folders, &options).next() {
            Some(Found::Problem(_, problem)) => assert_eq!(problem.kind, ProblemKind::Unreadable),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_folder_that_disappears_during_the_walk_is_unreadable() {
        let root = archive(&["a.txt", "sub/b.txt", "sub/deep/c.txt"]);
        let (folders, options) = (
            Folders::one(root.path().to_owned()),
            options(Path::new("/none")),
        );
        let mut walk = walk(&folders, &options);
        assert!(matches!(walk.next(), Some(Found::File(_))));
        fs::remove_dir_all(root.path().join("sub")).unwrap();
        let problems: Vec<_> = walk
            .filter_map(|found| match found {
                Found::Problem(path, problem) => Some((path.to_string(), problem.kind)),
                // Listed with the folder; reading it will fail.
                Found::File(_) | Found::Part => None,
            })
            .collect();
        assert_eq!(problems, [("sub/deep".to_owned(), ProblemKind::Unreadable)]);
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
