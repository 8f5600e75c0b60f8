//! What a search gives back: plain records, no engine in them.

use crate::article::Article;
use crate::query::rank::explain::Explanation;
use std::ops::Range;
use std::time::Duration;

/// One page of the ranked matches of a search.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchPage {
    /// The number of the generation that answered.
    pub generation: u64,
    /// How the query was read, in the form that reads back as the same query.
    pub query: String,
    /// What a person ought to know about how the query was read, a sentence each.
    pub notes: Vec<String>,
    /// The words that ranked and their weights, those that feedback added behind the typed ones.
    pub words: Vec<QueryWord>,
    /// How many articles match, on this page or not.
    pub total: u64,
    /// How many better ones were left out before the first hit.
    pub offset: u64,
    /// The hits, best first.
    pub hits: Vec<SearchHit>,
    /// How long the search took, without opening the index and without printing.
    pub took: Duration,
}

/// A word that a query ranks by.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryWord {
    /// Its terms; several ways of writing it apart by `|`.
    pub word: String,
    /// What it counts against the others.
    pub weight: f64,
    /// Whether feedback added it.
    pub added: bool,
}

/// One article that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchHit {
    /// Its place in the whole ranking, from 1.
    pub rank: u64,
    /// Its score; comparable within one page only. 0 where nothing was scored.
    pub score: f64,
    /// How the score comes about, where that was asked for and something was scored.
    pub explanation: Option<Explanation>,
    /// The article, whole.
    pub article: Article,
    /// Byte ranges of the headline that match, ascending, not overlapping, at character borders.
    pub headline_matches: Vec<Range<usize>>,
    /// Parts of the body around what matches, in the order of the text. Never empty for an
    /// article with a body: where no word of the body matches, it is the beginning.
    pub passages: Vec<Passage>,
}

/// A part of an article's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The text, cut at word borders, line feeds as in the body.
    pub text: String,
    /// Where it begins in the body, in bytes.
    pub start_byte: usize,
    /// Where it begins in the body, in characters (Unicode scalar values).
    pub start: usize,
    /// Byte ranges of `text` that match, ascending, not overlapping, at character borders.
    pub matches: Vec<Range<usize>>,
    /// Whether text of the body stands before it.
    pub cut_before: bool,
    /// Whether text of the body stands behind it.
    pub cut_after: bool,
}
