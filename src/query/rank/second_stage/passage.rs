//! The best passage of an article, and its score.
//!
//! A passage is a few dozen running words of the body; the best one matches the query best.

use crate::query::rank::formula::exact::WordMatch;
use crate::query::request::ranking::Ranking;

/// An occurrence in the body: its position, and the number of the word in the query.
pub(super) type Occurrence = (u32, usize);

/// BM25F over the best passage of `ranking.passage_words` running words of the body (after Callan
/// 1994; Kaszkiel & Zobel 2001). Matches in other fields (`elsewhere`: weights and normalised
/// frequencies) are part of every passage. An occurrence in the passage counts `boost`, without
/// normalisation by the article's length. Occurrences ascend.
pub(super) fn best_passage(
    ranking: &Ranking,
    elsewhere: &[WordMatch],
    occurrences: &[Occurrence],
    boost: f64,
) -> f64 {
    let mut within = elsewhere.to_vec();
    let mut best = ranking.sum_of_words(&within);
    let mut end = 0;
    for &(start, first) in occurrences {
        while let Some(&(at, word)) = occurrences.get(end)
            && at < start.saturating_add(ranking.passage_words)
        {
            within[word].frequency += boost;
            end += 1;
        }
        best = best.max(ranking.sum_of_words(&within));
        within[first].frequency -= boost;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_passage_with_more_of_the_words_wins() {
        let ranking = Ranking {
            passage_words: 10,
            ..Ranking::default()
        };
        let words = [WordMatch {
            weight: 1.0,
            frequency: 0.0,
        }; 3];
        let score = |occurrences: &[Occurrence]| best_passage(&ranking, &words, occurrences, 1.0);
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
    fn without_occurrences_it_is_the_score_of_the_other_fields() {
        let ranking = Ranking::default();
        let words = [WordMatch {
            weight: 2.0,
            frequency: 2.5,
        }];
        let score = best_passage(&ranking, &words, &[], 1.0);
        assert!((score - ranking.sum_of_words(&words)).abs() < 1e-9);
    }
}
