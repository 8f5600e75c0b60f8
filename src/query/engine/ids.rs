//! Rankings without the articles: who wants a thousand ids of each of many queries, as a run of
//! topics does, need not wait for a thousand articles to be read and searched for passages.

use crate::article::ArticleId;
use crate::query::engine::search::{Engine, SearchError};
use crate::query::plan::query_plan::QueryPlan;
use crate::query::rank::second_stage::rescore::Scored;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// A hit's article, by name only.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedId {
    /// The article's id; several articles may have it.
    pub id: ArticleId,
    /// The hit's score, as in [`crate::query::SearchHit`].
    pub score: f64,
}

impl Engine<'_> {
    /// The ids of the hits that [`Self::search`] would give, in the same order.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn ids(&self, plan: &QueryPlan) -> Result<Vec<RankedId>, SearchError> {
        Ok(self.named(&self.ranked(plan)?)?)
    }

    /// The ids of articles, from their column.
    fn named(&self, ranked: &[Scored]) -> tantivy::Result<Vec<RankedId>> {
        let mut columns = HashMap::new();
        let mut named = Vec::with_capacity(ranked.len());
        for Scored { address, score } in ranked {
            let column = match columns.entry(address.segment_ord) {
                Entry::Occupied(open) => open.into_mut(),
                Entry::Vacant(place) => {
                    let segment = self.searcher.segment_reader(address.segment_ord);
                    place.insert(segment.fast_fields().str("id")?)
                }
            };
            let mut id = String::new();
            if let Some(column) = column
                && let Some(ord) = column.term_ords(address.doc_id).next()
            {
                column.ord_to_str(ord, &mut id)?;
            }
            named.push(RankedId {
                id: ArticleId(id),
                score: *score,
            });
        }
        Ok(named)
    }
}
