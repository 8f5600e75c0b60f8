//! A catalog in memory, whole.
//!
//! For catalogs that have to be searched or sorted: the new entries of a job, a damaged index,
//! tests. Refreshes use the reader instead.

use super::entry::FileEntry;
use super::error::CatalogError;
use super::reader::CatalogReader;
use std::fs::File;

/// The files of a generation, in the order of
/// [`ArchivePath::by_folder`](crate::article::ArchivePath::by_folder).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalog {
    entries: Vec<FileEntry>,
}

impl Catalog {
    /// A catalog of these entries, in any order; of two entries for one path the later one is kept.
    #[must_use]
    pub fn new(mut entries: Vec<FileEntry>) -> Self {
        entries.sort_by(|a, b| a.path.by_folder(&b.path));
        entries.dedup_by(|later, earlier| {
            later.path == earlier.path && {
                std::mem::swap(later, earlier);
                true
            }
        });
        Self { entries }
    }

    /// The entries in their order.
    #[must_use]
    pub fn entries(&self) -> &[FileEntry] {
        &self.entries
    }

    /// Takes the entries out, in their order.
    #[must_use]
    pub fn into_entries(self) -> Vec<FileEntry> {
        self.entries
    }

    /// Reads a catalog.
    ///
    /// # Errors
    /// If it cannot be read or is damaged.
    pub fn read(file: File) -> Result<Self, CatalogError> {
        let mut reader = CatalogReader::new(file)?;
        let mut entries: Vec<FileEntry> = Vec::new();
        reader.advance()?;
        while let Some(entry) = reader.entry() {
            entries.push(entry.clone());
            reader.advance()?;
        }
        Ok(Self { entries })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArchivePath, Problem, ProblemKind};
    use crate::discover::FileStat;
    use crate::index::catalog::writer::CatalogWriter;

    fn entry(path: &str) -> FileEntry {
        FileEntry {
            path: ArchivePath::from_stored(path),
            stat: FileStat {
                size: 5,
                mtime: -1,
                ctime: i64::MAX,
                inode: 7,
            },
            hash: [3; 16],
            articles: 1,
            problems: vec![Problem::record(2, ProblemKind::Malformed, "why")],
            since: vec![4],
            more_problems: 9,
            is_fresh: true,
        }
    }

    fn written(catalog: &Catalog) -> (tempfile::TempDir, std::path::PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("catalog");
        let mut writer = CatalogWriter::new(File::create(&path).unwrap()).unwrap();
        for entry in catalog.entries() {
            writer.push(entry).unwrap();
        }
        assert_eq!(
            writer.finish().unwrap().files,
            catalog.entries().len() as u64
        );
        (dir, path)
    }

    #[test]
    fn a_catalog_is_read_back_sorted_and_complete() {
        let catalog = Catalog::new(
            ["b/ü.txt", "a", "b/é.txt", "b", "b-c/a"]
                .map(entry)
                .to_vec(),
        );
        let (_dir, path) = written(&catalog);
        let read = Catalog::read(File::open(&path).unwrap()).unwrap();
        assert_eq!(read, catalog);
        let paths: Vec<_> = read.entries().iter().map(|e| e.path.as_str()).collect();
        assert_eq!(paths, ["a", "b", "b/é.txt", "b/ü.txt", "b-c/a"]);
    }

    #[test]
    fn any_changed_byte_and_any_cut_is_noticed() {
        let (_dir, path) = written(&Catalog::new(vec![entry("a"), entry("ab")]));
        let bytes = std::fs::read(&path).unwrap();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x41;
            std::fs::write(&path, &damaged).unwrap();
            assert!(
                Catalog::read(File::open(&path).unwrap()).is_err(),
                "byte {at} changed"
            );
            std::fs::write(&path, &bytes[..at]).unwrap();
            assert!(
                Catalog::read(File::open(&path).unwrap()).is_err(),
                "cut at {at}"
            );
        }
    }
}
