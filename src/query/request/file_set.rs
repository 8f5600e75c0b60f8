//! Some files of the archives that are searched.
//!
//! They are those in some folders, or those of a list, of which some records may be meant.

use crate::article::{ArchivePath, Article};
use crate::query::snapshot::Snapshot;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tantivy::index::SegmentId;

/// Some files of the archives that are searched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileSet {
    pub(in crate::query) parts: Vec<FilesOfArchive>,
}

/// Some files of one archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::query) struct FilesOfArchive {
    /// The place of the archive among those that are searched together.
    pub(in crate::query) archive: usize,
    /// The segments of the archive; `None` if it is the only one.
    pub(in crate::query) segments: Option<Vec<SegmentId>>,
    pub(in crate::query) files: Files,
}

/// Files as a caller names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Files {
    /// All files.
    All,
    /// Those in these folders and in the folders there.
    InFolders(Vec<ArchivePath>),
    /// These, or some of their records.
    Listed(Arc<[FileRecords]>),
}

impl Files {
    /// The records of these articles.
    #[must_use]
    pub fn of_articles(articles: impl IntoIterator<Item = Article>) -> Self {
        let mut records: BTreeMap<ArchivePath, BTreeSet<u32>> = BTreeMap::new();
        for article in articles {
            let of_file = records.entry(article.origin.path).or_default();
            of_file.insert(article.origin.ordinal);
        }
        let listed = records.into_iter().map(|(path, records)| FileRecords {
            path,
            records: Some(records),
        });
        Self::Listed(listed.collect())
    }
}

/// A file, or some of its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecords {
    /// The file.
    pub path: ArchivePath,
    /// The numbers of the records, counted from 1; `None` for all.
    pub records: Option<BTreeSet<u32>>,
}

impl FileRecords {
    /// Whether the record of this number is among them.
    pub(in crate::query) fn has(&self, record: u64) -> bool {
        let records = self.records.as_ref();
        records.is_none_or(|own| u32::try_from(record).is_ok_and(|record| own.contains(&record)))
    }
}

impl FileSet {
    /// Adds files of an archive, which is known by its place in the snapshot.
    pub fn add(&mut self, snapshot: &Snapshot, archive: usize, files: Files) {
        self.parts.push(FilesOfArchive {
            archive,
            segments: snapshot.segments_of(archive),
            files,
        });
    }
}
