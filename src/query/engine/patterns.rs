//! A plan with what only a generation knows: the words that its patterns fit, and which articles
//! have copies.

use super::in_families::InFamilies;
use super::search::{Engine, SearchError};
use crate::query::dictionary::Dictionary;
use crate::query::plan::QueryPlan;
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
        let Some(open) = &plan.open else {
            return Ok(None);
        };
        let mut words = Vec::with_capacity(open.patterns.len());
        for pattern in &open.patterns {
            plan.deadline.check()?;
            let mut dictionary = Dictionary::new(self.snapshot, pattern.field, plan.deadline);
            words.push((pattern.clone(), dictionary.fitting(pattern)?));
        }
        let schema = self.snapshot.schema;
        let mut again = QueryPlan::with_words(&open.request, schema, &open.synonyms, &words);
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
