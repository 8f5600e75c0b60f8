//! The best articles by words, in one pass over the first stage.
//!
//! Tantivy's pruning hands over each document whose bound is above a threshold; its exact score is
//! worked out at once, and the exact scores so far are the next threshold. Since no bound lies
//! below the exact score, nothing that belongs among the best is passed over, and segments share
//! one threshold.

use super::rescore::{Rescorer, Scored};
use super::statistics::Statistics;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, Score};

/// What a single-precision bound may lack against the exact sum.
const ROUNDING: f64 = 1.0001;

/// The `wanted` articles of `bounds` with the best scores by words, best first, and behind them
/// all that equal the last. Articles that match without any of the words score nothing, and
/// belong behind the rest.
pub(super) fn best_by_words(
    bounds: &dyn Query,
    statistics: &Statistics,
    rescorer: &Rescorer,
    wanted: usize,
) -> tantivy::Result<Vec<Scored>> {
    let searcher = rescorer.searcher;
    let weight = bounds.weight(EnableScoring::enabled_from_statistics_provider(
        statistics, searcher,
    ))?;
    let mut best = Best::new(wanted);
    for (ord, reader) in (0..).zip(searcher.segment_readers()) {
        let mut segment = rescorer.by_words(reader)?;
        let alive = reader.alive_bitset();
        weight.for_each_pruning(best.threshold(), reader, &mut |doc, _| {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                best.offer(Scored {
                    score: segment.score_of_words(doc),
                    address: DocAddress::new(ord, doc),
                });
            }
            best.threshold()
        })?;
    }
    Ok(best.into_sorted())
}

/// The best so far.
struct Best {
    wanted: usize,
    /// The `wanted` highest scores, as bits: those of numbers that are not negative compare alike.
    highest: BinaryHeap<Reverse<u64>>,
    /// All that were among the best when they came.
    scored: Vec<Scored>,
}

impl Best {
    fn new(wanted: usize) -> Self {
        Self {
            wanted,
            highest: BinaryHeap::new(),
            scored: Vec::new(),
        }
    }

    /// The score of the last one wanted, once there are so many.
    fn least(&self) -> Option<f64> {
        let full = self.highest.len() >= self.wanted;
        self.highest
            .peek()
            .filter(|_| full)
            .map(|Reverse(bits)| f64::from_bits(*bits))
    }

    /// Documents whose bound is not above this cannot be among the best.
    fn threshold(&self) -> Score {
        match self.least() {
            Some(least) if least > 0.0 => as_score(least / ROUNDING),
            _ => Score::MIN,
        }
    }

    fn offer(&mut self, scored: Scored) {
        match self.least() {
            Some(least) if scored.score < least => return,
            Some(least) if scored.score > least => {
                self.highest.pop();
                self.highest.push(Reverse(scored.score.to_bits()));
            }
            Some(_) => {}
            None => self.highest.push(Reverse(scored.score.to_bits())),
        }
        self.scored.push(scored);
    }

    fn into_sorted(self) -> Vec<Scored> {
        let least = self.least().unwrap_or(0.0);
        let mut scored = self.scored;
        scored.retain(|own| own.score >= least);
        super::rescore::sort(&mut scored);
        scored
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "Tantivy scores in single precision"
)]
pub(super) fn as_score(score: f64) -> Score {
    score as Score
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best_of(scores: &[f64], wanted: usize) -> Vec<f64> {
        let mut best = Best::new(wanted);
        for (doc, score) in (0..).zip(scores) {
            best.offer(Scored {
                score: *score,
                address: DocAddress::new(0, doc),
            });
        }
        best.into_sorted().iter().map(|own| own.score).collect()
    }

    #[test]
    fn the_best_are_kept_with_all_that_equal_the_last() {
        let scores = [1.0, 3.0, 2.0, 2.0, 0.0, 5.0, 2.0];
        assert_eq!(best_of(&scores, 1), [5.0]);
        assert_eq!(best_of(&scores, 3), [5.0, 3.0, 2.0, 2.0, 2.0]);
        assert_eq!(best_of(&scores, 9), [5.0, 3.0, 2.0, 2.0, 2.0, 1.0, 0.0]);
    }
}
