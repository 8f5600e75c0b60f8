//! The formula in single precision never drops an article that the exact one puts among the best.
//!
//! Words, fields and settings are random. The pruning compares two rounded scores with a margin of
//! [`ROUNDING`], so each of them must agree with the exact score within its square root. A bound
//! must never be below the exact score by more than that.

use super::exact::WordMatch;
use super::single::{ROUNDING, Sums, SumsFormula, WordContribution, as_f32, saturated};
use crate::query::request::ranking::Ranking;
use proptest::prelude::*;
use tantivy::fieldnorm::FieldNormReader;

/// A word in one field of an article.
#[derive(Debug, Clone)]
struct InField {
    boost: f64,
    average_length: f64,
    length_id: u8,
    occurrences: u8,
}

#[derive(Debug, Clone)]
struct Word {
    weight: f64,
    is_added: bool,
    fields: Vec<InField>,
}

fn words() -> impl Strategy<Value = Vec<Word>> {
    let field = (0.1..20.0, 1.0..3000.0, any::<u8>(), 0..60_u8).prop_map(
        |(boost, average_length, length_id, occurrences)| InField {
            boost,
            average_length,
            length_id,
            occurrences,
        },
    );
    let fields = prop::collection::vec(field, 1..4);
    let word = (0.01..15.0, any::<bool>(), fields).prop_map(|(weight, is_added, fields)| Word {
        weight,
        is_added,
        fields,
    });
    prop::collection::vec(word, 1..30).prop_map(|mut words| {
        words[0].is_added = false; // a query ranks by a typed word at least
        words
    })
}

fn rankings() -> impl Strategy<Value = Ranking> {
    (0.1..10.0, 0.1..0.95, 0.0..100.0).prop_map(|(k1, b, coordination)| Ranking {
        k1,
        b,
        coordination,
        ..Ranking::default()
    })
}

/// The factors on the scores by typed and by added words.
type Shares = (f64, f64);

fn share(word: &Word, (typed, added): Shares) -> f64 {
    if word.is_added { added } else { typed }
}

fn exact(ranking: &Ranking, words: &[Word], (typed, added): Shares) -> f64 {
    let matches = |is_added| -> Vec<WordMatch> {
        let words = words.iter().filter(|word| word.is_added == is_added);
        let one = |word: &Word| WordMatch {
            weight: word.weight,
            frequency: word
                .fields
                .iter()
                .map(|field| {
                    let length = f64::from(FieldNormReader::id_to_fieldnorm(field.length_id));
                    let occurrences = f64::from(field.occurrences);
                    ranking.normalised_frequency(
                        field.boost,
                        occurrences,
                        length,
                        field.average_length,
                    )
                })
                .sum(),
        };
        words.map(one).collect()
    };
    typed * ranking.score_of_words(&matches(false)) + added * ranking.sum_of_words(&matches(true))
}

fn contribution(word: &Word, shares: Shares) -> WordContribution {
    WordContribution {
        weight: as_f32(share(word, shares) * word.weight),
        is_added: word.is_added,
    }
}

fn sums(ranking: &Ranking, words: &[Word], shares: Shares) -> Sums {
    let mut sums = Sums::default();
    for word in words {
        let mut frequency = 0.0;
        for field in &word.fields {
            let by_length = ranking.by_length(field.boost, field.average_length);
            frequency += f32::from(field.occurrences) * by_length[usize::from(field.length_id)];
        }
        if frequency > 0.0 {
            let saturated = saturated(frequency, as_f32(ranking.k1));
            contribution(word, shares).add_to(&mut sums, saturated);
        }
    }
    sums
}

proptest! {
    #[test]
    fn the_bound_dominates_the_exact_score(
        ranking in rankings(),
        words in words(),
        shares in (0.05..1.0, 0.0..0.95),
        looked_up in any::<prop::sample::Index>(),
    ) {
        let typed = words.iter().filter(|word| !word.is_added).map(|word| word.weight);
        let typed: Vec<f64> = typed.collect();
        let formula = SumsFormula::new(&ranking, typed.into_iter(), shares.0);
        let exact = exact(&ranking, &words, shares);

        let margin = ROUNDING.sqrt();
        let single = formula.score(&sums(&ranking, &words, shares));
        prop_assert!(exact <= single * margin, "{exact} exactly, {single} in single precision");
        prop_assert!(single <= exact * margin, "{exact} exactly, {single} in single precision");

        // The words before this one are not looked up yet: each counts with its largest
        // contribution.
        let (missing, known) = words.split_at(looked_up.index(words.len() + 1));
        let mut most = Sums::default();
        for word in missing {
            contribution(word, shares).add_to(&mut most, 1.0);
        }
        let bound = formula.score(&sums(&ranking, known, shares).and(&most));
        prop_assert!(exact <= bound * margin, "{exact} exactly, {bound} as a bound");
    }
}
