//! The catalog of the next generation, made from the previous one while both are on disk.
//!
//! Both files are streams in the same order, so an update merges them. Only the new entries of a
//! job are in memory.

use super::entry::FileEntry;
use super::error::CatalogError;
use super::in_memory::Catalog;
use super::reader::CatalogReader;
use super::writer::{CatalogTotals, CatalogWriter};
use std::fs::File;

/// How the catalog of the next generation differs from the previous one.
pub(in crate::index) struct CatalogUpdate<'a> {
    /// The previous catalog; `None` to start from an empty one.
    pub(in crate::index) base: Option<CatalogReader>,
    /// Entries to leave out, in the order of catalogs.
    pub(in crate::index) removed: &'a [FileEntry],
    /// Entries to add, or to replace the entries with the same paths, in any order.
    pub(in crate::index) entries: Vec<FileEntry>,
}

impl CatalogUpdate<'_> {
    /// Writes the new catalog and waits until it is on disk.
    pub(in crate::index) fn write(self, file: File) -> Result<CatalogTotals, CatalogError> {
        let entries = Catalog::new(self.entries);
        let mut entries = entries.entries().iter().peekable();
        let mut removed = self.removed.iter().peekable();
        let mut writer = CatalogWriter::new(file)?;
        let mut base = self.base;
        if let Some(base) = &mut base {
            base.advance()?;
            while let Some(old) = base.entry() {
                while let Some(new) = entries.next_if(|new| new.path.by_folder(&old.path).is_lt()) {
                    writer.push(new)?;
                }
                let is_replaced = entries.peek().is_some_and(|new| new.path == old.path);
                let is_removed = removed.next_if(|gone| gone.path == old.path).is_some();
                if !is_replaced && !is_removed {
                    writer.push(old)?;
                }
                base.advance()?;
            }
        }
        for new in entries {
            writer.push(new)?;
        }
        Ok(writer.finish()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArchivePath;

    fn entry(path: &str) -> FileEntry {
        FileEntry {
            path: ArchivePath::from_stored(path),
            articles: 1,
            ..FileEntry::default()
        }
    }

    fn written(entries: Vec<FileEntry>) -> (tempfile::TempDir, std::path::PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("catalog");
        let update = CatalogUpdate {
            base: None,
            removed: &[],
            entries,
        };
        update.write(File::create(&path).unwrap()).unwrap();
        (dir, path)
    }

    #[test]
    fn an_update_adds_replaces_and_removes_entries_and_keeps_the_others() {
        let (dir, path) = written(["a", "b/b", "c", "d"].map(entry).to_vec());
        let replaced = FileEntry {
            articles: 7,
            ..entry("c")
        };
        let update = CatalogUpdate {
            base: Some(CatalogReader::new(File::open(&path).unwrap()).unwrap()),
            removed: &[entry("a"), entry("b/b")],
            entries: vec![entry("e"), entry("b/c"), replaced, entry("0")],
        };
        let new = dir.path().join("new");
        assert_eq!(update.write(File::create(&new).unwrap()).unwrap().files, 5);
        let read = Catalog::read(File::open(&new).unwrap()).unwrap();
        let shown: Vec<_> = read
            .entries()
            .iter()
            .map(|entry| (entry.path.as_str(), entry.articles))
            .collect();
        assert_eq!(shown, [("0", 1), ("c", 7), ("d", 1), ("e", 1), ("b/c", 1)]);
    }
}
