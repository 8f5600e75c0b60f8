//! Searching articles that are on other machines: what is asked, as values, and what comes back.
//!
//! `plan` makes conditions, `engine` asks. Who answers, and in what language, is not known here.

use crate::analysis::Language;
use crate::article::{ArchivePath, Article};
use crate::copies::Families;
use crate::query::request::SortOrder;
use crate::query::request::file_set::FileRecords;
use std::sync::Arc;
use tantivy::Searcher;

/// What an article must satisfy. Fields go by their names.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every article.
    All,
    /// No article.
    Nothing,
    /// Terms one after another, in a field of running text; with `slop`, with so many moves of
    /// words between (as in Lucene's phrases).
    Words {
        /// The field.
        field: String,
        /// The terms, at least one.
        terms: Vec<String>,
        /// In words.
        slop: u32,
    },
    /// One of these terms, in a field of running text.
    OneOf {
        /// The field.
        field: String,
        /// The terms.
        terms: Vec<String>,
    },
    /// A term with a prefix, in a field of running text.
    TermPrefix {
        /// The field.
        field: String,
        /// The prefix.
        prefix: String,
        /// Whether the prefix itself is such a term.
        has_whole: bool,
    },
    /// Any term, in a field of running text.
    AnyTerm(String),
    /// A value, in a field of values; any without one.
    Value(String, Option<String>),
    /// A value with a prefix.
    ValuePrefix(String, String),
    /// A value like this wildcard: parts, between which is any text (`None`) or one character.
    ValueLike(String, Vec<Like>),
    /// Some files, or some of their records.
    Listed(Arc<[FileRecords]>),
    /// The articles that were read in this language.
    ReadIn(String),
    /// A number from the first to before the second.
    Range(String, Option<i64>, Option<i64>),
    /// All of the first, one of the second if there are any, and none of the third.
    Every(Vec<Condition>, Vec<Condition>, Vec<Condition>),
    /// What the articles of one archive must satisfy, by its place among those that are searched
    /// together; no other article does.
    InArchive(usize, Box<Self>),
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
            Self::InArchive(_, own) => own.unsupported(),
            _ => None,
        }
    }

    /// What the articles of the archive at a place must satisfy.
    pub(in crate::query) fn of_archive(&self, place: usize) -> Self {
        let each = |list: &[Self]| list.iter().map(|own| own.of_archive(place)).collect();
        match self {
            Self::InArchive(own, condition) if *own == place => condition.of_archive(place),
            Self::InArchive(..) => Self::Nothing,
            Self::Every(all, any, none) => Self::Every(each(all), each(any), each(none)),
            other => other.clone(),
        }
    }

    /// All of these.
    pub(in crate::query) fn all(conditions: Vec<Self>) -> Self {
        Self::Every(conditions, Vec::new(), Vec::new())
    }
}

/// An article with the language that it was read in.
pub type ReadArticle = (Article, Language);

/// Articles one after the other, as they arrive.
pub type Arriving<'a> = Box<dyn Iterator<Item = Result<ReadArticle, String>> + 'a>;

/// What searches the articles of one archive on other machines. Each error is a sentence.
pub trait SearchElsewhere {
    /// The best candidates, and counts.
    ///
    /// # Errors
    /// Why it cannot be asked.
    fn few(&self, asked: &Asked) -> Result<Few, String>;

    /// The number of matches of each condition.
    ///
    /// # Errors
    /// Why it cannot be asked.
    fn counts(&self, matching: &[Condition]) -> Result<Vec<u64>, String>;

