//! The best scores so far, and the candidates that may still be among the best.
//!
//! Scores are in single precision. So a candidate is kept as long as rounding alone may have put it
//! below the best.

use crate::query::rank::formula::single::ROUNDING;
use crate::query::rank::scored::Scored;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The least number of candidates at which those that are no longer among the best are dropped.
const LEAST_KEPT: usize = 1024;

/// The best so far.
pub(in crate::query::rank) struct Best {
    wanted: usize,
    threshold: f64,
    /// How far an exact score may be below one by words, as a factor.
    least_share: f64,
    /// The `wanted` highest scores, as bits: the bits of numbers that are not negative have the
    /// same order as the numbers.
    highest: BinaryHeap<Reverse<u64>>,
    /// All that were among the best when they were offered, except some that no longer are.
    candidates: Vec<Scored>,
    /// The number of candidates at which to drop some.
    most_kept: usize,
}

impl Best {
    pub(in crate::query::rank) fn new(wanted: usize, floor: f64, least_share: f64) -> Self {
        Self {
            wanted,
            threshold: floor / ROUNDING,
            least_share,
            highest: BinaryHeap::new(),
            candidates: Vec::new(),
            most_kept: LEAST_KEPT,
        }
    }

    /// Documents that score less cannot be among the best.
    pub(in crate::query::rank) fn threshold(&self) -> f64 {
        self.threshold
    }

    pub(in crate::query::rank) fn offer(&mut self, scored: Scored) {
        if scored.score < self.threshold {
            return;
        }
        let bits = Reverse(scored.score.to_bits());
        if self.highest.len() < self.wanted {
            self.highest.push(bits);
        } else if let Some(mut last) = self.highest.peek_mut()
            && bits < *last
        {
            *last = bits;
        }
        if let Some(Reverse(last)) = self.highest.peek()
            && self.highest.len() == self.wanted
        {
            self.threshold = self
                .threshold
                .max(f64::from_bits(*last) * self.least_share / ROUNDING);
        }
        self.candidates.push(scored);
        if self.candidates.len() >= self.most_kept {
            self.drop_some();
            self.most_kept = LEAST_KEPT.max(2 * self.candidates.len());
        }
    }

    fn drop_some(&mut self) {
        let threshold = self.threshold;
        self.candidates
            .retain(|candidate| candidate.score >= threshold);
    }

    pub(in crate::query::rank) fn into_candidates(mut self) -> Vec<Scored> {
        self.drop_some();
        self.candidates
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::DocAddress;

    fn best_of(scores: &[f64], wanted: usize, floor: f64) -> Vec<f64> {
        let mut best = Best::new(wanted, floor, 1.0);
        for (doc, score) in (0..).zip(scores) {
            best.offer(Scored {
                score: *score,
                address: DocAddress::new(0, doc),
            });
        }
        let candidates = best.into_candidates();
        candidates.iter().map(|candidate| candidate.score).collect()
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
    fn scores_that_rounding_may_have_lowered_are_kept() {
        assert_eq!(best_of(&[1.0, 0.999_99, 0.9], 1, 0.0), [1.0, 0.999_99]);
    }

    #[test]
    fn candidates_that_are_no_longer_among_the_best_are_dropped() {
        let scores: Vec<f64> = (0..100_000).map(f64::from).collect();
        let mut best = Best::new(2, 0.0, 1.0);
        for (doc, score) in (0..).zip(&scores) {
            best.offer(Scored {
                score: *score,
                address: DocAddress::new(0, doc),
            });
            assert!(best.candidates.len() <= LEAST_KEPT);
        }
    }
}
