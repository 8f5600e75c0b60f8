//! The results of a search, as plain records without the engine.
//!
//! All ranges are byte ranges at the borders of characters. `present` shows these records.

use crate::article::{Article, Origin, Published};
use crate::query::rank::explain::Explanation;
use crate::query::snapshot::SearchedArchive;
use std::collections::HashSet;
use std::ops::Range;
use std::time::Duration;
use strum::IntoStaticStr;

/// One page of the ranked matches of a search.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchPage {
    /// The archives that were searched, in the order in which they were named.
    pub archives: Vec<SearchedArchive>,
    /// How the query was read, in the canonical form, which parses back to the same query.
    pub query: String,
    /// Notes for people on how the query was read, a sentence each.
    pub notes: Vec<String>,
    /// The words that ranked and their weights: the typed ones, then those that feedback added.
    pub words: Vec<QueryWord>,
    /// The number of articles that match, on this page or not.
    pub total: u64,
    /// The number of hits before this page.
    pub offset: u64,
    /// The hits, best first.
    pub hits: Vec<SearchHit>,
    /// What else to search for, where nothing or little was found.
    pub suggestions: Vec<Suggestion>,
    /// The time of the search, without opening the index and without printing.
    pub took: Duration,
}

impl SearchPage {
    /// Adds why nothing was found, as far as there is room for more notes.
    pub fn add_reasons(&mut self, reasons: Vec<String>) {
        let room = MOST_NOTES.saturating_sub(self.notes.len());
        self.notes.extend(reasons.into_iter().take(room));
    }
}

/// Another search, and what it finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What differs from the search before.
    pub kind: SuggestionKind,
    /// The query, in its canonical form.
    pub query: String,
    /// The number of articles that it finds; of [`SuggestionKind::Refresh`] the number of files that
    /// are newer than the index.
    pub total: u64,
    /// The part of the query that was changed or left out; of [`SuggestionKind::WithoutQuotes`] what
    /// joined the words: `quotes`, `NEAR` or both. Empty if nothing was.
    pub without: String,
}

/// What a suggestion changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum SuggestionKind {
    /// Words that are spelled like the typed ones.
    Spelling,
    /// A word left out.
    WithoutWord,
    /// A date, a field or another condition left out.
    WithoutFilter,
    /// The words of a phrase in any order and place.
    WithoutQuotes,
    /// Articles whose source forbids their use.
    AnyStatus,
    /// The same search after a refresh of the index.
    Refresh,
}

/// A word that matches are ranked by.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryWord {
    /// Its terms, with `|` between the ways to write it.
    pub word: String,
    /// The form that was typed, where it is not the term: articles with it come first.
    pub typed: Option<String>,
    /// Its weight, relative to the other words.
    pub weight: f64,
    /// Whether feedback added it.
    pub added: bool,
}

/// One article that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchHit {
    /// The rank among all matches, from 1.
    pub rank: u64,
    /// The score of the best match of its family; only scores of one page are comparable. 0 where hits are ordered by date.
    pub score: f64,
    /// How the score comes about, if the request wants that and hits are ordered by score.
    pub explanation: Option<Explanation>,
    /// The name of the archive that the article is in.
    pub archive: String,
    /// The copies and versions of the article, if it has any.
    pub copies: Option<HitCopies>,
    /// The whole article; of a family of copies the earliest that matches.
    pub article: Article,
    /// Byte ranges of the headline that match, ascending, not overlapping, at character borders.
    pub headline_matches: Vec<Range<usize>>,
    /// Parts of the body around matches, in the order of the text. Never empty for an article with
    /// a body: if no word of the body matches, it is the start of the body.
    pub passages: Vec<Passage>,
}

/// The other articles of a family of copies.
#[derive(Debug, Clone, PartialEq)]
pub struct HitCopies {
    /// The id of the family, which follows from its texts.
    pub family: u64,
    /// The number of other articles in the family, whether they match or not.
    pub others: u64,
    /// How many of these are versions that a later one has replaced.
    pub replaced: u64,
    /// Whether a later version has replaced this one.
    pub is_replaced: bool,
    /// Some of the copies, the earliest first, as many as were asked for.
    pub named: Vec<CopyName>,
}

/// What people know a copy by.
#[derive(Debug, Clone, PartialEq)]
pub struct CopyName {
    /// The publication.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// The file and the place in it.
    pub origin: Origin,
}

impl CopyName {
    /// The name of an article.
    pub(in crate::query) fn of(article: Article) -> Self {
        Self {
            source: article.source,
            published: article.published,
            origin: article.origin,
        }
    }
}

/// A part of an article's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The text, cut at word borders, line feeds as in the body.
    pub text: String,
    /// Its start in the body, in bytes.
    pub start_byte: usize,
    /// Its start in the body, in characters (Unicode scalar values).
    pub start: usize,
    /// Byte ranges of `text` that match, ascending, not overlapping, at character borders.
    pub matches: Vec<Range<usize>>,
    /// Whether the body has text before it.
    pub cut_before: bool,
    /// Whether the body has text after it.
    pub cut_after: bool,
}

/// The most notes of a page: more are not read.
const MOST_NOTES: usize = 24;

/// Notes, each once; where they are too many, the first of them and how many others there are.
pub(in crate::query) fn bounded(notes: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut notes: Vec<String> = notes
        .into_iter()
        .filter(|note| seen.insert(note.clone()))
        .collect();
    if notes.len() > MOST_NOTES {
        let others = notes.len() - (MOST_NOTES - 1);
        notes.truncate(MOST_NOTES - 1);
        notes.push(format!("{others} other notes are left out"));
    }
    notes
}