    /// Every match, the oldest first. It may fail after any of them.
    fn each<'s>(&'s self, matching: &Condition) -> Arriving<'s>;

    /// Calls `each` with the number of matches of every group: those with the same value of a
    /// field of values, and those of the same day. What is not grouped by is `None`, as is what an
    /// article lacks. An article with several values is in several groups.
    ///
    /// # Errors
    /// Why it cannot be asked.
    fn groups(&self, matching: &Condition, by: Groups, each: EachGroup) -> Result<(), String>;

    /// At most so many matches, drawn by chance; the same until the next job.
    ///
    /// # Errors
    /// Why it cannot be asked.
    fn some(&self, matching: &Condition, most: u64) -> Result<Vec<ReadArticle>, String>;

    /// Calls `each` with the place of every match, and its first value of a field.
    ///
    /// # Errors
    /// Why it cannot be asked.
    fn places(
        &self,
        matching: &Condition,
        field: Option<&str>,
        each: &mut dyn FnMut(PlaceElsewhere),
    ) -> Result<(), String>;

    /// The articles that have one of these keys of copies, the earliest first, up to some thousands.
    ///
    /// # Errors
    /// Why it cannot be asked.
    fn alike(&self, keys: &[String]) -> Result<Vec<ReadArticle>, String>;

    /// The articles at these places: the path of a file, and the number that the article was sent
    /// with.
    ///
    /// # Errors
    /// Why it cannot be asked.
    fn at(&self, places: &[(ArchivePath, u32)]) -> Result<Vec<ReadArticle>, String>;
}

/// What is called with each group: its value, the number of its day, and the number of its matches.
pub type EachGroup<'a> = &'a mut dyn FnMut(Option<&str>, Option<i32>, u64);

/// What matches are grouped by.
#[derive(Debug, Clone, Copy)]
pub struct Groups<'a> {
    /// A field of values.
    pub field: Option<&'a str>,
    /// The day, on the clock of the source.
    pub by_day: bool,
}

/// Where an article is, and what a sample is divided by.
#[derive(Debug, Clone)]
pub struct PlaceElsewhere {
    /// The path of its file.
    pub path: ArchivePath,
    /// The number that it was sent with.
    pub serial: u32,
    /// Its place in the file now.
    pub ordinal: u32,
    /// The number of its day since 1970.
    pub day: Option<i32>,
    /// The value that was asked for.
    pub value: Option<String>,
}

/// What is asked.
#[derive(Debug)]
pub struct Asked<'a> {
    /// Which articles match.
    pub matching: &'a Condition,
    /// Their order.
    pub order: SortOrder,
    /// What they are ranked by, if they are ordered by relevance.
    pub words: &'a [WordElsewhere],
    /// Words that rank in addition: an article with all others need not have them.
    pub added: &'a [WordElsewhere],
    /// The number of candidates.
    pub candidates: usize,
    /// Terms that are counted, each with its field.
    pub counted: &'a [(String, String)],
    /// The languages that count, by their names; empty for all.
    pub languages: &'a [String],
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
#[derive(Debug)]
pub struct Few {
    /// The candidates.
    pub articles: Vec<ReadArticle>,
    /// The number of matches.
    pub total: u64,
    /// For each term that was counted, the articles that have it: all, and those in the languages.
    pub counts: Vec<(u64, u64)>,
}

/// The archives on other machines that are searched, and how their candidates become segments.
pub struct FarArchives<'a> {
    /// The archives.
    pub parts: Vec<FarArchive<'a>>,
    /// Makes segments of candidates.
    pub join: Box<dyn JoinCandidates + 'a>,
}

/// An archive on other machines.
pub struct FarArchive<'a> {
    /// Its place among those that are searched together.
    pub place: usize,
    /// What searches it.
    pub search: Box<dyn SearchElsewhere + 'a>,
}

/// Makes segments of candidates, after those that are here.
pub trait JoinCandidates {
    /// All segments, with the candidates of archives by their places.
    ///
    /// # Errors
    /// Why the engine refuses.
    fn join(&self, few: Vec<(usize, Vec<ReadArticle>)>) -> Result<JoinedCandidates, String>;
}

/// Segments that are here, and candidates.
pub struct JoinedCandidates {
    /// All segments.
    pub searcher: Searcher,
    /// For each segment the place of its archive; empty if all are of the first.
    pub places: Vec<usize>,
    /// The families of what is here, and those of the candidates.
    pub families: Families,
}
