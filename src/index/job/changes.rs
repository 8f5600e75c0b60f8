//! What a refresh has to do: the walk held against the catalog.

use crate::article::{ArchivePath, Folders, Problem, ProblemKind, Severity};
use crate::discover::{FileStat, ListedFile, Listing};
use crate::index::hashed::{Hash, Hashed};
use crate::index::{Catalog, CatalogError, CatalogReader, FileEntry, FileFate, FileProblem, Tally};
use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::Path;

/// The difference between a folder and the generation made of it.
#[derive(Debug, Default)]
pub struct Changes {
    /// Files to read, in the order of catalogs.
    pub to_read: Vec<Change>,
    /// Files that are gone, in the order of catalogs.
    pub removed: Vec<FileEntry>,
    /// What stays as it is: files that did not change, and those that could not be looked at this time.
    pub standing: Tally,
    /// What is wrong with files that stay as they are.
    pub known: Vec<FileProblem>,
    /// What the walk could not list.
    pub problems: Vec<(ArchivePath, Problem)>,
}

/// A file to read.
#[derive(Debug)]
pub struct Change {
    /// The file.
    pub path: ArchivePath,
    /// What the walk saw of it; `None` where it is only seen when it is opened.
    pub stat: Option<FileStat>,
    /// What the catalog knows of it; `None` for a file that was added.
    pub previous: Option<Box<FileEntry>>,
}

/// How closely files are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// Size, times and inode say whether a file changed.
    #[default]
    Cheap,
    /// Every file is read, and its content says so.
    Sure,
}

impl Changes {
    /// Whether a refresh would have nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.to_read.is_empty() && self.removed.is_empty()
    }

    /// Holds what lies in the folders against the catalog of the generation in force.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub fn between(
        listing: Listing,
        catalog: &mut CatalogReader,
        look: Look,
    ) -> Result<Self, CatalogError> {
        let mut changes = Self {
            problems: listing.problems,
            ..Self::default()
        };
        catalog.advance()?;
        for folder in listing.folders {
            for file in folder.files {
                let place = (folder.path.as_str(), &*file.name);
                while let Some(gone) = catalog.entry().filter(|own| own.path.split() < place) {
                    changes.missing(gone);
                    catalog.advance()?;
                }
                match catalog.entry().filter(|own| own.path.split() == place) {
                    Some(entry) => {
                        changes.meet(&folder.path, file, Some(entry), look);
                        catalog.advance()?;
                    }
                    None => changes.meet(&folder.path, file, None, look),
                }
            }
        }
        while let Some(gone) = catalog.entry() {
            changes.missing(gone);
            catalog.advance()?;
        }
        Ok(changes)
    }

    /// All that lies in the folders, to be read, and what a catalog knows of it.
    pub(in crate::index) fn of_all(listing: Listing, known: Catalog) -> Self {
        let known = known.into_entries().into_iter();
        let mut known: HashMap<_, _> = known.map(|entry| (entry.path.clone(), entry)).collect();
        let mut changes = Self {
            problems: listing.problems,
            ..Self::default()
        };
        for folder in listing.folders {
            for ListedFile { name, stat } in folder.files {
                let path = folder.path.within(&name);
                changes.to_read.push(Change {
                    previous: known.remove(&path).map(Box::new),
                    path,
                    stat: Some(stat),
                });
            }
        }
        changes.removed = known.into_values().collect();
        changes
    }

    /// Reads the files that look as they did but may have changed just after they were read, and lets those stay that
    /// have not.
    pub(in crate::index) fn look_again(&mut self, folders: &Folders) {
        let is_doubtful = |change: &mut Change| {
            let entry = change.previous.as_deref();
            entry.is_some_and(|old| {
                old.is_fresh && Some(old.stat) == change.stat && !old.has_to_be_retried()
            })
        };
        let doubtful: Vec<_> = self.to_read.extract_if(.., is_doubtful).collect();
        if doubtful.is_empty() {
            return;
        }
        for change in doubtful {
            let hash = content_hash(&folders.locate(&change.path));
            match &change.previous {
                Some(entry) if hash.is_ok_and(|hash| hash == entry.hash) => {
                    self.stay(entry, FileFate::Unchanged);
                }
                _ => self.to_read.push(change),
            }
        }
        self.to_read.sort_by(|a, b| a.path.by_folder(&b.path));
    }

    fn meet(
        &mut self,
        folder: &ArchivePath,
        file: ListedFile,
        entry: Option<&FileEntry>,
        look: Look,
    ) {
        match entry {
            Some(entry)
                if entry.stat == file.stat
                    && look == Look::Cheap
                    && !entry.is_fresh
                    && !entry.has_to_be_retried() =>
            {
                self.stay(entry, FileFate::Unchanged);
            }
            previous => self.to_read.push(Change {
                path: folder.within(&file.name),
                stat: Some(file.stat),
                previous: previous.cloned().map(Box::new),
            }),
        }
    }

    fn stay(&mut self, entry: &FileEntry, fate: FileFate) {
        self.standing.count(entry.fate(fate), entry);
        self.known.extend(entry.known_problems());
    }

    /// Whether a file that the walk did not meet may be there: a folder above it, or the file itself, could not be
    /// read this time.
    pub(in crate::index) fn may_hide(&self, file: &ArchivePath) -> bool {
        self.problems
            .iter()
            .any(|(path, problem)| problem.kind == ProblemKind::Unreadable && lies_in(file, path))
    }

    /// A file that the walk did not meet is gone, unless nobody knows: then nothing is thrown away.
    fn missing(&mut self, entry: &FileEntry) {
        if self.may_hide(&entry.path) {
            self.stay(entry, FileFate::Kept);
        } else {
            self.removed.push(entry.clone());
        }
    }
}

