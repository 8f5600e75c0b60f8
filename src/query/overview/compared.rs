//! Two sets of articles that words are compared in: the matches of a query, and all articles.
//!
//! Some of them may be elsewhere: of these the numbers are known, and what finds them. The measure
//! is G² of Dunning (1993).

use crate::analysis::Language;
use crate::query::elsewhere::Condition;
use crate::query::plan::QueryPlan;
use crate::query::rank::document_set::DocumentSet;
use crate::query::rank::in_languages::InLanguages;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::rc::Rc;

/// All articles that matches are compared with. They are found once, for any number of periods.
pub struct Background<'p> {
    /// What finds them.
    pub(super) plan: &'p QueryPlan,
    all: Articles,
    by_language: BTreeMap<Language, Articles>,
}

/// Articles, by segment, and those that are elsewhere.
#[derive(Clone)]
struct Articles {
    here: Rc<[DocumentSet]>,
    there: u64,
    /// Which of the articles here they are.
    within: Rc<InLanguages>,
    /// What finds those elsewhere.
    language: Condition,
}

impl<'p> Background<'p> {
    /// The articles that a plan finds: in segments, and the number of those elsewhere.
    pub(super) fn new(plan: &'p QueryPlan, here: Vec<DocumentSet>, there: u64) -> Self {
        Self {
            plan,
            all: Articles {
                here: here.into(),
                there,
                within: Rc::new(InLanguages::all()),
                language: Condition::All,
            },
            by_language: BTreeMap::new(),
        }
    }

    /// The matches, and all articles. `there` is the number of matches elsewhere.
    pub(super) fn compared(&self, found: Vec<DocumentSet>, there: u64) -> Compared {
        Compared::new(found, there, &self.all)
    }

    /// Finds the articles in a language, unless that was done. `count` counts those elsewhere.
    pub(super) fn add<E>(
        &mut self,
        language: Language,
        open: impl FnOnce() -> Result<InLanguages, E>,
        count: impl FnOnce(&Condition) -> Result<u64, E>,
    ) -> Result<(), E> {
        if let Entry::Vacant(entry) = self.by_language.entry(language) {
            let within = open()?;
            let condition = if within.are_all() {
                Condition::All
            } else {
                Condition::ReadIn(language.as_str().to_owned())
            };
            entry.insert(Articles {
                here: filtered(&self.all.here, &within).into(),
                there: count(&condition)?,
                within: Rc::new(within),
                language: condition,
            });
        }
        Ok(())
    }

    /// The matches and all articles in a language that was added. `count` counts the matches
    /// elsewhere.
    pub(super) fn in_language<E>(
        &self,
        language: Language,
        found: &[DocumentSet],
        count: impl FnOnce(&Condition) -> Result<u64, E>,
    ) -> Result<Option<Compared>, E> {
        let Some(all) = self.by_language.get(&language) else {
            return Ok(None);
        };
        let there = count(&all.language)?;
        Ok(Some(Compared::new(
            filtered(found, &all.within),
            there,
            all,
        )))
    }
}

/// Those of some articles that are in some languages.
fn filtered(sets: &[DocumentSet], within: &InLanguages) -> Vec<DocumentSet> {
    let sets = (0..).zip(sets);
    let own = sets.map(|(segment, set)| match within.of_segment(segment) {
        None => set.clone(),
        Some(is_in) => set.filtered(is_in),
    });
    own.collect()
}

/// The articles that are compared: those that match, and all, by segment.
pub(super) struct Compared {
    pub(super) found: Vec<DocumentSet>,
    pub(super) all: Rc<[DocumentSet]>,
    /// What finds those that are elsewhere.
    pub(super) language: Condition,
    /// The number of articles that match.
    pub(super) total: u64,
    /// The number of all articles.
    pub(super) articles: u64,
}

impl Compared {
    fn new(found: Vec<DocumentSet>, there: u64, all: &Articles) -> Self {
        let number = |sets: &[DocumentSet]| sets.iter().map(DocumentSet::count).sum::<u64>();
        let total = number(&found) + there;
        Self {
            total,
            articles: (number(&all.here) + all.there).max(total),
            found,
            all: all.here.clone(),
            language: all.language.clone(),
        }
    }

    /// G² of a word that `count` of the matches have and `with` of all articles.
    pub(super) fn log_likelihood(&self, count: f64, with: f64) -> f64 {
        log_likelihood(count, as_f64(self.total), with, as_f64(self.articles))
    }
}

/// G² of a word that `count` of `total` matches have and `with` of all `articles`; 0 if it is not
/// more frequent in the matches than in the rest.
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
