//! The articles of files that are listed one by one.
//!
//! Only some records of a file may be meant, such as those that have a note. Here these become
//! documents: those of a file, and of them the records that are named.

use crate::query::request::file_set::FileRecords;
use crate::schema::{ArticleSchema, Places};
use std::sync::Arc;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

/// The name of the column with the number of each record.
const ORDINAL: &str = "ordinal";

/// Finds the records of listed files.
#[derive(Debug, Clone)]
pub(super) struct ListedRecords {
    files: Arc<[FileRecords]>,
    path: Field,
    places: Places,
}

impl ListedRecords {
    /// The query for these files and records.
    pub(super) fn new(files: Arc<[FileRecords]>, schema: &ArticleSchema) -> Self {
        Self {
            files,
            path: schema.fields.path,
            places: schema.places.clone(),
        }
    }
}

impl Query for ListedRecords {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for ListedRecords {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut found = BitSet::with_max_value(reader.max_doc());
        let index = reader.inverted_index(self.path)?;
        let ordinals = reader.fast_fields().column_opt::<u64>(ORDINAL)?;
        let places = self.places.of(reader.segment_id());
        for file in &*self.files {
            let term = Term::from_field_text(self.path, file.path.as_str());
            let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
                continue;
            };
            let mut doc = postings.doc();
            while doc != TERMINATED {
                let ordinal = ordinals.as_ref().and_then(|column| column.first(doc));
                if file.has(places.place(doc, ordinal.unwrap_or_default())) {
                    found.insert(doc);
                }
                doc = postings.advance();
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: u32) -> tantivy::Result<Explanation> {
        if self.scorer(reader, 1.0)?.seek(doc) == doc {
            Ok(Explanation::new("a listed file", 1.0))
        } else {
            Err(TantivyError::InvalidArgument(format!(
                "document {doc} is in no listed file"
            )))
        }
    }
}
