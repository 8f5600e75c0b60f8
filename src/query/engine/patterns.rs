//! A plan with what only a generation knows: the words that its patterns fit, and which articles
//! have copies.
//!
//! The dictionaries of all segments are asked; what is found is bounded.

use super::in_families::InFamilies;
use super::search::{Engine, SearchError};
use crate::query::dictionary::fitting;
use crate::query::plan::QueryPlan;
use crate::query::plan::patterns::{Fitting, WordPattern};
use crate::query::request::copies::Copies;

impl Engine<'_> {
    /// The plan with the words that its patterns fit here. What is carried out several times looks them
    /// up once.
    ///
    /// # Errors
    /// If they cannot be read in time.
    pub fn resolved(&self, plan: QueryPlan) -> Result<QueryPlan, SearchError> {
        Ok(self.with_words(&plan)?.unwrap_or(plan))
    }

    /// The plan with the words that its patterns fit here, and for articles with copies alone if it
    /// asks for these; `None` for a plan without both. Fails once the plan's deadline has passed.
    pub(in crate::query) fn with_words(
        &self,
        plan: &QueryPlan,
    ) -> tantivy::Result<Option<QueryPlan>> {
        let Some(open) = plan.open.as_ref() else {
            return Ok(None);
        };
        let mut words = fitting(self.snapshot, &open.patterns, plan.deadline)?;
        let share = share_of_misread(&words);
        if share == 0.0 {
            let misread = words
                .iter_mut()
                .filter(|(own, _)| own.of_misread().is_some());
            misread.for_each(|(_, fitting)| *fitting = Fitting::default());
        }
        let schema = self.snapshot.schema;
        let mut again = QueryPlan::with_words(&open.request, schema, &open.synonyms, &words);
        again.ranking.misread *= share;
        if !self.knows_words() {
            again.portable = plan.portable.clone();
        }
        // It is complete, and must not be made again.
        again.open = None;
        if plan.folding.copies == Copies::Only {
            let families = self.snapshot.families.cloned();
            again
                .conditions
                .filters
                .push(Box::new(InFamilies(families)));
        }
        let mut notes = plan.notes.clone();
        notes.extend(
            again
                .notes
                .into_iter()
                .filter(|note| !plan.notes.contains(note)),
        );
        again.notes = notes;
        Ok(Some(again))
    }
}

impl Engine<'_> {
    /// Whether the words of all archives are known that are elsewhere.
    pub(in crate::query) fn knows_words(&self) -> bool {
        let far = self.elsewhere.as_ref();
        far.is_none_or(|far| far.parts.len() <= self.snapshot.words.len())
    }
}

/// Where usual errors are found in so many articles for each with the words themselves, the text was
/// certainly recognised by a program.
const NOISY: f64 = 0.1;

/// So many articles have to agree before rare words say that a text is noisy.
const PRIOR: f64 = 10.0;

/// Below this share nothing misread is searched for.
const LEAST_SHARE: f64 = 0.05;

/// How much misread words count in this index, from 0 to 1. Clean text has words that look like
/// errors, too. So the words of the query tell how noisy the index is: how often they are there with
/// a usual error. The square keeps clean text clean. `examples/measure-ocr.rs` measures it.
fn share_of_misread(words: &[(WordPattern, Fitting)]) -> f64 {
    let (usual, own) = words.iter().fold((0, 0), |(usual, own), (_, fitting)| {
        (usual + fitting.noise.0, own + fitting.noise.1)
    });
    #[allow(
        clippy::cast_precision_loss,
        reason = "there are far fewer articles than 2^52"
    )]
    let noise = usual as f64 / (own as f64 + PRIOR);
    let share = (noise / NOISY).min(1.0).powi(2);
    if share < LEAST_SHARE { 0.0 } else { share }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_text_has_no_misread_words() {
        let share = |usual, own| {
            let fitting = Fitting {
                noise: (usual, own),
                ..Fitting::default()
            };
            share_of_misread(&[(WordPattern::misread("ferry", None), fitting)])
        };
        assert!(share(0, 100) < 1e-9);
        assert!(share(1, 100) < 1e-9);
        assert!((0.2..0.4).contains(&share(6, 100)));
        assert!(share(20, 100) > 1.0 - 1e-9);
        assert!(share(1, 0) > 1.0 - 1e-9);
    }
}
