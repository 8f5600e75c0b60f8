//! A request as the engine will carry it out.

use super::matching::{Conditions, Matcher};
use super::passages::Highlights;
use super::request::{SearchRequest, SortOrder};
use super::stop_words::without_stop_words;
use super::words::{RankedWord, ranked_words};
use crate::schema::ArticleSchema;
use tantivy::query::Query;

/// A request turned into engine queries: which articles match, which words rank them, what to
/// mark in them.
pub struct QueryPlan {
    pub(super) conditions: Conditions,
    pub(super) dates: Option<Box<dyn Query>>,
    pub(super) words: Vec<RankedWord>,
    pub(super) highlights: Highlights,
    pub(super) sort: SortOrder,
    pub(super) limit: usize,
    pub(super) offset: usize,
    pub(super) shown: String,
    /// What a person ought to know about how the query was read.
    pub notes: Vec<String>,
}

impl QueryPlan {
    /// Plans a request against a schema.
    #[must_use]
    pub fn new(request: &SearchRequest, schema: &ArticleSchema) -> Self {
        let mut analyzer = schema.analyzer();
        let ask = without_stop_words(&request.ask, schema.language);
        let words = ranked_words(&ask, schema, &mut analyzer);
        let highlights = Highlights::new(&ask, schema, &mut analyzer);
        let mut matcher = Matcher {
            schema,
            analyzer: &mut analyzer,
            wordless: Vec::new(),
        };
        let conditions = matcher.conditions(&ask);
        let dates = matcher.dates(&request.dates);
        let notes = matcher.wordless.iter();
        let notes = notes.map(|text| format!("`{text}` has no letter or digit: it finds nothing"));
        Self {
            conditions,
            dates,
            notes: notes.collect(),
            words,
            highlights,
            sort: request.sort,
            limit: request.limit,
            offset: request.offset,
            shown: request.ask.to_string(),
        }
    }

    /// The query for all articles that match.
    pub(super) fn matching(&self) -> Box<dyn Query> {
        self.conditions
            .query(self.dates.as_ref().map(|dates| dates.box_clone()))
    }
}
