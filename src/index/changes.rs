//! What a refresh has to do: the walk held against the catalog.

use super::{Catalog, FileEntry};
use crate::article::{ArchivePath, Problem, ProblemKind, Severity};
use crate::discover::{Found, SourceFile};
use std::cmp::Ordering;

/// The difference between a folder and the generation made of it.
#[derive(Debug, Default)]
pub struct Changes {
    /// Files to read, sorted by path.
    pub to_read: Vec<Change>,
    /// Files that are gone.
    pub removed: Vec<FileEntry>,
    /// Entries that stay as they are.
    pub unchanged: Vec<FileEntry>,
    /// Entries of files that could not be looked at this time, and are kept for that reason.
    pub unseen: Vec<FileEntry>,
    /// What the walk could not list.
    pub problems: Vec<(ArchivePath, Problem)>,
}

/// A file to read.
#[derive(Debug)]
pub struct Change {
    /// The file.
    pub file: SourceFile,
    /// What the catalog knows of it; `None` for a file that was added.
    pub previous: Option<FileEntry>,
}

impl Changes {
    /// Whether a refresh would have nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.to_read.is_empty() && self.removed.is_empty()
    }

    /// Holds what a walk found against the catalog of the last one.
    pub fn between(found: impl Iterator<Item = Found>, catalog: Catalog) -> Self {
        let mut changes = Self::default();
        let mut files = Vec::new();
        for item in found {
            match item {
                Found::File(file) => files.push(file),
                Found::Problem(path, problem) => changes.problems.push((path, problem)),
            }
        }
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let mut entries = catalog.into_entries().into_iter().peekable();
        for file in files {
            while let Some(gone) = entries.next_if(|entry| entry.path < file.path) {
                changes.missing(gone);
            }
            match entries.next_if(|entry| entry.path.cmp(&file.path) == Ordering::Equal) {
                Some(entry) if entry.stat == file.stat && !entry.has_to_be_retried() => {
                    changes.unchanged.push(entry);
                }
                previous => changes.to_read.push(Change { file, previous }),
            }
        }
        for gone in entries {
            changes.missing(gone);
        }
        changes
    }

    /// A file that the walk did not meet is gone, unless a folder above it, or the file itself,
    /// could not be read this time: then nobody knows, and nothing is thrown away.
    fn missing(&mut self, entry: FileEntry) {
        let hidden = self.problems.iter().any(|(path, problem)| {
            problem.kind == ProblemKind::Unreadable && lies_in(&entry.path, path)
        });
        if hidden {
            self.unseen.push(entry);
        } else {
            self.removed.push(entry);
        }
    }
}

impl FileEntry {
    /// Whether reading failed for a reason that may be gone without the file having changed.
    pub(super) fn has_to_be_retried(&self) -> bool {
        self.problems.iter().any(|problem| {
            matches!(
                problem.kind,
                ProblemKind::Unreadable | ProblemKind::Vanished
            )
        })
    }

    /// The gravest of its problems; `None` if it has none.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        self.problems
            .iter()
            .map(|problem| problem.kind.severity())
            .max()
    }
}

fn lies_in(path: &ArchivePath, folder: &ArchivePath) -> bool {
    match path.as_str().strip_prefix(folder.as_str()) {
        Some(rest) => rest.is_empty() || rest.starts_with('/') || folder.as_str().is_empty(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::FileStat;

    fn path(name: &str) -> ArchivePath {
        ArchivePath::from_stored(name)
    }

    fn file(name: &str, size: u64) -> Found {
        Found::File(SourceFile {
            path: path(name),
            stat: FileStat {
                size,
                ..FileStat::default()
            },
        })
    }

    fn entry(name: &str, size: u64) -> FileEntry {
        FileEntry {
            path: path(name),
            stat: FileStat {
                size,
                ..FileStat::default()
            },
            hash: [0; 16],
            articles: 1,
            problems: Vec::new(),
            more_problems: 0,
        }
    }

    fn names(entries: &[FileEntry]) -> Vec<&str> {
        entries.iter().map(|entry| entry.path.as_str()).collect()
    }

    #[test]
    fn each_file_has_one_fate() {
        let mut failed = entry("failed", 1);
        failed
            .problems
            .push(Problem::file(ProblemKind::Unreadable, "x"));
        let catalog = Catalog::new(vec![
            entry("same", 1),
            entry("changed", 1),
            entry("gone", 1),
            entry("closed/a", 1),
            entry("closed-not", 1),
            failed,
        ]);
        let found = vec![
            file("same", 1),
            file("new", 1),
            file("changed", 2),
            file("failed", 1),
            Found::Problem(
                path("closed"),
                Problem::file(ProblemKind::Unreadable, "no permission"),
            ),
        ];
        let changes = Changes::between(found.into_iter(), catalog);
        let read: Vec<_> = changes
            .to_read
            .iter()
            .map(|change| (change.file.path.as_str(), change.previous.is_some()))
            .collect();
        assert_eq!(read, [("changed", true), ("failed", true), ("new", false)]);
        assert_eq!(names(&changes.unchanged), ["same"]);
        assert_eq!(names(&changes.unseen), ["closed/a"]);
        assert_eq!(names(&changes.removed), ["closed-not", "gone"]);
    }
}
