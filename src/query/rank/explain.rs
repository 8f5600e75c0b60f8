//! How the score of a hit comes about, as plain records. Their fields are keys of the JSON output.

use serde::Serialize;

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
    /// The fields that have the word.
    pub fields: Vec<FieldShare>,
    /// Its contribution: weight times saturated frequency.
    pub score: f64,
}

/// A word's occurrences in one field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldShare {
    /// The field's name.
    pub field: String,
    /// How often the word occurs in the field. A synonym counts less.
    pub frequency: f64,
    /// The field's length in tokens, rounded as the index keeps it.
    pub length: u32,
    /// The mean length over all articles, in tokens.
    pub average_length: f64,
    /// The weight of an occurrence in the field.
    pub weight: f64,
}
