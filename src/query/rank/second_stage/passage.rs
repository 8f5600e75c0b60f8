//! The best passage of an article, and its score.
//!
//! A passage is a few dozen running words of the body; the best one matches the query best.

use crate::analysis::is_of_characters;
use crate::query::rank::formula::exact::WordMatch;
use crate::query::request::ranking::Ranking;

/// An occurrence in the body: its position, and the number of the word in the query.
pub(super) type Occurrence = (u32, usize);

/// How many characters a word has, about, in scripts without spaces between words. There each character
/// has a position of its own.
const CHARACTERS_OF_A_WORD: u32 = 2;

/// The length of a passage in positions, for a query of words with these terms.
pub(super) fn length<'t>(ranking: &Ranking, mut terms: impl Iterator<Item = &'t str>) -> u32 {
    let characters = if terms.any(is_of_characters) {
        CHARACTERS_OF_A_WORD
    } else {
        1
    };
    ranking.passage_words.saturating_mul(characters)
}

/// BM25F over the best passage of `length` positions of the body (after Callan 1994; Kaszkiel & Zobel
/// 2001). Matches in other fields (`elsewhere`: weights and normalised
/// frequencies) are part of every passage. An occurrence in the passage counts `boost`, without
/// normalisation by the article's length. Occurrences ascend.
pub(super) fn best_passage(
    ranking: &Ranking,
    length: u32,
    elsewhere: &[WordMatch],
    occurrences: &[Occurrence],
    boost: f64,
) -> f64 {
    let mut passage = Passage::new(ranking, elsewhere);
    let (mut best, mut best_span) = (passage.sum, 0..0);
    let mut end = 0;
    for (begin, &(start, first)) in occurrences.iter().enumerate() {
        while let Some(&(at, word)) = occurrences.get(end)
            && at < start.saturating_add(length)
        {
            passage.add(word, boost);
            end += 1;
        }
        if passage.sum > best {
            (best, best_span) = (passage.sum, begin..end);
        }
        passage.add(first, -boost);
    }
    let mut within = elsewhere.to_vec();
    for (_, word) in &occurrences[best_span] {
        within[*word].frequency += boost;
    }
    ranking.sum_of_words(&within)
}

/// A passage that occurrences are added to and removed from. Each takes the same time, whatever
/// the number of the query's words.
struct Passage<'a> {
    ranking: &'a Ranking,
    words: Vec<WordMatch>,
    /// What each word contributes, in [`PARTS`]: whole numbers, so that the sum is exact after
    /// any number of changes.
    parts: Vec<i64>,
    sum: i128,
}

impl<'a> Passage<'a> {
    fn new(ranking: &'a Ranking, words: &[WordMatch]) -> Self {
        let parts = words.iter().map(|word| part(ranking, word));
        let parts: Vec<i64> = parts.collect();
        Self {
            ranking,
            words: words.to_vec(),
            sum: parts.iter().copied().map(i128::from).sum(),
            parts,
        }
    }

    /// Changes the frequency of a word.
    fn add(&mut self, word: usize, frequency: f64) {
        self.words[word].frequency += frequency;
        let new = part(self.ranking, &self.words[word]);
        self.sum += i128::from(new) - i128::from(self.parts[word]);
        self.parts[word] = new;
    }
}

/// The parts of 1 that scores of passages are counted in: 2^32.
const PARTS: f64 = 4_294_967_296.0;

/// What a word contributes to the score of a passage, in [`PARTS`].
#[allow(
    clippy::cast_possible_truncation,
    reason = "a number that is too large becomes the largest, and what is no number 0"
)]
fn part(ranking: &Ranking, word: &WordMatch) -> i64 {
    let part = word.weight * ranking.saturated(word.frequency);
    (part * PARTS).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_passage_with_more_of_the_words_wins() {
        let ranking = Ranking::default();
        let words = [WordMatch {
            weight: 1.0,
            frequency: 0.0,
        }; 3];
        let score =
            |occurrences: &[Occurrence]| best_passage(&ranking, 10, &words, occurrences, 1.0);
        let near = score(&[(1, 0), (40, 0), (42, 1), (49, 2), (90, 1)]);
        let apart = score(&[(1, 0), (20, 1), (42, 2), (60, 0)]);
        let repeated = score(&[(1, 0), (2, 0), (3, 0)]);
        assert!(near > apart && near > repeated, "{near} {apart} {repeated}");
        let all = ranking.sum_of_words(
            &[WordMatch {
                weight: 1.0,
                frequency: 1.0,
            }; 3],
        );
        assert!((near - all).abs() < 1e-9, "{near} {all}");
    }

    #[test]
    fn a_passage_of_a_script_without_spaces_has_as_many_words() {
        let ranking = Ranking::default();
        let length = |terms: &[&str]| length(&ranking, terms.iter().copied());
        assert_eq!(length(&["troop", "leav"]), 40);
        assert_eq!(length(&["選挙"]), 80);
        assert_eq!(length(&["toyota", "新型"]), 80);
        assert_eq!(length(&[]), 40);
    }

    #[test]
    fn without_occurrences_it_is_the_score_of_the_other_fields() {
        let ranking = Ranking::default();
        let words = [WordMatch {
            weight: 2.0,
            frequency: 2.5,
        }];
        let score = best_passage(&ranking, 40, &words, &[], 1.0);
        assert!((score - ranking.sum_of_words(&words)).abs() < 1e-9);
    }

    #[test]
    fn the_best_of_many_passages_is_the_best_of_each_alone() {
        let ranking = Ranking::default();
        let words: Vec<WordMatch> = (0..40_u32)
            .map(|word| WordMatch {
                weight: f64::from(word % 5) + 0.1,
                frequency: f64::from(word % 3),
            })
            .collect();
        let occurrences: Vec<Occurrence> = (0..3000_u32)
            .map(|at| (at * 2, (at * at % 39) as usize))
            .collect();
        let alone = occurrences.iter().map(|(start, _)| {
            let mut within = words.clone();
            let inside = occurrences.iter();
            for (_, word) in inside.filter(|(at, _)| (*start..*start + 7).contains(at)) {
                within[*word].frequency += 1.5;
            }
            ranking.sum_of_words(&within)
        });
        let expected = alone.fold(ranking.sum_of_words(&words), f64::max);
        let score = best_passage(&ranking, 7, &words, &occurrences, 1.5);
        assert!((score - expected).abs() < 1e-9, "{score} {expected}");
    }
}
