//! A query that is excluded from another one.
//!
//! The engine asks what is excluded by `seek_danger`, which phrases cannot answer after their last
//! document (0.27). Here they are asked by `seek`.

use std::sync::Arc;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, TermQuery, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader};

/// The query, to be excluded. Single terms stay as they are.
pub(super) fn excluded(query: Box<dyn Query>) -> Box<dyn Query> {
    if query.is::<TermQuery>() {
        return query;
    }
    Box::new(Excluded(Arc::from(query)))
}

#[derive(Debug, Clone)]
struct Excluded(Arc<dyn Query>);

struct ExcludedWeight(Box<dyn Weight>);

/// It has no `seek_danger` of its own, so that the default is used.
struct ExcludedScorer(Box<dyn Scorer>);

impl Query for Excluded {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ExcludedWeight(self.0.weight(scoring)?)))
    }
}

impl Weight for ExcludedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ExcludedScorer(self.0.scorer(reader, boost)?)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.0.explain(reader, doc)
    }
}

impl DocSet for ExcludedScorer {
    fn advance(&mut self) -> DocId {
        self.0.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.0.seek(target)
    }

    fn doc(&self) -> DocId {
        self.0.doc()
    }

    fn size_hint(&self) -> u32 {
        self.0.size_hint()
    }

    fn cost(&self) -> u64 {
        self.0.cost()
    }
}

impl Scorer for ExcludedScorer {
    fn score(&mut self) -> Score {
        self.0.score()
    }
}
