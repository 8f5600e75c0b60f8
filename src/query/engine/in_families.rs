//! A query for the articles that have copies or versions.

use crate::copies::Families;
use std::fmt;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TantivyError};

/// Finds articles of families; nothing if these are not known.
#[derive(Clone)]
pub(super) struct InFamilies(pub(super) Option<Families>);

impl fmt::Debug for InFamilies {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("InFamilies")
    }
}

impl Query for InFamilies {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for InFamilies {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut found = BitSet::with_max_value(reader.max_doc());
        let documents = self.0.iter();
        for doc in documents.flat_map(|families| families.in_segment(reader.segment_id())) {
            found.insert(doc);
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.scorer(reader, 1.0)?.seek(doc) == doc {
            Ok(Explanation::new("it has copies", 1.0))
        } else {
            Err(TantivyError::InvalidArgument(format!(
                "document {doc} has no copies"
            )))
        }
    }
}
