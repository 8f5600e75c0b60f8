//! How the score of a hit comes about, as plain records. Their fields are keys of the JSON output.
//!
//! They are filled by the second stage and shown by `present`; nothing is calculated here.

use crate::analysis::fold;
use serde::Serialize;
use std::collections::BTreeMap;

/// The parts of one hit's score. `score = (typed_share · (Σ words · coordination + passage) ·
/// proximity + added_share · Σ added) · recency`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The words of the query that rank, in its order, including those that the article lacks.
    pub words: Vec<WordShare>,
    /// The words that feedback added; empty without `--expand`.
    pub added: Vec<WordShare>,
    /// The factor for words of the query that the article lacks, at most 1.
    pub coordination: f64,
    /// What the best passage adds to the score by words.
    pub passage: f64,
    /// How close together neighbouring words of the query are, from 0 to 1.
    pub closeness: f64,
    /// The factor for closeness, at least 1.
    pub proximity: f64,
    /// The factor on the typed words' score in an expanded query; otherwise 1.
    pub typed_share: f64,
    /// The factor on the added words' score; 0 without `--expand`.
    pub added_share: f64,
    /// The factor for the article's age, if newer articles are preferred.
    pub recency: Option<f64>,
    /// The score.
    pub score: f64,
}

/// A word's part of a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WordShare {
    /// The word's terms, with `|` between the ways to write it.
    pub word: String,
    /// Its inverse document frequency times its count in the query or its part in the feedback.
    pub weight: f64,
    /// The forms in which the article has it, with their numbers. Empty if it has only the one that
    /// was typed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub forms: BTreeMap<String, u32>,
    /// The fields that have the word.
    pub fields: Vec<FieldShare>,
    /// Its contribution: weight times saturated frequency.
    pub score: f64,
}

impl WordShare {
    /// Counts a form as written in the article.
    pub(super) fn add_form(&mut self, written: &str) {
        let mut form = String::new();
        fold(written, &mut form);
        *self.forms.entry(form).or_default() += 1;
    }

    /// Names no forms if the typed one is the only one.
    pub(super) fn leave_form_out(&mut self, typed: Option<&str>) {
        let mut forms = self.forms.keys();
        if let (Some(only), None) = (forms.next(), forms.next())
            && typed.is_none_or(|typed| typed == only)
        {
            self.forms.clear();
        }
    }
}

/// A word's occurrences in one field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldShare {
    /// The field's name.
    pub field: String,
    /// How often the word occurs in the field. Another form than the typed one and a synonym count
    /// less.
    pub frequency: f64,
    /// How often it occurs in the form that was typed; `None` if it has no other form there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_typed: Option<u32>,
    /// The field's length in tokens, rounded as the index keeps it.
    pub length: u32,
    /// The mean length over all articles, in tokens.
    pub average_length: f64,
    /// The weight of an occurrence in the field.
    pub weight: f64,
}
