//! What the words of a query found: those in no article, and those that were optional.
//!
//! A query whose words all count says nothing here, and costs nothing.

use super::count::count;
use super::search::{Engine, SearchError};
use crate::article::grouped;
use crate::query::plan::QueryPlan;
use crate::query::plan::queries::joined;
use crate::query::rank::relevance::Relevance;
use tantivy::query::Occur;

/// The most words that are looked at.
const MOST_WORDS: usize = 16;

impl Engine<'_> {
    /// Sentences for people.
    pub(super) fn coverage(
        &self,
        plan: &QueryPlan,
        relevance: Option<&Relevance>,
        total: u64,
    ) -> Result<Vec<String>, SearchError> {
        let mut notes = Vec::new();
        let missing = relevance.map(Relevance::missing).unwrap_or_default();
        if !missing.is_empty() && total > 0 {
            let words = missing.iter().map(|word| match &word.field {
                Some(field) => format!("`{}` in `{field}`", word.text),
                None => format!("`{}`", word.text),
            });
            let words: Vec<_> = words.collect();
            notes.push(format!("no article has {}", words.join(", ")));
        }
        notes.extend(self.optional(plan, total)?);
        Ok(notes)
    }

    /// Says which words did not have to be there, and how many articles have all of them.
    pub(super) fn optional(
        &self,
        plan: &QueryPlan,
        total: u64,
    ) -> Result<Option<String>, SearchError> {
        let conditions = &plan.conditions;
        let words = &conditions.optional_texts;
        // A few articles say nothing about all.
        if words.is_empty()
            || self.snapshot.counts.is_some()
            || words.len() > MOST_WORDS
            || conditions.needs_optional()
            || total == 0
        {
            return Ok(None);
        }
        let mut clauses = conditions.without_optional(plan.dates.as_deref());
        let optional = conditions.optional.iter();
        clauses.extend(optional.map(|query| (Occur::Must, query.box_clone())));
        let mut all = count(
            self.snapshot.searcher,
            joined(clauses).as_ref(),
            plan.deadline,
        )?;
        let far = self.elsewhere.iter().flat_map(|far| &far.parts);
        for part in far {
            let with_all = plan.portable.with_all().of_archive(part.place);
            let counts = part.search.counts(&[with_all]);
            let counts = counts.map_err(SearchError::Elsewhere)?;
            all += counts.iter().sum::<u64>();
        }
        let words = quoted(words);
        let (verb, have) = match conditions.optional.len() {
            1 => ("is", "it"),
            _ => ("are", "them all"),
        };
        let (all, total) = (grouped(all), grouped(total));
        Ok(Some(format!(
            "{words} {verb} optional here; {all} of {total} found have {have}; + requires a word"
        )))
    }
}

fn quoted(words: &[String]) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}
