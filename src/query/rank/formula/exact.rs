//! The score of an article, exactly, as a formula over numbers. `single` is its other version.
//!
//! The score by words is BM25F (Robertson, Zaragoza & Taylor 2004) times coordination. The
//! frequencies of a word in the fields are weighted and added before one saturation, so a word in
//! headline and body is not counted as two words. Coordination lowers the score of articles that
//! lack words of the query, by the share of the query's weight that they lack.
//!
//! Two parts are added to the scores of the best articles by words. The best passage is the same
//! formula over the few dozen running words that fit the query best (after Callan 1994 and Kaszkiel
//! & Zobel 2001). Proximity is the closeness of neighbouring words (after Tao & Zhai 2007). Both
//! only raise a score, so the other articles stay below. docs/ranking.md has what was measured.

use crate::query::request::ranking::Ranking;

/// One word of the query in one article.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::query::rank) struct WordMatch {
    /// Its inverse document frequency times its count in the query.
    pub(in crate::query::rank) weight: f64,
    /// Its frequency over all fields, weighted and normalised by length; 0 where it is absent.
    pub(in crate::query::rank) frequency: f64,
}

impl Ranking {
    /// A field's part of [`WordMatch::frequency`]: `boost · frequency` over BM25's length
    /// normalisation.
    pub(in crate::query::rank) fn normalised_frequency(
        &self,
        boost: f64,
        frequency: f64,
        length: f64,
        average: f64,
    ) -> f64 {
        boost * frequency / (1.0 - self.b + self.b * length / average)
    }

    /// BM25's saturation, from 0 to 1. The constant factor k1 + 1 is left out, since it does not
    /// change the order.
    pub(in crate::query::rank) fn saturated(&self, frequency: f64) -> f64 {
        frequency / (self.k1 + frequency)
    }

    /// BM25F over the words.
    pub(in crate::query::rank) fn sum_of_words(&self, words: &[WordMatch]) -> f64 {
        words
            .iter()
            .map(|word| word.weight * self.saturated(word.frequency))
            .sum()
    }

    /// The factor for words of the query that the article lacks; 1 if it has all.
    pub(in crate::query::rank) fn coordination_factor(&self, words: &[WordMatch]) -> f64 {
        let all: f64 = words.iter().map(|word| word.weight).sum();
        let present = words.iter().filter(|word| word.frequency > 0.0);
        let present: f64 = present.map(|word| word.weight).sum();
        let lacking = if all > 0.0 { 1.0 - present / all } else { 0.0 };
        1.0 - self.coordination_loss(words.len()) * lacking
    }

    /// The share of its score that an article loses if it lacks nearly all the weight of a query
    /// with this number of words.
    pub(in crate::query::rank) fn coordination_loss(&self, words: usize) -> f64 {
        let words = as_f64(words);
        (self.coordination / (words * words)).min(Self::MOST_COORDINATION)
    }

    /// The score by words alone.
    pub(in crate::query::rank) fn score_of_words(&self, words: &[WordMatch]) -> f64 {
        self.sum_of_words(words) * self.coordination_factor(words)
    }

    /// The score by words and context. `passage` is the score of the best passage, with the
    /// article's coordination; `closeness` is from 0 to 1; `words` is the number of words of the
    /// query.
    pub(in crate::query::rank) fn with_context(
        &self,
        score_of_words: f64,
        passage: f64,
        closeness: f64,
        words: usize,
    ) -> f64 {
        (score_of_words + self.passage_gain() * passage)
            * (1.0 + self.proximity_gain(words) * closeness)
    }

    /// The weight of the best passage; the whole article's words have weight 1.
    pub(in crate::query::rank) fn passage_gain(&self) -> f64 {
        self.passage / (1.0 - self.passage)
    }

    /// The share of its score that an article gains if all neighbouring words of the query are
    /// neighbours in it.
    pub(in crate::query::rank) fn proximity_gain(&self, words: usize) -> f64 {
        (self.proximity / as_f64(words.max(1))).min(Self::MOST_PROXIMITY)
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "a query has some words, not 2^52"
)]
fn as_f64(words: usize) -> f64 {
    words as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(weight: f64, frequency: f64) -> WordMatch {
        WordMatch { weight, frequency }
    }

    #[test]
    fn both_words_beat_many_occurrences_of_one() {
        let ranking = Ranking::default();
        let both = ranking.score_of_words(&[word(2.0, 0.6), word(2.0, 0.6)]);
        let one = ranking.score_of_words(&[word(2.0, 1e9), word(2.0, 0.0)]);
        assert!(both > one, "{both} for both, {one} for one");
    }

    #[test]
    fn coordination_never_raises_and_context_never_lowers() {
        let ranking = Ranking::default();
        let words = [word(3.0, 0.7), word(1.0, 0.0), word(0.5, 9.0)];
        let by_words = ranking.score_of_words(&words);
        assert!(by_words < ranking.sum_of_words(&words));
        assert!(ranking.with_context(by_words, 0.0, 0.4, 3) > by_words);
        assert!(ranking.with_context(by_words, 0.1, 0.0, 3) > by_words);
        assert!(ranking.with_context(by_words, 0.0, 0.0, 3) >= by_words);
    }
}
