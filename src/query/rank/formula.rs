//! The score of an article, as a formula over numbers.
//!
//! BM25F (Robertson, Zaragoza & Taylor 2004): the frequencies of a word in the fields are
//! weighted and added before one saturation, so a word in headline and body is not counted as two
//! words. Coordination lowers articles that lack words of the query, by the share of the query's
//! weight they lack. That is the score by words. Among the best by words two parts are added: the
//! best passage, the same formula over the few dozen running words that fit the query best (after
//! Callan 1994 and Kaszkiel & Zobel 2001), and proximity of neighbouring words (after Tao & Zhai
//! 2007). Both only raise, so the rest stay below. docs/ranking.md has what was measured.

use crate::query::request::ranking::Ranking;
use tantivy::fieldnorm::FieldNormReader;

/// One word of the query in one article.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::query) struct WordMatch {
    /// Its inverse document frequency times its count in the query.
    pub(in crate::query) weight: f64,
    /// Its frequency over all fields, weighted and normalised by length; 0 where it is absent.
    pub(in crate::query) frequency: f64,
}

impl Ranking {
    /// A field's part of [`WordMatch::frequency`]: `boost · frequency` over BM25's length
    /// normalisation.
    pub(in crate::query) fn normalised_frequency(
        &self,
        boost: f64,
        frequency: f64,
        length: f64,
        average: f64,
    ) -> f64 {
        boost * frequency / (1.0 - self.b + self.b * length / average)
    }

    /// [`Self::normalised_frequency`] of one occurrence, by the length as Tantivy keeps it.
    pub(in crate::query) fn by_length(&self, boost: f64, average: f64) -> [f32; 256] {
        let mut occurrence = [0.0; 256];
        for (id, occurrence) in (0..=u8::MAX).zip(&mut occurrence) {
            let length = f64::from(FieldNormReader::id_to_fieldnorm(id));
            *occurrence = as_f32(self.normalised_frequency(boost, 1.0, length, average));
        }
        occurrence
    }

    /// BM25's saturation, from 0 to 1; the constant k1 + 1 is left out, since it orders nothing.
    pub(in crate::query) fn saturated(&self, frequency: f64) -> f64 {
        frequency / (self.k1 + frequency)
    }

    /// BM25F over the words.
    pub(in crate::query) fn sum_of_words(&self, words: &[WordMatch]) -> f64 {
        words
            .iter()
            .map(|word| word.weight * self.saturated(word.frequency))
            .sum()
    }

    /// The factor by which an article loses that lacks words of the query; 1 where it has all.
    pub(in crate::query) fn coordination_factor(&self, words: &[WordMatch]) -> f64 {
        let all: f64 = words.iter().map(|word| word.weight).sum();
        let present = words.iter().filter(|word| word.frequency > 0.0);
        let present: f64 = present.map(|word| word.weight).sum();
        let lacking = if all > 0.0 { 1.0 - present / all } else { 0.0 };
        1.0 - self.coordination_loss(words.len()) * lacking
    }

    /// The share of its score that an article loses that lacks all but nothing of a query of so
    /// many words.
    pub(in crate::query) fn coordination_loss(&self, words: usize) -> f64 {
        let words = as_f64(words);
        (self.coordination / (words * words)).min(Self::MOST_COORDINATION)
    }

    /// The score by words alone.
    pub(in crate::query) fn score_of_words(&self, words: &[WordMatch]) -> f64 {
        self.sum_of_words(words) * self.coordination_factor(words)
    }

    /// The score with what stands near what. `passage` is the score of the best passage, with the
    /// article's coordination; `closeness` runs from 0 to 1, for a query of so many words.
    pub(in crate::query) fn with_context(
        &self,
        score_of_words: f64,
        passage: f64,
        closeness: f64,
        words: usize,
    ) -> f64 {
        (score_of_words + self.passage_gain() * passage)
            * (1.0 + self.proximity_gain(words) * closeness)
    }

    /// What the best passage counts against the whole article's words, these being 1.
    pub(in crate::query) fn passage_gain(&self) -> f64 {
        self.passage / (1.0 - self.passage)
    }

    /// The share that an article gains that has all neighbouring words side by side.
    pub(in crate::query) fn proximity_gain(&self, words: usize) -> f64 {
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

#[allow(
    clippy::cast_possible_truncation,
    reason = "sums over many documents are kept in single precision"
)]
pub(in crate::query) fn as_f32(number: f64) -> f32 {
    number as f32
}

/// How close together two neighbouring words of the query come in one field, from 0 to 1: 1 side
/// by side in the query's order, 1/d at a distance of d, one more where the order is reversed.
/// Both lists ascend.
pub(in crate::query) fn closeness(first: &[u32], second: &[u32]) -> f64 {
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
    fn both_words_beat_one_of_them_however_often_unless_the_article_is_very_long() {
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
