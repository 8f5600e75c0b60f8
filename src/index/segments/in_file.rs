//! The query for some articles of one file, by the numbers that the index has stored.
//!
//! Only a commit uses it, to delete articles that are no longer in their file.

use crate::article::ArchivePath;
use std::sync::Arc;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

/// The name of the column with the number of each article.
pub(in crate::index) const ORDINAL: &str = "ordinal";

/// Some articles of a file.
#[derive(Debug, Clone)]
pub(in crate::index) struct ArticlesInFile {
    /// The field of paths.
    pub(in crate::index) path_field: Field,
    /// The file.
    pub(in crate::index) path: ArchivePath,
    /// The numbers of the articles, ascending.
    pub(in crate::index) serials: Arc<[u32]>,
}

impl Query for ArticlesInFile {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for ArticlesInFile {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut found = BitSet::with_max_value(reader.max_doc());
        let stored = reader.fast_fields().column_opt::<u64>(ORDINAL)?;
        each_of_file(reader, self.path_field, &self.path, |doc| {
            let serial = stored.as_ref().and_then(|column| column.first(doc));
            let serial = serial.and_then(|serial| u32::try_from(serial).ok());
            if serial.is_some_and(|serial| self.serials.binary_search(&serial).is_ok()) {
                found.insert(doc);
            }
        })?;
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: u32) -> tantivy::Result<Explanation> {
        if self.scorer(reader, 1.0)?.seek(doc) == doc {
            Ok(Explanation::new("an article of a file", 1.0))
        } else {
            Err(TantivyError::InvalidArgument(format!(
                "document {doc} is no such article"
            )))
        }
    }
}

/// Calls `each` with the documents of a file in a segment, ascending; deleted ones are among them.
pub(in crate::index) fn each_of_file(
    reader: &SegmentReader,
    path_field: Field,
    path: &ArchivePath,
    mut each: impl FnMut(u32),
) -> tantivy::Result<()> {
    let index = reader.inverted_index(path_field)?;
    let term = Term::from_field_text(path_field, path.as_str());
    let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
        return Ok(());
    };
    let mut doc = postings.doc();
    while doc != TERMINATED {
        each(doc);
        doc = postings.advance();
    }
    Ok(())
}
