//! What a refresh has to do: the files in the folders compared with the catalog.
//!
//! Both are sorted, so one pass over them decides for each file: unchanged, to be read, or removed.
//! Nothing is read here except files whose times cannot be trusted.

use crate::article::{ArchivePath, Folders, Problem, ProblemKind};
use crate::discover::{FileStat, ListedFile, Listing};
use crate::index::catalog::entry::{FileEntry, FileProblem};
use crate::index::catalog::error::CatalogError;
use crate::index::catalog::in_memory::Catalog;
use crate::index::catalog::reader::CatalogReader;
use crate::index::hashed::hash_of_file;
use crate::index::job::report::tally::{FileFate, Tally};
use crate::index::job::together::Together;
use std::collections::HashMap;

/// The difference between an archive's folders and the generation made from them.
#[derive(Debug, Default)]
pub struct Changes {
    /// Files to read, in the order of catalogs.
    pub to_read: Vec<Change>,
    /// Files that are no longer there, in the order of catalogs.
    pub removed: Vec<FileEntry>,
    /// The files that are not read and stay in the index: unchanged ones, and those that may be
    /// there although they could not be listed.
    pub unread: Tally,
    /// The problems of the files that are not read.
    pub known_problems: Vec<FileProblem>,
    /// What the walk could not list.
    pub problems: Vec<(ArchivePath, Problem)>,
    /// The number of files that are parts of saved pages.
    pub parts_of_pages: u64,
}

/// A file to read.
#[derive(Debug)]
pub struct Change {
    /// The file.
    pub path: ArchivePath,
    /// Its size, times and inode; `None` if the system is asked only when the file is opened.
    pub stat: Option<FileStat>,
    /// What the catalog knows about it; `None` for a new file.
    pub previous: Option<Box<FileEntry>>,
    /// Whether it is read even if its content is the same, since files that are read with it changed.
    pub is_forced: bool,
}

/// How changed files are recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ChangeDetection {
    /// By size, times and inode. Only files that differ in these are read.
    #[default]
    ByStat,
    /// By content. Every file is read.
    ByContent,
}

