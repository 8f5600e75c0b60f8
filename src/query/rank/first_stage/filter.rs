//! Which documents may be among the best, whatever their words.
//!
//! Optional words are left to `MaxScore`; all other conditions of the query are here.

use crate::query::plan::queries::joined;
use crate::query::plan::query_plan::QueryPlan;
use crate::query::rank::document_set::DocumentSet;
use crate::query::request::deadline::Deadline;
use tantivy::query::{EnableScoring, Weight};
use tantivy::{Searcher, SegmentReader};

/// A query's conditions, without its optional words.
pub(in crate::query::rank) struct Filter {
    weight: Option<Box<dyn Weight>>,
    deadline: Deadline,
    /// Whether an article that satisfies it matches without any of the words.
    pub(in crate::query::rank) matches_alone: bool,
}

impl Filter {
    pub(in crate::query::rank) fn new(
        plan: &QueryPlan,
        searcher: &Searcher,
    ) -> tantivy::Result<Self> {
        let clauses = plan.conditions.without_optional(plan.dates.as_deref());
        let weight = if clauses.is_empty() {
            None
        } else {
            let unscored = EnableScoring::disabled_from_searcher(searcher);
            Some(joined(clauses).weight(unscored)?)
        };
        Ok(Self {
            weight,
            deadline: plan.deadline,
            matches_alone: !plan.conditions.needs_optional(),
        })
    }

    /// The living documents of a segment that satisfy the conditions; `None` for all living ones.
    pub(in crate::query::rank) fn allowed(
        &self,
        reader: &SegmentReader,
    ) -> tantivy::Result<Option<DocumentSet>> {
        let Some(weight) = &self.weight else {
            return Ok(None);
        };
        let mut allowed = DocumentSet::none(reader.max_doc());
        allowed.insert_matches(weight.as_ref(), reader, self.deadline)?;
        allowed.retain_alive(reader);
        Ok(Some(allowed))
    }
}
