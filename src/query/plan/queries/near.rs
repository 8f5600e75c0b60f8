//! Words close together in any order: a query that Tantivy does not have.
//!
//! Tantivy's phrases with slop keep the order of the words.

use crate::query::request::deadline::Deadline;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::io;
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
        let mut near = Near::new(places, self.slop, self.deadline);
        let mut positions = vec![Vec::new(); postings.len()];
        while let Some(doc) = align(&mut postings) {
            self.deadline.check()?;
            for (postings, positions) in postings.iter_mut().zip(&mut positions) {
                postings.positions(positions);
            }
            if near.is_in(&positions)? {
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
/// The occurrence of each place only moves forwards. It is always the first one that moves, and it
/// skips whatever is too far from the last. The work is at most the number of occurrences times the
/// logarithm of the number of places, where each term has one place.
struct Near {
    slop: i64,
    deadline: Deadline,
    /// The number of the term at each place.
    terms: Vec<usize>,
    /// The next place of the same term.
    next: Vec<Option<usize>>,
    /// The occurrence that is looked at for each place.
    at: Vec<usize>,
    /// The shifted position of each place, the first on top. Those from which a place has moved on
    /// are dropped when they come up.
    first: BinaryHeap<Reverse<(i64, usize)>>,
    /// The positions of these occurrences, ascending.
    chosen: Vec<u32>,
    /// How often a place moved.
    moves: usize,
}

/// How many moves there are between two looks at the clock.
const MOVES_PER_CHECK: usize = 4096;

impl Near {
    fn new(terms: Vec<usize>, slop: u32, deadline: Deadline) -> Self {
        let next = terms.iter().enumerate();
        let next = next.map(|(place, term)| {
            let later = terms[place + 1..].iter().position(|own| own == term);
            later.map(|later| place + 1 + later)
        });
        Self {
            slop: slop.into(),
            deadline,
            next: next.collect(),
            at: vec![0; terms.len()],
            first: BinaryHeap::with_capacity(terms.len()),
            chosen: Vec::with_capacity(terms.len()),
            terms,
            moves: 0,
        }
    }

    /// Whether the terms with these ascending positions are close together.
    fn is_in(&mut self, positions: &[Vec<u32>]) -> io::Result<bool> {
        self.at.fill(0);
        self.first.clear();
        let mut last = i64::MIN;
        for place in 0..self.terms.len() {
            if !self.move_to(place, self.at[place], positions, &mut last)? {
                return Ok(false);
            }
        }
        while let Some(Reverse((shifted, place))) = self.first.pop() {
            if shifted != self.shifted(place, positions) {
                continue;
            }
            let to = if last - shifted > self.slop {
                let earliest = last - self.slop + as_i64(place);
                let own = &positions[self.terms[place]];
                first_not_before(own, self.at[place] + 1, earliest)
            } else if self.all_differ(positions) {
                return Ok(true);
            } else {
                self.at[place] + 1
            };
            if !self.move_to(place, to, positions, &mut last)? {
                return Ok(false);
            }
        }
        Ok(false)
    }

    /// Moves a place to an occurrence, and the later places of the same term past it. Whether there
    /// are as many occurrences.
    fn move_to(
        &mut self,
        place: usize,
        to: usize,
        positions: &[Vec<u32>],
        last: &mut i64,
    ) -> io::Result<bool> {
        let (mut place, mut to) = (place, to);
        loop {
            self.moves += 1;
            if self.moves.is_multiple_of(MOVES_PER_CHECK) {
                self.deadline.check()?;
            }
            if to >= positions[self.terms[place]].len() {
                return Ok(false);
            }
            self.at[place] = to;
            let shifted = self.shifted(place, positions);
            *last = (*last).max(shifted);
            self.first.push(Reverse((shifted, place)));
            match self.next[place] {
                Some(next) if self.at[next] <= to => (place, to) = (next, to + 1),
                _ => return Ok(true),
            }
        }
    }

    /// The position of a place's occurrence, less the place. Neighbours in the right order then
    /// have the same number, and the spread of the numbers is the number of other words.
    fn shifted(&self, place: usize, positions: &[Vec<u32>]) -> i64 {
        i64::from(positions[self.terms[place]][self.at[place]]) - as_i64(place)
    }

    /// Two terms may be at one position: a compound and its part. Then the first place moves on, though
    /// another one might have had a later occurrence.
    fn all_differ(&mut self, positions: &[Vec<u32>]) -> bool {
        self.chosen.clear();
        let chosen = self.terms.iter().zip(&self.at);
        self.chosen
            .extend(chosen.map(|(term, at)| positions[*term][*at]));
        self.chosen.sort_unstable();
        self.chosen.windows(2).all(|pair| pair[0] != pair[1])
    }
}

/// The number of the first position, from this one on, that is not before `earliest`. Most are
/// near, so the steps double.
fn first_not_before(positions: &[u32], from: usize, earliest: i64) -> usize {
    let before = |at: &u32| i64::from(*at) < earliest;
    let (mut low, mut step) = (from, 1);
    while positions.get(low + step - 1).is_some_and(before) {
        low += step;
        step *= 2;
    }
    let rest = positions.get(low..positions.len().min(low + step));
    low + rest.map_or(0, |rest| rest.partition_point(before))
}

/// A place in a query.
fn as_i64(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::{btree_set, vec};
    use std::collections::HashSet;

    /// The smallest slop with which the terms match, up to 99.
    fn least_slop(terms: &[usize], positions: &[Vec<u32>]) -> Option<u32> {
        (0..100).find(|slop| {
            Near::new(terms.to_vec(), *slop, Deadline::default())
                .is_in(positions)
                .unwrap()
        })
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

    /// The same, by trying every choice of positions.
    fn by_trying(terms: &[usize], positions: &[Vec<u32>], slop: i64, chosen: &[u32]) -> bool {
        let shifted = chosen.iter().enumerate();
        let shifted: Vec<_> = shifted.map(|(i, at)| i64::from(*at) - as_i64(i)).collect();
        let spread = shifted.iter().max().zip(shifted.iter().min());
        if spread.is_some_and(|(last, first)| last - first > slop) {
            return false;
        }
        let Some(term) = terms.get(chosen.len()) else {
            return true;
        };
        let mut others = positions[*term].iter().filter(|at| !chosen.contains(at));
        others.any(|at| by_trying(terms, positions, slop, &[chosen, &[*at]].concat()))
    }

    proptest::proptest! {
        #[test]
        fn it_finds_what_trying_every_choice_finds(
            terms in vec(0_usize..3, 1..5),
            positions in vec(btree_set(0_u32..30, 0..6), 3),
            slop in 0_u32..12,
        ) {
            let positions: Vec<Vec<u32>> =
                positions.into_iter().map(|of_term| of_term.into_iter().collect()).collect();
            // Two terms at one position are left out: only the nearest choice is tried for them.
            let mut taken = HashSet::new();
            let positions: Vec<Vec<u32>> = positions
                .into_iter()
                .map(|own| own.into_iter().filter(|at| taken.insert(*at)).collect())
                .collect();
            let found = Near::new(terms.clone(), slop, Deadline::default()).is_in(&positions);
            let expected = by_trying(&terms, &positions, slop.into(), &[]);
            proptest::prop_assert_eq!(found.unwrap(), expected);
        }
    }

    #[test]
    fn the_work_grows_with_the_occurrences_and_not_with_their_square() {
        // Every other word is one of the term: never close enough for many places.
        let sparse: Vec<u32> = (0..100_000).map(|at| 2 * at).collect();
        for (terms, positions, most) in [
            // One term at each place.
            (vec![0; 64], vec![sparse.clone()], 250_000),
            // Terms in turn, in the reverse order of the query.
            (
                (0..24).rev().collect(),
                (0..24)
                    .map(|term| (0..10_000).map(|at| 48 * at + 2 * term).collect())
                    .collect(),
                500_000,
            ),
            // A rare term makes all others skip.
            (vec![0, 1], vec![sparse, vec![199_000]], 5),
        ] {
            let mut near = Near::new(terms, 5, Deadline::default());
            assert_eq!(near.is_in(&positions).unwrap(), near.terms == [0, 1]);
            assert!(near.moves <= most, "{} moves", near.moves);
        }
    }
}
