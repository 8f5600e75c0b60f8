//! Words close together in any order: a query that Tantivy does not have.
//!
//! Tantivy's phrases with slop keep the order of the words.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{
    BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

/// Finds documents in which all terms of one field are so close together that at most `slop` other
/// words are between them. Words in another order count as further apart: two neighbours in reverse
/// order are at distance 2. Without slop it is a phrase.
#[derive(Debug, Clone)]
pub(in crate::query) struct NearQuery {
    pub(in crate::query) terms: Vec<Term>,
    pub(in crate::query) slop: u32,
}

impl Query for NearQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for NearQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut postings = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let index = reader.inverted_index(term.field())?;
            match index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(found) => postings.push(found),
                None => return Ok(Box::new(EmptyScorer)),
            }
        }
        let mut found = BitSet::with_max_value(reader.max_doc());
        let mut positions = vec![Vec::new(); postings.len()];
        while let Some(doc) = align(&mut postings) {
            for (postings, positions) in postings.iter_mut().zip(&mut positions) {
                postings.positions(positions);
            }
            if least_distance(&positions).is_some_and(|distance| distance <= self.slop) {
                found.insert(doc);
            }
            postings[0].advance();
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.scorer(reader, 1.0)?.seek(doc) == doc {
            Ok(Explanation::new("words close together", 1.0))
        } else {
            Err(TantivyError::InvalidArgument(format!(
                "document {doc} does not match"
            )))
        }
    }
}

/// Moves all to the next document that they have in common, the current one included.
fn align(postings: &mut [SegmentPostings]) -> Option<DocId> {
    let mut doc = postings.first()?.doc();
    loop {
        let mut aligned = true;
        for list in postings.iter_mut() {
            if list.doc() < doc {
                list.seek(doc);
            }
            if list.doc() > doc {
                doc = list.doc();
                aligned = false;
            }
        }
        if doc == TERMINATED {
            return None;
        }
        if aligned {
            return Some(doc);
        }
    }
}

/// The smallest number of other words between one occurrence of each term, given the terms'
/// ascending positions; `None` if a term has none. One occurrence never counts for two terms.
fn least_distance(positions: &[Vec<u32>]) -> Option<u32> {
    // Each position is shifted by the term's place in the query. Neighbours in the right order then
    // have the same position, and the spread of the shifted positions is the number of other words.
    let shifted =
        |term: usize, at: usize| i64::from(positions[term][at]) - i64::try_from(term).unwrap_or(0);
    if positions.iter().any(Vec::is_empty) {
        return None;
    }
    let mut at = vec![0; positions.len()];
    let mut least: Option<i64> = None;
    loop {
        let values: Vec<i64> = (0..at.len()).map(|term| shifted(term, at[term])).collect();
        let (first, low) = values.iter().enumerate().min_by_key(|(_, value)| **value)?;
        let spread = values.iter().max()? - low;
        if all_differ(positions, &at) && least.is_none_or(|least| spread < least) {
            least = Some(spread);
        }
        at[first] += 1;
        if at[first] == positions[first].len() {
            return least.and_then(|spread| u32::try_from(spread).ok());
        }
    }
}

fn all_differ(positions: &[Vec<u32>], at: &[usize]) -> bool {
    let mut chosen: Vec<u32> = positions
        .iter()
        .zip(at)
        .map(|(positions, at)| positions[*at])
        .collect();
    chosen.sort_unstable();
    chosen.windows(2).all(|pair| pair[0] != pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_the_words_between_and_two_for_a_swap() {
        for (positions, expected) in [
            (vec![vec![3], vec![4]], Some(0)),
            (vec![vec![3], vec![6]], Some(2)),
            (vec![vec![4], vec![3]], Some(2)),
            (vec![vec![0, 50], vec![49, 60], vec![52]], Some(2)),
            (vec![vec![7], vec![7]], None),
            (vec![vec![7, 9], vec![7, 9]], Some(1)),
            (vec![vec![7], vec![]], None),
        ] {
            assert_eq!(least_distance(&positions), expected, "{positions:?}");
        }
    }
}
