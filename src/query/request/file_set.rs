//! Some files of the archives that are searched: those in some folders, or those of a list.

use crate::article::ArchivePath;
use crate::query::snapshot::Snapshot;
use tantivy::index::SegmentId;

/// Some files of the archives that are searched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileSet {
    pub(in crate::query) parts: Vec<FilesOfArchive>,
}

/// Some files of one archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::query) struct FilesOfArchive {
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
    /// These.
    Listed(Vec<ArchivePath>),
}

impl FileSet {
    /// Adds files of an archive, which is known by its place in the snapshot.
    pub fn add(&mut self, snapshot: &Snapshot, archive: usize, files: Files) {
        self.parts.push(FilesOfArchive {
            segments: snapshot.segments_of(archive),
            files,
        });
    }
}
