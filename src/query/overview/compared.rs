//! Two sets of articles that words are compared in: the matches of a query, and all articles.
//!
//! Some of them may be elsewhere: of these the numbers are known, and what finds them. The measure is
//! G² of Dunning (1993).

use crate::query::elsewhere::Condition;
use crate::query::rank::document_set::DocumentSet;
use crate::query::rank::in_languages::InLanguages;

/// The articles that are compared: those that match, and all, by segment.
pub(super) struct Compared {
    pub(super) found: Vec<DocumentSet>,
    pub(super) all: Vec<DocumentSet>,
    /// Those that are elsewhere.
    pub(super) language: Condition,
    /// The number of articles that match.
    pub(super) total: u64,
    /// The number of all articles.
    pub(super) articles: u64,
}

impl Compared {
    /// `there` are the numbers of those that are elsewhere, which `language` finds.
    pub(super) fn new(
        found: Vec<DocumentSet>,
        all: Vec<DocumentSet>,
        there: (u64, u64),
        language: Condition,
    ) -> Self {
        let number = |sets: &[DocumentSet]| sets.iter().map(DocumentSet::count).sum::<u64>();
        let total = number(&found) + there.0;
        Self {
            total,
            articles: (number(&all) + there.1).max(total),
            found,
            all,
            language,
        }
    }

    /// Those of them in some languages.
    pub(super) fn within(
        &self,
        languages: &InLanguages,
        there: (u64, u64),
        language: Condition,
    ) -> Self {
        let of = |sets: &[DocumentSet]| {
            let sets = (0..).zip(sets);
            let own = sets.map(|(segment, set)| match languages.of_segment(segment) {
                None => set.clone(),
                Some(is_in) => set.filtered(is_in),
            });
            own.collect()
        };
        Self::new(of(&self.found), of(&self.all), there, language)
    }

    /// G² of a word that `count` of the matches have and `with` of all articles.
    pub(super) fn log_likelihood(&self, count: f64, with: f64) -> f64 {
        log_likelihood(count, as_f64(self.total), with, as_f64(self.articles))
    }
}

/// G² of a word that `count` of `total` matches have and `with` of all `articles`; 0 if it is not more
/// frequent in the matches than in the rest.
fn log_likelihood(count: f64, total: f64, with: f64, articles: f64) -> f64 {
    let rest = articles - total;
    let with = with.max(count);
    if rest <= 0.0 || count * rest <= (with - count) * total {
        return 0.0;
    }
    let cells = [
        (count, total, with),
        (total - count, total, articles - with),
        (with - count, rest, with),
        (rest - (with - count), rest, articles - with),
    ];
    let parts = cells.iter().map(|(observed, row, column)| {
        let expected = row * column / articles;
        if *observed > 0.0 && expected > 0.0 {
            observed * (observed / expected).ln()
        } else {
            0.0
        }
    });
    2.0 * parts.sum::<f64>()
}

#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
pub(super) fn as_f64(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::log_likelihood;

    #[test]
    fn the_ratio_is_that_of_the_table() {
        // 2 (30 ln 30/5 + 70 ln 70/95 + 20 ln 20/45 + 880 ln 880/855)
        let score = log_likelihood(30.0, 100.0, 50.0, 1000.0);
        assert!((score - 83.04).abs() < 0.01, "{score}");
        for (count, total, with, articles) in [
            (5.0, 100.0, 50.0, 1000.0),
            (1.0, 100.0, 50.0, 1000.0),
            (100.0, 100.0, 100.0, 100.0),
            (0.0, 0.0, 0.0, 0.0),
        ] {
            assert!(log_likelihood(count, total, with, articles).abs() < f64::EPSILON);
        }
    }
}
