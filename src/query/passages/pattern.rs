//! What to look for in a text, and a place that matches.

use std::ops::Range;
use tantivy::schema::Field;

/// A part of a query to mark in articles.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::query) struct Mark {
    /// The one field to mark it in, or `None` for all that words are searched in.
    pub(in crate::query) field: Option<Field>,
    /// What to mark.
    pub(in crate::query) pattern: Pattern,
}

/// What to mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::query) enum Pattern {
    /// Terms that follow one another, in any of several forms.
    Sequence(Vec<Vec<String>>),
    /// Terms in any order with at most `slop` other words between them, in any of several forms: each word is marked
    /// for itself, where it is that close to the others.
    Near {
        /// The terms of each form.
        forms: Vec<Vec<String>>,
        /// In words.
        slop: u32,
    },
    /// Words with this folded prefix.
    Prefix(String),
}

/// A place in a text that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// In bytes.
    pub(super) range: Range<usize>,
    /// The number of the mark.
    pub(super) mark: usize,
}
