//! Rankings without the articles: the ids and scores of hits.
//!
//! A run of topics asks for a thousand ids for each of many queries. Reading a thousand articles
//! and searching them for passages would take most of the time.

use super::search::{Engine, SearchError};
use crate::article::ArticleId;
use crate::query::plan::QueryPlan;
use crate::query::rank::columns::text;
use crate::query::rank::scored::Scored;
use crate::query::request::deadline::Deadline;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The id and the score of a hit.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedId {
    /// The article's id; several articles may have it.
    pub id: ArticleId,
    /// The hit's score, as in [`SearchHit`](crate::query::SearchHit).
    pub score: f64,
}

impl Engine<'_> {
    /// The ids of the articles that match, in the order of [`Self::search`]. Copies are not folded.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn ids(&self, plan: &QueryPlan) -> Result<Vec<RankedId>, SearchError> {
        if let Some(far) = &self.elsewhere {
            return self.on_few(far, plan, false, |engine, plan, _| engine.ids(plan));
        }
        Ok(self.ids_of(&self.ranked(plan)?, plan.deadline)?)
    }

    /// The ids of articles, from their column.
    fn ids_of(&self, ranked: &[Scored], deadline: Deadline) -> tantivy::Result<Vec<RankedId>> {
        let mut columns = HashMap::new();
        let mut ids = Vec::with_capacity(ranked.len());
        for Scored { address, score } in ranked {
            deadline.check()?;
            let column = match columns.entry(address.segment_ord) {
                Entry::Occupied(open) => open.into_mut(),
                Entry::Vacant(place) => {
                    let searcher = self.snapshot.searcher;
                    let segment = searcher.segment_reader(address.segment_ord);
                    place.insert(segment.fast_fields().str("id")?)
                }
            };
            ids.push(RankedId {
                id: ArticleId(text(column.as_ref(), address.doc_id)?),
                score: *score,
            });
        }
        Ok(ids)
    }
}
