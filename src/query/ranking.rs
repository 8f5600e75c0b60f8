//! The score of an article, as a formula over numbers.
//!
//! BM25F (Robertson, Zaragoza & Taylor 2004): the frequencies of a word in the fields are
//! weighted and added before one saturation, so a word in headline and body is not counted as two
//! words. Two factors follow. Coordination lowers articles that lack words of the query, by the
//! share of the query's weight they lack; together they are the score by words, which the sum of
//! the fields' BM25 scores bounds from above. Proximity then raises, among the best by words,
//! those in which neighbouring words of the query stand close together (after Tao & Zhai 2007);
//! since it only raises, the rest stay below.

/// The settings of ranking. Both factors are shared out over the words of the query: in short
/// ones every word matters, and where they stand; in a question of twenty words few articles have
/// all of them, and judged topics show both factors to harm. See docs/ranking.md for what was
/// measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranking {
    /// Divided by the number of words, at most [`Ranking::MOST_COORDINATION`]: the share of its
    /// score that an article loses that lacks all but nothing of the query's weight.
    pub coordination: f64,
    /// Divided by the number of words, at most [`Ranking::MOST_PROXIMITY`]: the share of its
    /// score that an article gains that has all neighbouring words side by side.
    pub proximity: f64,
    /// How many of the best by words proximity is worked out for.
    pub window: usize,
    /// What an occurrence of an alias counts, from 0 to 1, shared out over the words of the name
    /// that it stands for; the word that was typed counts 1.
    pub alias: f64,
}

/// BM25's saturation and length normalisation: the values that Tantivy's pruning is tied to.
pub const K1: f64 = 1.2;
/// See [`K1`].
pub const B: f64 = 0.75;

impl Default for Ranking {
    fn default() -> Self {
        Self {
            coordination: 1.8,
            proximity: 1.0,
            window: 60,
            alias: 0.7,
        }
    }
}

/// One word of the query in one article.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct WordMatch {
    /// Its inverse document frequency times its count in the query.
    pub(super) weight: f64,
    /// Its frequency over all fields, weighted and normalised by length; 0 where it is absent.
    pub(super) frequency: f64,
}

/// A field's part of [`WordMatch::frequency`]: `boost · frequency` over BM25's length
/// normalisation.
pub(super) fn normalised_frequency(boost: f64, frequency: f64, length: f64, average: f64) -> f64 {
    boost * frequency / (1.0 - B + B * length / average)
}

impl Ranking {
    /// The most that an article can lose by lacking words.
    pub const MOST_COORDINATION: f64 = 0.9;
    /// The most that an article can gain by closeness.
    pub const MOST_PROXIMITY: f64 = 0.5;

    /// The score without proximity: BM25F times coordination.
    pub(super) fn score_of_words(&self, words: &[WordMatch]) -> f64 {
        let mut sum = 0.0;
        let (mut present, mut all) = (0.0, 0.0);
        for word in words {
            all += word.weight;
            if word.frequency > 0.0 {
                present += word.weight;
                sum += word.weight * (K1 + 1.0) * word.frequency / (K1 + word.frequency);
            }
        }
        let lacking = if all > 0.0 { 1.0 - present / all } else { 0.0 };
        let loss = shared(self.coordination, words.len()).min(Self::MOST_COORDINATION);
        sum * (1.0 - loss * lacking)
    }

    /// The whole score. `closeness` runs from 0 to 1, for a query of so many words.
    pub(super) fn with_proximity(&self, score_of_words: f64, closeness: f64, words: usize) -> f64 {
        let gain = shared(self.proximity, words).min(Self::MOST_PROXIMITY);
        score_of_words * (1.0 + gain * closeness)
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "a query has some words, not 2^52"
)]
fn shared(whole: f64, words: usize) -> f64 {
    whole / words.max(1) as f64
}

/// How close together two neighbouring words of the query come in one field, from 0 to 1: 1 side
/// by side in the query's order, 1/d at a distance of d, one more where the order is reversed.
/// Both lists ascend.
pub(super) fn closeness(first: &[u32], second: &[u32]) -> f64 {
    let mut nearest = u32::MAX;
    let mut rest = second.iter().peekable();
    let mut before: Option<u32> = None;
    for &at in first {
        while let Some(&&next) = rest.peek() {
            if next > at {
                break;
            }
            before = Some(next);
            rest.next();
        }
        if let Some(&&next) = rest.peek() {
            nearest = nearest.min(next - at);
        }
        if let Some(previous) = before {
            nearest = nearest.min((at - previous).saturating_add(1));
        }
    }
    if nearest == u32::MAX {
        0.0
    } else {
        1.0 / f64::from(nearest.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(weight: f64, frequency: f64) -> WordMatch {
        WordMatch { weight, frequency }
    }

    #[test]
    fn closeness_is_the_inverse_of_the_least_distance() {
        for (first, second, expected) in [
            (&[4][..], &[5][..], 1.0),
            (&[4], &[6], 0.5),
            (&[5], &[4], 0.5),
            (&[1, 20, 90], &[40, 94], 0.25),
            (&[1], &[], 0.0),
            (&[7], &[7], 1.0),
        ] {
            assert!(
                (closeness(first, second) - expected).abs() < 1e-9,
                "{first:?} {second:?}"
            );
        }
    }

    #[test]
    fn all_the_words_beat_one_of_them_however_often() {
        let ranking = Ranking::default();
        let both = ranking.score_of_words(&[word(2.0, 0.5), word(2.0, 0.5)]);
        let one = ranking.score_of_words(&[word(2.0, 1e9), word(2.0, 0.0)]);
        assert!(both > one, "{both} for both, {one} for one");
        assert!(ranking.score_of_words(&[word(2.0, 1.0), word(2.0, 1.0)]) > one);
    }

    #[test]
    fn coordination_never_raises_and_proximity_never_lowers() {
        let ranking = Ranking::default();
        let words = [word(3.0, 0.7), word(1.0, 0.0), word(0.5, 9.0)];
        let bare: f64 = words
            .iter()
            .map(|w| w.weight * (K1 + 1.0) * w.frequency / (K1 + w.frequency))
            .sum();
        let by_words = ranking.score_of_words(&words);
        assert!(by_words < bare);
        assert!(ranking.with_proximity(by_words, 0.4, 3) > by_words);
        assert!(ranking.with_proximity(by_words, 0.0, 3) >= by_words);
    }
}
