//! Searching articles that are on other machines: what is asked, as values, and what comes back.
//!
//! `plan` makes conditions, `engine` asks. Who answers, and in what language, is not known here.

use crate::article::Article;
use crate::query::request::SortOrder;
use tantivy::Searcher;

/// What an article must satisfy. Fields go by their names.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every article.
    All,
    /// No article.
    Nothing,
    /// Terms one after another, in a field of running text; with `slop`, with so many moves of words
    /// between (as in Lucene's phrases).
    Words {
        /// The field.
        field: String,
        /// The terms, at least one.
        terms: Vec<String>,
        /// In words.
        slop: u32,
    },
    /// A term with a prefix, in a field of running text.
    TermPrefix {
        /// The field.
        field: String,
        /// The prefix.
        prefix: String,
    },
    /// Any term, in a field of running text.
    AnyTerm(String),
    /// A value, in a field of values; any without one.
    Value(String, Option<String>),
    /// A value with a prefix.
    ValuePrefix(String, String),
    /// A value like this wildcard: parts, between which is any text (`None`) or one character.
    ValueLike(String, Vec<Like>),
    /// A number from the first to before the second.
    Range(String, Option<i64>, Option<i64>),
    /// All of the first, one of the second if there are any, and none of the third.
    Every(Vec<Condition>, Vec<Condition>, Vec<Condition>),
    /// Something that cannot be asked elsewhere, for people.
    Unsupported(String),
}

/// A part of a pattern of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Like {
    /// This text.
    Text(String),
    /// One of these texts.
    OneOf(Vec<String>),
    /// Any one character.
    One,
    /// Any text.
    Any,
    /// Any text that ends a folder, or none.
    Folders,
    /// An extension, files of a folder, or nothing.
    EndOfPath,
}

impl Condition {
    /// One of these; nothing without any.
    pub(in crate::query) fn any(mut conditions: Vec<Self>) -> Self {
        match conditions.len() {
            0 => Self::Nothing,
            1 => conditions.remove(0),
            _ => Self::Every(Vec::new(), conditions, Vec::new()),
        }
    }

    /// Why it cannot be carried out elsewhere; `None` if it can.
    #[must_use]
    pub fn unsupported(&self) -> Option<&str> {
        match self {
            Self::Unsupported(why) => Some(why),
            Self::Every(all, any, none) => {
                let mut parts = all.iter().chain(any).chain(none);
                parts.find_map(Self::unsupported)
            }
            _ => None,
        }
    }
}

/// What searches articles on other machines.
pub trait SearchElsewhere {
    /// The best candidates as segments in memory, and counts.
    ///
    /// # Errors
    /// Why it cannot be asked, as a sentence.
    fn few(&self, asked: &Asked) -> Result<Few, String>;

    /// The number of matches.
    ///
    /// # Errors
    /// Why it cannot be asked, as a sentence.
    fn count(&self, matching: &Condition) -> Result<u64, String>;

    /// Calls `each` with every match, the oldest first; stops when it says so.
    ///
    /// # Errors
    /// Why it cannot be asked, as a sentence.
    fn each(
        &self,
        matching: &Condition,
        each: &mut dyn FnMut(Article) -> bool,
    ) -> Result<(), String>;
}

/// What is asked.
#[derive(Debug)]
pub struct Asked<'a> {
    /// Which articles match.
    pub matching: &'a Condition,
    /// Their order.
    pub order: SortOrder,
    /// What they are ranked by, if they are ordered by relevance.
    pub words: Vec<WordElsewhere>,
    /// The number of candidates.
    pub candidates: usize,
    /// Terms that are counted, each with its field.
    pub counted: Vec<(String, String)>,
    /// The languages that count, by their names; empty for all.
    pub languages: Vec<String>,
}

/// A word to rank by.
#[derive(Debug)]
pub struct WordElsewhere {
    /// The ways to write it, each with how much it counts.
    pub forms: Vec<(Vec<String>, f64)>,
    /// The one field to search in.
    pub field: Option<String>,
    /// How much it counts.
    pub weight: f64,
}

/// What was found.
pub struct Few {
    /// The candidates.
    pub searcher: Searcher,
    /// The number of matches.
    pub total: u64,
    /// For each term that was counted, the articles that have it: all, and those in the languages.
    pub counts: Vec<(u64, u64)>,
}
