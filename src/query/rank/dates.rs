//! The dates of one segment's documents, as factors on their scores.

use super::columns::published;
use crate::query::request::recency::Recency;
use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

/// The dates of one segment's documents, with the preference for newer ones.
pub(super) struct SegmentDates {
    recency: Recency,
    published: Option<Column<i64>>,
}

impl SegmentDates {
    /// The dates of a segment.
    pub(super) fn open(recency: Recency, reader: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self {
            recency,
            published: published(reader)?,
        })
    }

    /// The factor on the score of a document: 1 for the newest, towards 0 for older ones.
    pub(super) fn factor(&self, doc: DocId) -> f64 {
        let published = self.published.as_ref().and_then(|column| column.first(doc));
        self.recency.factor(published)
    }
}
