//! Words close together in any order: a query that Tantivy does not have.
//!
//! Tantivy's phrases with slop keep the order of the words.

use crate::query::request::deadline::Deadline;
use std::collections::HashMap;
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
    pub(in crate::query) deadline: Deadline,
}

impl Query for NearQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for NearQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let (terms, places) = distinct(&self.terms);
        let mut postings = Vec::with_capacity(terms.len());
        for term in terms {
            let index = reader.inverted_index(term.field())?;
            match index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(found) => postings.push(found),
                None => return Ok(Box::new(EmptyScorer)),
            }
        }
        let mut found = BitSet::with_max_value(reader.max_doc());
        let mut near = Near::new(places, self.slop);
        let mut positions = vec![Vec::new(); postings.len()];
        while let Some(doc) = align(&mut postings) {
            self.deadline.check()?;
            for (postings, positions) in postings.iter_mut().zip(&mut positions) {
                postings.positions(positions);
            }
            if near.is_in(&positions) {
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

/// The terms, each once, and the number of the term at each place of the query.
fn distinct(terms: &[Term]) -> (Vec<&Term>, Vec<usize>) {
    let mut numbers: HashMap<&Term, usize> = HashMap::new();
    let mut each = Vec::new();
    let number = |term| {
        *numbers.entry(term).or_insert_with(|| {
            each.push(term);
            each.len() - 1
        })
    };
    let places = terms.iter().map(number).collect();
    (each, places)
}

/// Looks for one occurrence of the term at each place of a query, such that at most `slop` other
/// words are between them. No occurrence counts for two places.
///
/// The occurrence of each place only moves forwards. It moves on while the last occurrence is too
/// far away, so it skips whatever cannot be part of a match. The work is at most the number of
/// occurrences times the number of places.
struct Near {
    slop: i64,
    /// The number of the term at each place.
    terms: Vec<usize>,
    /// The previous place of the same term.
    previous: Vec<Option<usize>>,
    /// The occurrence that is looked at for each place.
    at: Vec<usize>,
    /// The positions of these occurrences, ascending.
    chosen: Vec<u32>,
    /// How often all places were looked at.
    #[cfg(test)]
    rounds: usize,
}

impl Near {
    fn new(terms: Vec<usize>, slop: u32) -> Self {
        let previous = terms.iter().enumerate();
        let previous =
            previous.map(|(place, term)| terms[..place].iter().rposition(|own| own == term));
        Self {
            slop: slop.into(),
            previous: previous.collect(),
            at: vec![0; terms.len()],
            chosen: Vec::with_capacity(terms.len()),
            terms,
            #[cfg(test)]
            rounds: 0,
        }
    }

    /// Whether the terms with these ascending positions are close together.
    fn is_in(&mut self, positions: &[Vec<u32>]) -> bool {
        self.at.fill(0);
        loop {
            #[cfg(test)]
            {
                self.rounds += 1;
            }
            match self.step(positions) {
                None => return false,
                Some(false) => {}
                Some(true) if self.all_differ(positions) => return true,
                Some(true) => {
                    let places = 0..self.terms.len();
                    let first = places.min_by_key(|place| self.shifted(*place, positions));
                    let Some(first) = first else {
                        return false;
                    };
                    self.at[first] += 1;
                }
            }
        }
    }

    /// Moves each place on to the next occurrence that may be part of a match with the others.
    /// Whether none had to move; `None` if a place has no occurrence left.
    fn step(&mut self, positions: &[Vec<u32>]) -> Option<bool> {
        let mut last = i64::MIN;
        for place in 0..self.terms.len() {
            if self.at[place] >= positions[self.terms[place]].len() {
                return None;
            }
            last = last.max(self.shifted(place, positions));
        }
        let mut stayed = true;
        for place in 0..self.terms.len() {
            let own = &positions[self.terms[place]];
            let after = self.previous[place].map_or(0, |previous| self.at[previous] + 1);
            let from = self.at[place].max(after);
            let earliest = last - self.slop + as_i64(place);
            let next = from
                + own
                    .get(from..)?
                    .partition_point(|at| i64::from(*at) < earliest);
            stayed &= next == self.at[place];
            self.at[place] = next;
        }
        Some(stayed)
    }

    /// The position of a place's occurrence, less the place. Neighbours in the right order then
    /// have the same number, and the spread of the numbers is the number of other words.
    fn shifted(&self, place: usize, positions: &[Vec<u32>]) -> i64 {
        i64::from(positions[self.terms[place]][self.at[place]]) - as_i64(place)
    }

    /// Two terms may be at one position: a compound and its part.
    fn all_differ(&mut self, positions: &[Vec<u32>]) -> bool {
        self.chosen.clear();
        let chosen = self.terms.iter().zip(&self.at);
        self.chosen
            .extend(chosen.map(|(term, at)| positions[*term][*at]));
        self.chosen.sort_unstable();
        self.chosen.windows(2).all(|pair| pair[0] != pair[1])
    }
}

/// A place in a query.
fn as_i64(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The smallest slop with which the terms match, up to 99.
    fn least_slop(terms: &[usize], positions: &[Vec<u32>]) -> Option<u32> {
        (0..100).find(|slop| Near::new(terms.to_vec(), *slop).is_in(positions))
    }

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
            let terms: Vec<usize> = (0..positions.len()).collect();
            assert_eq!(least_slop(&terms, &positions), expected, "{positions:?}");
        }
    }

    #[test]
    fn an_occurrence_counts_once_however_often_its_term_is_asked_for() {
        assert_eq!(least_slop(&[0, 0], &[vec![7]]), None);
        assert_eq!(least_slop(&[0, 0, 0], &[vec![2, 3, 5]]), Some(1));
        // The second place skips an occurrence to be right before the third.
        assert_eq!(least_slop(&[0, 1, 0], &[vec![0, 5, 7], vec![6]]), Some(0));
    }

    #[test]
    fn the_work_grows_with_the_occurrences_and_not_with_their_square() {
        // Every other word is one of the term: never close enough for many places.
        let sparse: Vec<u32> = (0..100_000).map(|at| 2 * at).collect();
        for (terms, positions, most) in [
            // One term at each place.
            (vec![0; 64], vec![sparse.clone()], 5_000),
            // Terms in turn, in the reverse order of the query.
            (
                (0..24).rev().collect(),
                (0..24)
                    .map(|term| (0..10_000).map(|at| 48 * at + 2 * term).collect())
                    .collect(),
                25_000,
            ),
            // A rare term makes all others skip.
            (vec![0, 1], vec![sparse, vec![199_000]], 3),
        ] {
            let mut near = Near::new(terms, 5);
            assert_eq!(near.is_in(&positions), near.terms == [0, 1]);
            assert!(near.rounds <= most, "{} rounds", near.rounds);
        }
    }
}
