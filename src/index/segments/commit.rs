//! Deleting, adding and merging the segments of a draft.
//!
//! The engine's writer gets no documents here. It deletes the articles of old files, registers the
//! segments that were made, and merges those that `merging` chooses.

use super::draft_directory::DraftDirectory;
use super::merging;
use super::segment_maker::ENGINE_MINIMUM;
use crate::analysis::CurrentArticle;
use crate::article::ArchivePath;
use crate::index::place::Place;
use crate::index::segments::in_file::ArticlesInFile;
use crate::schema::ArticleSchema;
use std::collections::HashMap;
use tantivy::index::SegmentId;
use tantivy::indexer::NoMergePolicy;
use tantivy::schema::Field;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, IndexWriter, SegmentMeta, TantivyDocument, Term};

/// Opens the segments of a draft, or starts an index where there are none.
pub(in crate::index) fn open_or_create(
    directory: DraftDirectory,
    schema: &ArticleSchema,
) -> tantivy::Result<Index> {
    Index::builder()
        .schema(schema.tantivy.clone())
        .tokenizers(schema.tokenizers(&CurrentArticle::default()))
        .settings(IndexSettings {
            docstore_compression: Compressor::Zstd(ZstdCompressor {
                compression_level: Some(2),
            }),
            // Our threads keep every core busy already.
            docstore_compress_dedicated_thread: false,
            // Twice the engine's default, so that an index is no larger than its text; measured in
            // docs/performance.md.
            docstore_blocksize: 32_768,
            ..IndexSettings::default()
        })
        .open_or_create(directory)
}

/// Merges each group, and removes the files that no segment needs any more.
pub(in crate::index) fn merge(
    mut writer: IndexWriter,
    groups: &[Vec<SegmentId>],
) -> tantivy::Result<()> {
    for group in groups {
        writer.merge(group).wait()?;
    }
    writer.garbage_collect_files().wait()?;
    writer.wait_merging_threads()
}

/// A commit of a draft.
pub(in crate::index) struct Commit<'a> {
    /// The draft's index.
    pub(in crate::index) index: &'a Index,
    /// The folder of its segments.
    pub(in crate::index) folder: &'a Place,
    /// The field with the paths of files.
    pub(in crate::index) path_field: Field,
    /// About the size of the largest segment that a merge makes, in bytes.
    pub(in crate::index) most_bytes: u64,
}

impl Commit<'_> {
    /// Deletes the articles of the `removed` files and those that are `gone`, and adds the segments.
    /// Returns the groups of
    /// segments to [`merge`].
    pub(in crate::index) fn run(
        &self,
        removed: impl ExactSizeIterator<Item = ArchivePath>,
        gone: impl ExactSizeIterator<Item = ArticlesInFile>,
        segments: impl ExactSizeIterator<Item = SegmentMeta>,
    ) -> tantivy::Result<(IndexWriter, Vec<Vec<SegmentId>>)> {
        // The engine's own indexing thread gets no documents, because ours write whole segments.
        // Its queue has room for 40,000 of them even so, so the smallest type of document is used.
        let mut writer: IndexWriter<TantivyDocument> =
            self.index.writer_with_num_threads(1, ENGINE_MINIMUM)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        // Without a segment nothing follows the queue of deletions, and the engine would carry out those
        // of before on segments that are added after them.
        let has_segments = !self.index.searchable_segment_metas()?.is_empty();
        if has_segments && (removed.len() > 0 || gone.len() > 0) {
            for path in removed {
                writer.delete_term(Term::from_field_text(self.path_field, path.as_str()));
            }
            for articles in gone {
                writer.delete_query(Box::new(articles))?;
            }
            // Committed before the new segments are added: the new articles of a changed file have
            // the path that is deleted here.
            writer.commit()?;
        }
        if segments.len() > 0 {
            for segment in segments {
                writer.add_segment(segment)?;
            }
            writer.commit()?;
        }
        let groups = self.merges()?;
        Ok((writer, groups))
    }

    /// The groups of segments to merge. This is a separate function so that the descriptions of
    /// segments are dropped at its end: the engine keeps the files of a segment while its
    /// description is in use.
    fn merges(&self) -> tantivy::Result<Vec<Vec<SegmentId>>> {
        let segments = self.index.searchable_segment_metas()?;
        let bytes = self.segment_sizes();
        let candidates: Vec<_> = segments
            .iter()
            .map(|meta| merging::Sized {
                meta,
                bytes: bytes.get(&meta.id().uuid_string()).copied().unwrap_or(0),
            })
            .collect();
        Ok(merging::plan(&candidates, self.most_bytes))
    }

    /// The bytes of each segment on disk, by its id, the first part of its files' names.
    fn segment_sizes(&self) -> HashMap<String, u64> {
        let mut sizes = HashMap::new();
        for entry in self.folder.list().unwrap_or_default() {
            if let Some((segment, _)) = entry.name.split_once('.') {
                *sizes.entry(segment.to_owned()).or_default() += entry.length;
            }
        }
        sizes
    }
}