impl FileEntry {
    /// Whether reading failed for a reason that may be gone without the file having changed.
    pub(in crate::index) fn has_to_be_retried(&self) -> bool {
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

impl FileEntry {
    /// Its fate, if that is not that nothing was to be had from it.
    pub(in crate::index) fn fate(&self, otherwise: FileFate) -> FileFate {
        match (self.articles, self.severity()) {
            (0, Some(Severity::Skipped)) => FileFate::Skipped,
            (0, _) => FileFate::Failed,
            _ => otherwise,
        }
    }

    /// Its problems, each with its path and the generation that was the first to know it.
    pub fn known_problems(&self) -> impl Iterator<Item = FileProblem> {
        let since = self.since.iter().copied().map(Some);
        let since = since.chain(std::iter::repeat(None));
        self.problems
            .iter()
            .zip(since)
            .map(|(problem, since)| FileProblem {
                path: self.path.clone(),
                problem: problem.clone(),
                since,
            })
    }
}

/// The hash of a file's content, as the catalog keeps it.
pub(in crate::index) fn content_hash(path: &Path) -> io::Result<Hash> {
    Hashed::rest_of(&mut File::open(path)?)
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
    use crate::discover::{FileStat, ListedFolder};
    use crate::index::catalog::update::Renewal;

    fn stat(size: u64) -> FileStat {
        FileStat {
            size,
            ..FileStat::default()
        }
    }

    fn folder(path: &str, files: &[(&str, u64)]) -> ListedFolder {
        let files = files.iter().map(|(name, size)| ListedFile {
            name: (*name).into(),
            stat: stat(*size),
        });
        ListedFolder {
            path: ArchivePath::from_stored(path),
            files: files.collect(),
        }
    }

    fn entry(name: &str, size: u64) -> FileEntry {
        FileEntry {
            path: ArchivePath::from_stored(name),
            stat: stat(size),
            articles: 1,
            ..FileEntry::default()
        }
    }

    fn between(listing: Listing, entries: Vec<FileEntry>, look: Look) -> Changes {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("catalog");
        let renewal = Renewal {
            base: None,
            removed: &[],
            entries,
        };
        renewal.write(&path).unwrap();
        let mut reader = CatalogReader::open(&path).unwrap();
        Changes::between(listing, &mut reader, look).unwrap()
    }

    fn read(changes: &Changes) -> Vec<(&str, bool)> {
        changes
            .to_read
            .iter()
            .map(|change| (change.path.as_str(), change.previous.is_some()))
            .collect()
    }

    #[test]
    fn each_file_has_one_fate() {
        let mut failed = entry("failed", 1);
        failed
            .problems
            .push(Problem::file(ProblemKind::Unreadable, "x"));
        failed.since.push(1);
        let mut fresh = entry("fresh", 1);
        fresh.is_fresh = true;
        let catalog = vec![
            entry("same", 1),
            entry("changed", 1),
            entry("gone", 1),
            entry("closed/a", 1),
            entry("closed-not/a", 1),
            entry("sub/same", 1),
            entry("sub/gone", 1),
            failed,
            fresh,
        ];
        let here = folder(
            "",
            &[
                ("changed", 2),
                ("failed", 1),
                ("fresh", 1),
                ("new", 1),
                ("same", 1),
            ],
        );
        let listing = Listing {
            folders: vec![here, folder("sub", &[("same", 1)])],
            problems: vec![(
                ArchivePath::from_stored("closed"),
                Problem::file(ProblemKind::Unreadable, "no permission"),
            )],
        };
        let changes = between(listing, catalog, Look::Cheap);
        assert_eq!(
            read(&changes),
            [
                ("changed", true),
                ("failed", true),
                ("fresh", true),
                ("new", false)
            ]
        );
        let removed: Vec<_> = changes
            .removed
            .iter()
            .map(|gone| gone.path.as_str())
            .collect();
        assert_eq!(removed, ["gone", "closed-not/a", "sub/gone"]);
        let standing = changes.standing.files;
        assert_eq!((standing.unchanged, standing.kept), (2, 1));
    }

    #[test]
    fn a_sure_look_reads_every_file() {
        let listing = Listing {
            folders: vec![folder("", &[("same", 1)])],
            problems: Vec::new(),
        };
        let changes = between(listing, vec![entry("same", 1)], Look::Sure);
        assert_eq!(read(&changes), [("same", true)]);
    }
}
