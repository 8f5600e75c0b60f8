//! A query that is not begun after the deadline of its search.
//!
//! Some queries of the engine find all their documents when they begin, and a search may have
//! hundreds of them.

use crate::query::request::deadline::Deadline;
use std::sync::Arc;
use tantivy::query::{BooleanQuery, EnableScoring, Explanation, Query, Scorer, TermQuery, Weight};
use tantivy::{DocId, Score, SegmentReader};

/// The query, guarded if there is a deadline. Terms are found at once, so those that are looked for
/// together stay as they are.
pub(in crate::query::plan) fn guarded(query: Box<dyn Query>, deadline: Deadline) -> Box<dyn Query> {
    if !deadline.is_set() || is_of_terms(query.as_ref()) {
        return query;
    }
    Box::new(Guarded {
        query: Arc::from(query),
        deadline,
    })
}

/// Whether a query is a term, or several that are joined.
fn is_of_terms(query: &dyn Query) -> bool {
    match query.downcast_ref::<BooleanQuery>() {
        Some(joined) => (joined.clauses().iter()).all(|(_, query)| is_of_terms(query.as_ref())),
        None => query.is::<TermQuery>(),
    }
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
