//! How many articles match.
//!
//! What is usual is any of some words, in any of some fields. The engine counts such a union by
//! merging; setting a bit for each posting takes a third of that.

use super::bits::Bits;
use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query, Weight};
use tantivy::{Searcher, SegmentReader};

/// The number of living documents that match.
pub(super) fn count(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<u64> {
    let mut any = Vec::new();
    if !alternatives(query, &mut any) || any.len() == 1 {
        return Ok(searcher.search(query, &Count)? as u64);
    }
    let weights = any
        .into_iter()
        .map(|query| query.weight(EnableScoring::disabled_from_searcher(searcher)))
        .collect::<tantivy::Result<Vec<_>>>()?;
    let mut count = 0;
    for reader in searcher.segment_readers() {
        count += count_union(&weights, reader)?;
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

fn count_union(weights: &[Box<dyn Weight>], reader: &SegmentReader) -> tantivy::Result<u64> {
    let mut seen = Bits::none(reader.max_doc());
    for weight in weights {
        seen.insert_matches(weight.as_ref(), reader)?;
    }
    seen.retain_alive(reader);
    Ok(seen.count())
}
