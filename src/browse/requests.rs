//! What the view asks of its caller, and what it gets back.
//!
//! Answers to a search have its number. One that is not the last number is of no use any more.

use super::hit::Hit;
use super::narrowing::Narrowing;
use crate::article::Article;
use crate::dossiers::Dossiers;
use crate::query::{FieldValue, Marks, SearchPage, SortOrder, Suggestion, Timeline};
use std::sync::Arc;

/// A search that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its number; a later one replaces it.
    pub number: u64,
    /// The query as it is typed.
    pub query: String,
    /// What is chosen in the timeline and among the facets.
    pub narrowing: Narrowing,
    /// The order of hits.
    pub sort: SortOrder,
    /// How many hits are not wanted because they are there.
    pub offset: usize,
    /// The largest number of hits.
    pub limit: usize,
    /// Whether values of facets are counted.
    pub facets: bool,
}

/// The number of articles with each value of a facet, the most frequent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// The name of the field.
    pub field: &'static str,
    /// The values, as many as can be listed.
    pub values: Vec<(String, u64)>,
    /// The number of other values.
    pub others: usize,
}

/// What the list is of.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The query with the dates that are chosen.
    pub query: String,
    /// The values that are chosen.
    pub values: Vec<FieldValue>,
    /// The order of hits.
    pub sort: SortOrder,
}

/// A text that is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// A reference to the article.
    Citation,
    /// The whole path of its file.
    Path,
    /// The command that prints the same list.
    Command,
}

/// A change of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkChange {
    /// The article is put into it, with a note if there is one.
    Add {
        /// The note.
        note: Option<String>,
    },
    /// It is taken out.
    Remove,
}

/// What the caller shall do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Search, and stop the search before.
    Search(Wanted),
    /// Read an article, and find what the last query marks in it.
    Read {
        /// The number of the search.
        number: u64,
        /// The place of the article in the list.
        place: usize,
        /// The article, which has its text only if `is_whole`.
        article: Arc<Article>,
        /// Whether it was read before.
        is_whole: bool,
        /// The hash of its text.
        text: String,
    },
    /// Copy a text.
    Copy {
        /// Which.
        what: Copied,
        /// The list, for a command line.
        list: Listed,
        /// The article, without its text, and the name of its archive.
        of: Option<(Arc<Article>, String)>,
    },
    /// Open an article in another program.
    Open {
        /// The article.
        article: Arc<Article>,
        /// The name of its archive.
        archive: String,
    },
    /// Change a dossier.
    Dossier {
        /// Its name.
        name: String,
        /// How.
        change: MarkChange,
        /// The article, without its text.
        article: Arc<Article>,
        /// The hash of its text.
        text: String,
        /// The name of its archive.
        archive: String,
    },
    /// Read the saved queries.
    ReadSaved,
    /// Save a query.
    Save {
        /// Its name.
        name: String,
        /// The query.
        query: String,
    },
    /// End.
    Quit,
    /// Panic, in tests of the program.
    #[cfg(debug_assertions)]
    Panic,
}

/// What the view gets back.
#[derive(Debug)]
pub enum Answer {
    /// Hits.
    Page {
        /// The number of the search.
        number: u64,
        /// The number of hits and the notes; the hits are apart.
        page: Box<SearchPage>,
        /// The hits.
        hits: Vec<Hit>,
    },
    /// Other searches, where little was found.
    Suggestions {
        /// The number of the search.
        number: u64,
        /// Why nothing was found, a sentence each.
        reasons: Vec<String>,
        /// The suggestions.
        suggestions: Vec<Suggestion>,
    },
    /// When the articles were published.
    Timeline {
        /// The number of the search.
        number: u64,
        /// The series.
        timeline: Timeline,
    },
    /// Values of facets.
    Facets {
        /// The number of the search.
        number: u64,
        /// A count a field.
        facets: Vec<FacetCounts>,
    },
    /// What the query marks in an article.
    Marks {
        /// The number of the search.
        number: u64,
        /// The place of the article in the list.
        place: usize,
        /// The whole article.
        article: Arc<Article>,
        /// The marks.
        marks: Marks,
    },
    /// All that a search has is there.
    Done {
        /// The number of the search.
        number: u64,
    },
    /// A search failed.
    Failed {
        /// The number of the search.
        number: u64,
        /// Why, and what to do.
        why: String,
    },
    /// A job published a new generation of the archive, which is searched from now on.
    Republished(String),
    /// Saved queries and watches: name and query.
    Saved(Vec<(String, String)>),
    /// The user's dossiers.
    Dossiers(Dossiers),
    /// A text was given to the terminal's clipboard.
    Copied {
        /// What it is.
        what: Copied,
        /// The text.
        text: String,
    },
    /// Something to say.
    Said(String),
}