impl Changes {
    /// Whether a refresh would have nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.to_read.is_empty() && self.removed.is_empty()
    }

    /// The files that changed, those that are new or gone too.
    pub(super) fn paths(&self) -> impl Iterator<Item = &ArchivePath> {
        let read = self.to_read.iter().map(|change| &change.path);
        read.chain(self.removed.iter().map(|gone| &gone.path))
    }

    /// Compares the files in the folders with the catalog of the current generation. The files that
    /// `together` wants are read even if they did not change.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub(super) fn between(
        listing: &Listing,
        catalog: &mut CatalogReader,
        detection: ChangeDetection,
        together: &Together,
    ) -> Result<Self, CatalogError> {
        let mut changes = Self {
            problems: listing.problems.clone(),
            parts_of_pages: listing.parts_of_pages,
            ..Self::default()
        };
        catalog.advance()?;
        for folder in &listing.folders {
            for file in &folder.files {
                let is_forced = together.wants(folder.path.as_str(), &file.name);
                let how = (detection, is_forced);
                let place = (folder.path.as_str(), &*file.name);
                while let Some(gone) = catalog.entry().filter(|entry| entry.path.split() < place) {
                    changes.add_missing(gone);
                    catalog.advance()?;
                }
                match catalog.entry().filter(|entry| entry.path.split() == place) {
                    Some(entry) => {
                        changes.add_file(&folder.path, file, Some(entry), how);
                        catalog.advance()?;
                    }
                    None => changes.add_file(&folder.path, file, None, how),
                }
            }
        }
        while let Some(gone) = catalog.entry() {
            changes.add_missing(gone);
            catalog.advance()?;
        }
        Ok(changes)
    }

    /// All files in the folders, to be read, with what a catalog knows about them.
    pub(super) fn of_all(listing: Listing, known: Catalog) -> Self {
        let known = known.into_entries().into_iter();
        let mut known: HashMap<_, _> = known.map(|entry| (entry.path.clone(), entry)).collect();
        let mut changes = Self {
            problems: listing.problems,
            parts_of_pages: listing.parts_of_pages,
            ..Self::default()
        };
        for folder in listing.folders {
            for ListedFile { name, stat } in folder.files {
                let path = folder.path.within(&name);
                changes.to_read.push(Change {
                    previous: known.remove(&path).map(Box::new),
                    path,
                    stat: Some(stat),
                    is_forced: false,
                });
            }
        }
        changes.removed = known.into_values().collect();
        changes
    }

    /// Hashes the files that look the same but may have changed just after they were read
    /// ([`FileEntry::is_fresh`]). Those with the same hash need not be read.
    pub(super) fn recheck_fresh(&mut self, folders: &Folders) {
        let is_doubtful = |change: &mut Change| {
            let entry = change.previous.as_deref();
            entry.is_some_and(|old| {
                !change.is_forced
                    && old.is_fresh
                    && Some(old.stat) == change.stat
                    && !old.must_be_retried()
            })
        };
        let doubtful: Vec<_> = self.to_read.extract_if(.., is_doubtful).collect();
        if doubtful.is_empty() {
            return;
        }
        for change in doubtful {
            let hash = hash_of_file(&folders.locate(&change.path));
            match &change.previous {
                Some(entry) if hash.is_ok_and(|hash| hash == entry.hash) => {
                    self.add_unread(entry, FileFate::Unchanged);
                }
                _ => self.to_read.push(change),
            }
        }
        self.to_read.sort_by(|a, b| a.path.by_folder(&b.path));
    }

    /// Whether a file that the walk did not find may still exist: a folder above it, or the file
    /// itself, could not be listed.
    pub(super) fn may_hide(&self, file: &ArchivePath) -> bool {
        self.problems
            .iter()
            .any(|(path, problem)| problem.kind == ProblemKind::Unreadable && is_in(file, path))
    }

    fn add_file(
        &mut self,
        folder: &ArchivePath,
        file: &ListedFile,
        entry: Option<&FileEntry>,
        (detection, is_forced): (ChangeDetection, bool),
    ) {
        match entry {
            Some(entry)
                if entry.stat == file.stat
                    && detection == ChangeDetection::ByStat
                    && !is_forced
                    && !entry.is_fresh
                    && !entry.must_be_retried() =>
            {
                self.add_unread(entry, FileFate::Unchanged);
            }
            previous => self.to_read.push(Change {
                path: folder.within(&file.name),
                stat: Some(file.stat),
                previous: previous.cloned().map(Box::new),
                is_forced,
            }),
        }
    }

    /// Adds a file that the walk did not find. It was removed, unless it may still exist: then its
    /// articles stay.
    fn add_missing(&mut self, entry: &FileEntry) {
        if self.may_hide(&entry.path) {
            self.add_unread(entry, FileFate::Kept);
        } else {
            self.removed.push(entry.clone());
        }
    }

    fn add_unread(&mut self, entry: &FileEntry, fate: FileFate) {
        self.unread.count(FileFate::of(entry, fate), entry);
        self.known_problems.extend(entry.known_problems());
    }
}

/// Whether a path is the folder itself or is in it.
fn is_in(path: &ArchivePath, folder: &ArchivePath) -> bool {
    match path.as_str().strip_prefix(folder.as_str()) {
        Some(rest) => rest.is_empty() || rest.starts_with('/') || folder.as_str().is_empty(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::{FileStat, ListedFolder};
    use crate::index::catalog::update::CatalogUpdate;
    use std::fs::File;

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

    fn between(listing: Listing, entries: Vec<FileEntry>, detection: ChangeDetection) -> Changes {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("catalog");
        let update = CatalogUpdate {
            base: None,
            removed: &[],
            entries,
        };
        update.write(File::create(&path).unwrap()).unwrap();
        let mut reader = CatalogReader::new(File::open(&path).unwrap()).unwrap();
        Changes::between(&listing, &mut reader, detection, &Together::default()).unwrap()
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
            parts_of_pages: 0,
        };
        let changes = between(listing, catalog, ChangeDetection::ByStat);
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
        let unread = changes.unread.files;
        assert_eq!((unread.unchanged, unread.kept), (2, 1));
    }

    #[test]
    fn detection_by_content_reads_every_file() {
        let listing = Listing {
            folders: vec![folder("", &[("same", 1)])],
            problems: Vec::new(),
            parts_of_pages: 0,
        };
        let changes = between(listing, vec![entry("same", 1)], ChangeDetection::ByContent);
        assert_eq!(read(&changes), [("same", true)]);
    }
}
