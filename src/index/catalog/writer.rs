//! Writes a catalog entry by entry.
//!
//! It only appends, keeps one previous entry in memory, and adds up what the manifest says about
//! files. Callers keep the order.

use super::encoding::{MAGIC, Record};
use super::entry::FileEntry;
use crate::article::ArchivePath;
use crate::discover::FileStat;
use crate::index::hashed::{HashedFile, finish, hashed_file};
use std::fs::File;
use std::io::{self, Write};

/// A catalog that is being written.
pub(in crate::index) struct CatalogWriter {
    out: HashedFile,
    bytes: Vec<u8>,
    previous: (ArchivePath, FileStat),
    totals: CatalogTotals,
}

/// The sums over all entries of a catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::index) struct CatalogTotals {
    /// Files.
    pub(in crate::index) files: u64,
    /// Files with at least one article.
    pub(in crate::index) article_files: u64,
    /// The bytes of these.
    pub(in crate::index) source_bytes: u64,
}

impl CatalogWriter {
    pub(in crate::index) fn new(file: File) -> io::Result<Self> {
        let mut out = hashed_file(file);
        out.write_all(MAGIC)?;
        Ok(Self {
            out,
            bytes: Vec::new(),
            previous: Default::default(),
            totals: CatalogTotals::default(),
        })
    }

    /// Adds an entry. It comes after all earlier ones in the order of catalogs.
    pub(in crate::index) fn push(&mut self, entry: &FileEntry) -> io::Result<()> {
        let (path, stat) = &mut self.previous;
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        bytes = postcard::to_extend(&Record::new(entry, path.as_str(), *stat), bytes)
            .map_err(io::Error::other)?;
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        self.out.write_all(&length.to_le_bytes())?;
        self.out.write_all(&bytes)?;
        self.bytes = bytes;
        path.clone_from(&entry.path);
        *stat = entry.stat;
        self.totals.files += 1;
        if entry.articles > 0 {
            self.totals.article_files += 1;
            self.totals.source_bytes += entry.stat.size;
        }
        Ok(())
    }

    /// Writes the end and waits until the catalog is on disk.
    pub(in crate::index) fn finish(mut self) -> io::Result<CatalogTotals> {
        self.out.write_all(&[0; 4])?;
        finish(self.out)?;
        Ok(self.totals)
    }
}
