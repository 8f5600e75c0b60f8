//! How many articles match.
//!
//! What is usual is any of some words, in any of some fields. The engine counts such a union by
//! merging; setting a bit for each posting takes a third of that.

use crate::query::rank::document_set::Bits;
use tantivy::Searcher;
use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query, TermQuery};

/// The number of living documents that match.
pub(in crate::query) fn count(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<u64> {
    let mut any = Vec::new();
    if !alternatives(query, &mut any) || any.len() == 1 {
        return Ok(searcher.search(query, &Count)? as u64);
    }
    let mut count = 0;
    for reader in searcher.segment_readers() {
        let mut seen = Bits::none(reader.max_doc());
        for query in &any {
            if let Some(query) = query.downcast_ref::<TermQuery>() {
                seen.insert_term(query.term(), reader)?;
            } else {
                let unscored = EnableScoring::disabled_from_searcher(searcher);
                seen.insert_matches(query.weight(unscored)?.as_ref(), reader)?;
            }
        }
        seen.retain_alive(reader);
        count += seen.count();
    }
    Ok(count)
}

/// Collects the queries of which one has to match; `false` if it is not as simple as that.
fn alternatives<'q>(query: &'q dyn Query, any: &mut Vec<&'q dyn Query>) -> bool {
    let Some(boolean) = query.downcast_ref::<BooleanQuery>() else {
        any.push(query);
        return true;
    };
    boolean
        .clauses()
        .iter()
        .all(|(occur, query)| *occur == Occur::Should && alternatives(query.as_ref(), any))
}
