//! Which documents may be among the best, whatever their words.
//!
//! Optional words are left to `MaxScore`; all other conditions of the query are here.

use crate::query::plan::query_plan::QueryPlan;
use crate::query::rank::document_set::DocumentSet;
use tantivy::query::{AllQuery, BooleanQuery, EnableScoring, Occur, Query, Weight};
use tantivy::{Searcher, SegmentReader};

/// A query's conditions, without its optional words.
pub(in crate::query::rank) struct Filter {
    weight: Option<Box<dyn Weight>>,
    /// Whether an article that satisfies it matches without any of the words.
    pub(in crate::query::rank) matches_alone: bool,
}

impl Filter {
    pub(in crate::query::rank) fn new(
        plan: &QueryPlan,
        searcher: &Searcher,
    ) -> tantivy::Result<Self> {
        let conditions = &plan.conditions;
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let required = conditions.required.iter().chain(&plan.dates);
        clauses.extend(required.map(|query| (Occur::Must, query.box_clone())));
        if clauses.is_empty() && !conditions.excluded.is_empty() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        let excluded = conditions.excluded.iter();
        clauses.extend(excluded.map(|query| (Occur::MustNot, query.box_clone())));
        let mut weight = None;
        if !clauses.is_empty() {
            let unscored = EnableScoring::disabled_from_searcher(searcher);
            weight = Some(BooleanQuery::new(clauses).weight(unscored)?);
        }
        Ok(Self {
            weight,
            matches_alone: !conditions.needs_optional(),
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
        allowed.insert_matches(weight.as_ref(), reader)?;
        allowed.retain_alive(reader);
        Ok(Some(allowed))
    }
}
