//! How the score of a hit comes about, as plain records.

use serde::Serialize;

/// The parts of one hit's score. `score = (typed_share · (Σ words · coordination + passage) ·
/// proximity + added_share · Σ added) · recency`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The words of the query that rank, in its order, those that the article lacks included.
    pub words: Vec<WordShare>,
    /// The words that feedback added; empty without `--expand`.
    pub added: Vec<WordShare>,
    /// The factor for lacking words of the query; 1 where it has all.
    pub coordination: f64,
    /// What the best passage adds.
    pub passage: f64,
    /// How close together neighbouring words of the query stand, from 0 to 1.
    pub closeness: f64,
    /// The factor for that, from 1.
    pub proximity: f64,
    /// What the typed words' score is multiplied by in an expanded query; else 1.
    pub typed_share: f64,
    /// What the added words' score is multiplied by; 0 without `--expand`.
    pub added_share: f64,
    /// The factor for the article's age, where one was asked for.
    pub recency: Option<f64>,
    /// The whole.
    pub score: f64,
}

/// A word's part of a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WordShare {
    /// The word's terms; several ways of writing it apart by `|`.
    pub word: String,
    /// Its inverse document frequency times its count in the query, or its part in the feedback.
    pub weight: f64,
    /// Where it stands.
    pub fields: Vec<FieldShare>,
    /// What it gives: weight times saturated frequency.
    pub score: f64,
}

/// A word's occurrences in one field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldShare {
    /// The field's name.
    pub field: String,
    /// How often it stands there; an alias counts for less.
    pub frequency: f64,
    /// The field's length in tokens, as coarse as the index keeps it.
    pub length: u32,
    /// The mean over all articles.
    pub average_length: f64,
    /// What an occurrence there counts.
    pub weight: f64,
}
