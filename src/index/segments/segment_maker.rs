//! Writes articles to segments, without the engine's own threads and queues.
//!
//! Each thread writes whole segments, so there is no queue of documents that could grow, and
//! reading, parsing and indexing of a file stay on one core.

use crate::article::Article;
use crate::schema::{ArticleDocument, ArticleSchema};
use tantivy::indexer::{AddOperation, SegmentWriter};
use tantivy::{Index, Segment, SegmentMeta};

/// The least working memory that the engine accepts for one thread, in bytes.
pub(in crate::index) const ENGINE_MINIMUM: usize = 15_000_000;

/// The memory for a segment that the engine gets as its limit, in bytes. The engine only chooses
/// the size of the first table of terms by it. A large limit makes a table of half a million
/// places, most of them empty, which fills the processor's caches. A small table grows with the
/// terms.
const FIRST_TABLE: usize = 500_000;

/// Writes articles to new segments of a draft. One for each thread.
pub struct SegmentMaker {
    index: Index,
    schema: ArticleSchema,
    memory: usize,
    open: Option<(Segment, SegmentWriter)>,
    made: Vec<SegmentMeta>,
}

impl SegmentMaker {
    /// A writer for this index with about `memory` bytes of working memory.
    pub(in crate::index) fn new(index: Index, schema: ArticleSchema, memory: usize) -> Self {
        Self {
            index,
            schema,
            memory,
            open: None,
            made: Vec::new(),
        }
    }

    /// Adds an article.
    ///
    /// # Errors
    /// If the engine refuses, or the disk is full.
    pub fn add(&mut self, article: Article) -> tantivy::Result<()> {
        let (_, writer) = match &mut self.open {
            Some(open) => open,
            none => {
                let segment = self.index.new_segment();
                let memory = self.memory.min(FIRST_TABLE);
                let writer = SegmentWriter::for_segment(memory, segment.clone())?;
                none.insert((segment, writer))
            }
        };
        writer.add_document(AddOperation {
            opstamp: 0,
            document: ArticleDocument::new(article, &self.schema),
        })?;
        if writer.mem_usage() >= self.memory {
            self.close_segment()?;
        }
        Ok(())
    }

    fn close_segment(&mut self) -> tantivy::Result<()> {
        if let Some((segment, writer)) = self.open.take() {
            let articles = writer.max_doc();
            writer.finalize()?;
            let meta = segment.with_max_doc(articles).meta().clone();
            meta.untrack_temp_docstore();
            self.made.push(meta);
        }
        Ok(())
    }

    /// Finishes the last segment and returns all segments.
    ///
    /// # Errors
    /// If the engine refuses, or the disk is full.
    pub fn finish(&mut self) -> tantivy::Result<Vec<SegmentMeta>> {
        self.close_segment()?;
        Ok(std::mem::take(&mut self.made))
    }
}
