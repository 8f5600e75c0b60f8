//! The documents that match, as a set for each segment, and their number.
//!
//! The usual query asks for any of some words in any of some fields. Tantivy counts such a union by
//! merging. Setting a bit for each posting takes a third of that time.

use crate::query::rank::document_set::DocumentSet;
use crate::query::request::deadline::Deadline;
use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Searcher, SegmentReader};

/// The number of living documents that match.
pub(super) fn count(
    searcher: &Searcher,
    query: &dyn Query,
    deadline: Deadline,
) -> tantivy::Result<u64> {
    let mut any = Vec::new();
    let is_union = alternatives(query, &mut any);
    if (!is_union || any.len() == 1) && !deadline.is_set() {
        return Ok(searcher.search(query, &Count)? as u64);
    }
    let mut count = 0;
    each_segment(searcher, query, deadline, |_, found| {
        count += found.count();
        Ok(())
    })?;
    Ok(count)
}

/// Calls `each` with every segment, in their order, and its living documents that match.
pub(in crate::query) fn each_segment(
    searcher: &Searcher,
    query: &dyn Query,
    deadline: Deadline,
    mut each: impl FnMut(&SegmentReader, &DocumentSet) -> tantivy::Result<()>,
) -> tantivy::Result<()> {
    let mut any = Vec::new();
    if !alternatives(query, &mut any) {
        any = vec![query];
    }
    for reader in searcher.segment_readers() {
        let mut found = DocumentSet::none(reader.max_doc());
        for query in &any {
            deadline.check()?;
            if let Some(query) = query.downcast_ref::<TermQuery>() {
                found.insert_term(query.term(), reader)?;
            } else {
                let unscored = EnableScoring::disabled_from_searcher(searcher);
                found.insert_matches(query.weight(unscored)?.as_ref(), reader, deadline)?;
            }
        }
        found.retain_alive(reader);
        each(reader, &found)?;
    }
    Ok(())
}

/// Those of some documents of a segment that match, ascending; `documents` ascend.
pub(super) fn matches_among(
    searcher: &Searcher,
    query: &dyn Query,
    reader: &SegmentReader,
    documents: &[DocId],
) -> tantivy::Result<Vec<DocId>> {
    let mut any = Vec::new();
    if !alternatives(query, &mut any) {
        any = vec![query];
    }
    let mut found = Vec::new();
    for query in any {
        let add = |doc| found.push(doc);
        if let Some(query) = query.downcast_ref::<TermQuery>() {
            let index = reader.inverted_index(query.term().field())?;
            let postings = index.read_postings(query.term(), IndexRecordOption::Basic)?;
            if let Some(postings) = postings {
                each_of(postings, documents, add);
            }
        } else {
            let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
            each_of(weight.scorer(reader, 1.0)?, documents, add);
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Calls `each` with those of some documents that are in a set, too.
fn each_of(mut set: impl DocSet, documents: &[DocId], mut each: impl FnMut(DocId)) {
    for doc in documents {
        if set.doc() < *doc {
            set.seek(*doc);
        }
        if set.doc() == *doc {
            each(*doc);
        }
    }
}

/// Collects the queries of which at least one must match; `false` if the query is of another kind.
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
