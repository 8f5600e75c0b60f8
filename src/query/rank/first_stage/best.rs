//! The best articles by words, over all segments.
//!
//! First come sums in single precision ([`crate::query::rank::first_stage::max_score`]), each held against the best so far, of
//! whatever segment; then the exact scores of those that are among the best within what rounding
//! may have changed. Nothing that belongs among the best is passed over.

use crate::query::rank::first_stage::filter::Filter;
use crate::query::rank::first_stage::max_score::SegmentWords;
use crate::query::rank::second_stage::rescore::{Rescorer, Scored, sort};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What a single-precision sum may lack against the exact one, or have more.
const ROUNDING: f64 = 1.0001;

/// So many candidates are kept at least before those are dropped that no longer are any.
const LEAST_KEPT: usize = 1024;

/// Of up to so many candidates for each one that it is looked at what stands near what in, this is
/// done at once with the scoring: opening postings twice takes longer.
const CONTEXTS_AT_ONCE: usize = 3;

/// Articles by their words.
pub(in crate::query) struct ByWords {
    /// Best first.
    pub(in crate::query) scored: Vec<Scored>,
    /// The scores with context of all of them, in the order of addresses; or none.
    pub(in crate::query) contexts: Vec<Scored>,
}

/// The `wanted` articles with the best scores by words, best first, and behind them all that equal
/// the last; that one has at least a score of `floor`. Articles that match without any of the
/// words score nothing, and belong behind the rest. It will be asked for the context of the first
/// `window`.
pub(in crate::query) fn best_by_words(
    rescorer: &Rescorer,
    filter: &Filter,
    wanted: usize,
    floor: f64,
    window: usize,
) -> tantivy::Result<ByWords> {
    let mut best = Best::new(wanted, floor);
    for (ord, reader) in (0..).zip(rescorer.searcher.segment_readers()) {
        let allowed = filter.allowed(reader)?;
        let words = SegmentWords::open(rescorer, ord)?;
        words.offer_all(allowed.as_ref(), filter.matches_alone, &mut best);
    }
    let mut scored = best.into_candidates();
    let mut contexts = Vec::new();
    // Where words are not plain, these were scored exactly on the way.
    if rescorer.is_plain() {
        if scored.len() <= CONTEXTS_AT_ONCE * window {
            contexts = rescorer.score_with_context(&mut scored)?;
        } else {
            rescorer.score_by_words(&mut scored)?;
        }
    }
    sort(&mut scored);
    if let Some(least) = wanted
        .checked_sub(1)
        .and_then(|nth| scored.get(nth))
        .copied()
    {
        scored.retain(|own| own.score >= least.score);
    }
    Ok(ByWords { scored, contexts })
}

/// The best so far.
pub(in crate::query) struct Best {
    wanted: usize,
    threshold: f64,
    /// The `wanted` highest scores, as bits: those of numbers that are not negative compare alike.
    highest: BinaryHeap<Reverse<u64>>,
    /// All that were among the best when they came, but for some that no longer are.
    candidates: Vec<Scored>,
    /// At so many candidates, it is time to drop some.
    most_kept: usize,
}

impl Best {
    fn new(wanted: usize, floor: f64) -> Self {
        Self {
            wanted,
            threshold: floor / ROUNDING,
            highest: BinaryHeap::new(),
            candidates: Vec::new(),
            most_kept: LEAST_KEPT,
        }
    }

    /// Documents that score less cannot be among the best.
    pub(in crate::query) fn threshold(&self) -> f64 {
        self.threshold
    }

    pub(in crate::query) fn offer(&mut self, scored: Scored) {
        if scored.score < self.threshold {
            return;
        }
        self.highest.push(Reverse(scored.score.to_bits()));
        if self.highest.len() > self.wanted {
            self.highest.pop();
        }
        if let Some(Reverse(last)) = self.highest.peek()
            && self.highest.len() == self.wanted
        {
            self.threshold = self.threshold.max(f64::from_bits(*last) / ROUNDING);
        }
        self.candidates.push(scored);
        if self.candidates.len() >= self.most_kept {
            self.drop_some();
            self.most_kept = LEAST_KEPT.max(2 * self.candidates.len());
        }
    }

    fn drop_some(&mut self) {
        let threshold = self.threshold;
        self.candidates.retain(|own| own.score >= threshold);
    }

    fn into_candidates(mut self) -> Vec<Scored> {
        self.drop_some();
        self.candidates
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::DocAddress;

    fn best_of(scores: &[f64], wanted: usize, floor: f64) -> Vec<f64> {
        let mut best = Best::new(wanted, floor);
        for (doc, score) in (0..).zip(scores) {
            best.offer(Scored {
                score: *score,
                address: DocAddress::new(0, doc),
            });
        }
        let candidates = best.into_candidates();
        candidates.iter().map(|own| own.score).collect()
    }

    #[test]
    fn the_best_are_kept_with_all_that_equal_the_last() {
        let scores = [1.0, 3.0, 2.0, 2.0, 0.0, 5.0, 2.0];
        assert_eq!(best_of(&scores, 1, 0.0), [5.0]);
        assert_eq!(best_of(&scores, 3, 0.0), [3.0, 2.0, 2.0, 5.0, 2.0]);
        assert_eq!(best_of(&scores, 9, 0.0), scores);
        assert_eq!(best_of(&scores, 9, 3.0), [3.0, 5.0]);
        assert_eq!(best_of(&scores, 1, 2.5), [5.0]);
    }

    #[test]
    fn what_rounding_may_have_lowered_is_kept() {
        assert_eq!(best_of(&[1.0, 0.999_99, 0.9], 1, 0.0), [1.0, 0.999_99]);
    }

    #[test]
    fn candidates_that_are_none_any_more_are_dropped_on_the_way() {
        let scores: Vec<f64> = (0..100_000).map(f64::from).collect();
        let mut best = Best::new(2, 0.0);
        for (doc, score) in (0..).zip(&scores) {
            best.offer(Scored {
                score: *score,
                address: DocAddress::new(0, doc),
            });
            assert!(best.candidates.len() <= LEAST_KEPT);
        }
    }
}
