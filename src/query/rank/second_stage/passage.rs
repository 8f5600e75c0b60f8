//! The best passage: how well the few dozen running words that fit a query best fit it.

use crate::query::rank::formula::WordMatch;
use crate::query::request::ranking::Ranking;

/// A word's occurrence in the body: its position, and which word of the query it is.
pub(in crate::query) type Occurrence = (u32, usize);

/// BM25F over the best passage of `ranking.passage_words` running words of the body. What stands in
/// other fields (`elsewhere`, weights and normalised frequencies) belongs to every passage; in
/// the passage an occurrence counts `boost`, without normalisation by the article's length.
/// Occurrences ascend.
pub(in crate::query) fn best_passage(
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
    fn without_occurrences_it_is_what_the_other_fields_give() {
        let ranking = Ranking::default();
        let words = [WordMatch {
            weight: 2.0,
            frequency: 2.5,
        }];
        let score = best_passage(&ranking, &words, &[], 1.0);
        assert!((score - ranking.sum_of_words(&words)).abs() < 1e-9);
    }
}
