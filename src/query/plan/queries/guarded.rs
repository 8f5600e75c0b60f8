//! A query that is not begun after the deadline of its search.
//!
//! Some queries of the engine find all their documents when they begin, and a search may have
//! hundreds of them.

use crate::query::request::deadline::Deadline;
use std::sync::Arc;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, TermQuery, Weight};
use tantivy::{DocId, Score, SegmentReader};

/// The query, guarded if there is a deadline. Single terms are found at once and stay as they are.
pub(in crate::query::plan) fn guarded(query: Box<dyn Query>, deadline: Deadline) -> Box<dyn Query> {
    if !deadline.is_set() || query.is::<TermQuery>() {
        return query;
    }
    Box::new(Guarded {
        query: Arc::from(query),
        deadline,
    })
}

#[derive(Debug, Clone)]
struct Guarded {
    query: Arc<dyn Query>,
    deadline: Deadline,
}

struct GuardedWeight {
    weight: Box<dyn Weight>,
    deadline: Deadline,
}

impl Query for Guarded {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        self.deadline.check()?;
        Ok(Box::new(GuardedWeight {
            weight: self.query.weight(scoring)?,
            deadline: self.deadline,
        }))
    }
}

impl Weight for GuardedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        self.deadline.check()?;
        self.weight.scorer(reader, boost)
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.weight.explain(reader, doc)
    }
}
