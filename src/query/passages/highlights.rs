//! The places of a text that match a query.
//!
//! `choice` chooses the passages to show.

use super::excerpt::joined;
use super::pattern::{Mark, Match, Pattern};
use super::tokens::Tokens;
use crate::analysis::{FORM, NewsAnalyzer, THEN, terms_of_key};
use std::ops::Range;
use tantivy::schema::Field;

/// What to mark in articles.
#[derive(Debug, Default)]
pub(in crate::query) struct Highlights {
    /// Each once.
    pub(super) marks: Vec<Mark>,
}

impl Highlights {
    /// Adds a mark, unless it is there.
    pub(in crate::query) fn add(&mut self, mark: Mark) {
        if !self.marks.contains(&mark) {
            self.marks.push(mark);
        }
    }

    /// Whether a word is one to mark, by its term or by its folded form; of several terms that follow
    /// one another, whether all are in what is marked.
    pub(in crate::query) fn has_word(&self, term: &str, form: &str) -> bool {
        if term.contains(THEN) {
            let pairs = terms_of_key(term);
            return self.marks.iter().any(|mark| match &mark.pattern {
                Pattern::Sequence(forms) | Pattern::Near { forms, .. } => forms
                    .iter()
                    .any(|form| pairs.iter().all(|pair| form.contains(pair))),
                Pattern::Prefix(prefix) => form.starts_with(prefix.as_str()),
            });
        }
        let is_it = |other: &String| other == term || other.strip_prefix(FORM) == Some(form);
        self.marks.iter().any(|mark| match &mark.pattern {
            Pattern::Sequence(forms) | Pattern::Near { forms, .. } => {
                forms.iter().flatten().any(is_it)
            }
            Pattern::Prefix(prefix) => form.starts_with(prefix.as_str()),
        })
    }

    /// The places of a field's text that match, in bytes: ascending, not overlapping.
    pub(in crate::query) fn ranges(
        &self,
        text: &str,
        field: Field,
        analyzer: &mut NewsAnalyzer,
    ) -> Vec<Range<usize>> {
        joined(
            self.matches(text, field, analyzer)
                .into_iter()
                .map(|m| m.range),
        )
    }

    /// The places of a field's text that match, each with its mark, in their order.
    pub(super) fn matches(
        &self,
        text: &str,
        field: Field,
        analyzer: &mut NewsAnalyzer,
    ) -> Vec<Match> {
        let marks: Vec<(usize, &Pattern)> = self
            .marks
            .iter()
            .enumerate()
            .filter(|(_, mark)| mark.field.is_none_or(|only| only == field))
            .map(|(index, mark)| (index, &mark.pattern))
            .collect();
        if marks.is_empty() {
            return Vec::new();
        }
        let tokens = Tokens::of(text, &marks, analyzer);
        let mut found = tokens.with_prefix;
        for (mark, pattern) in marks {
            let sequences = &tokens.sequences;
            let places: Vec<_> = match pattern {
                Pattern::Sequence(forms) => {
                    forms.iter().flat_map(|form| sequences.of(form)).collect()
                }
                Pattern::Near { forms, slop } => {
                    let near = forms.iter().flat_map(|form| sequences.near(form, *slop));
                    near.collect()
                }
                Pattern::Prefix(_) => Vec::new(),
            };
            found.extend(places.into_iter().map(|range| Match { range, mark }));
        }
        found.sort_by_key(|m| (m.range.start, m.range.end, m.mark));
        found
    }
}
