//! The catalog of the next generation, made from that of the one before while both are on disk.

use crate::index::catalog::reader::{CatalogTotals, CatalogWriter};
use crate::index::{Catalog, CatalogError, CatalogReader, FileEntry};
use std::path::Path;

/// The catalog of the next generation: that of the one it is made from, save what is removed or replaced.
pub(in crate::index) struct Renewal<'a> {
    /// The catalog to start from; nothing is in it if there is none.
    pub(in crate::index) base: Option<CatalogReader>,
    /// Entries that go, in their order.
    pub(in crate::index) removed: &'a [FileEntry],
    /// Entries that come or replace those of their paths, in any order.
    pub(in crate::index) entries: Vec<FileEntry>,
}

impl Renewal<'_> {
    /// Writes it and waits until it is on disk.
    pub(in crate::index) fn write(self, path: &Path) -> Result<CatalogTotals, CatalogError> {
        let entries = Catalog::new(self.entries);
        let mut entries = entries.entries().iter().peekable();
        let mut removed = self.removed.iter().peekable();
        let mut writer = CatalogWriter::create(path)?;
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
        let renewal = Renewal {
            base: None,
            removed: &[],
            entries,
        };
        renewal.write(&path).unwrap();
        (dir, path)
    }

    #[test]
    fn a_renewed_catalog_is_what_was_with_what_is_new_and_without_what_is_gone() {
        let (dir, path) = written(["a", "b/b", "c", "d"].map(entry).to_vec());
        let replaced = FileEntry {
            articles: 7,
            ..entry("c")
        };
        let renewal = Renewal {
            base: Some(CatalogReader::open(&path).unwrap()),
            removed: &[entry("a"), entry("b/b")],
            entries: vec![entry("e"), entry("b/c"), replaced, entry("0")],
        };
        let new = dir.path().join("new");
        assert_eq!(renewal.write(&new).unwrap().files, 5);
        let read = Catalog::read(&new).unwrap();
        let shown: Vec<_> = read
            .entries()
            .iter()
            .map(|entry| (entry.path.as_str(), entry.articles))
            .collect();
        assert_eq!(shown, [("0", 1), ("c", 7), ("d", 1), ("e", 1), ("b/c", 1)]);
    }
}
