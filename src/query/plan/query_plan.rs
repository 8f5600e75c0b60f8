//! A request as the engine will carry it out.

use crate::query::passages::Highlights;
use crate::query::plan::conditions::{Conditions, Matcher};
use crate::query::plan::stop_words::without_stop_words;
use crate::query::plan::synonyms::groups::Aliases;
use crate::query::plan::synonyms::recognise::Variants;
use crate::query::plan::words::{RankedWord, ranked_words};
use crate::query::rank::second_stage::feedback::Expansion;
use crate::query::request::ranking::Ranking;
use crate::query::request::recency::Recency;
use crate::query::request::{SearchRequest, SortOrder};
use crate::schema::ArticleSchema;
use tantivy::query::Query;

/// A request turned into engine queries: which articles match, which words rank them, what to
/// mark in them.
pub struct QueryPlan {
    pub(in crate::query) conditions: Conditions,
    pub(in crate::query) dates: Option<Box<dyn Query>>,
    pub(in crate::query) words: Vec<RankedWord>,
    pub(in crate::query) highlights: Highlights,
    pub(in crate::query) sort: SortOrder,
    pub(in crate::query) limit: usize,
    pub(in crate::query) offset: usize,
    pub(in crate::query) ranking: Ranking,
    pub(in crate::query) expansion: Option<Expansion>,
    pub(in crate::query) recency: Option<Recency>,
    pub(in crate::query) explain: bool,
    pub(in crate::query) shown: String,
    /// What a person ought to know about how the query was read.
    pub notes: Vec<String>,
    /// What is found besides what was typed, a sentence for each name with aliases.
    pub aliases: Vec<String>,
}

impl QueryPlan {
    /// Plans a request against a schema, its words as they are.
    #[must_use]
    pub fn new(request: &SearchRequest, schema: &ArticleSchema) -> Self {
        Self::with_aliases(request, schema, &Aliases::default())
    }

    /// Plans a request that also finds what aliases add to its plain words.
    #[must_use]
    pub fn with_aliases(
        request: &SearchRequest,
        schema: &ArticleSchema,
        aliases: &Aliases,
    ) -> Self {
        let mut analyzer = schema.analyzer();
        let others = request.ranking.stop_words_from;
        let ask = without_stop_words(&request.ask, others, &mut analyzer);
        let variants = Variants::new(&request.ask, aliases, schema, &mut analyzer);
        let words = ranked_words(&ask, &variants, schema, &mut analyzer);
        let highlights = Highlights::new(&ask, &variants, schema, &mut analyzer);
        let mut matcher = Matcher {
            schema,
            variants: Some(&variants),
            analyzer: &mut analyzer,
            wordless: Vec::new(),
        };
        let mut conditions = matcher.conditions(&ask);
        if schema.has_restricted && !request.any_status && !ask.names_field("status") {
            conditions.excluded.push(Box::new(schema.restricted()));
        }
        let dates = matcher.dates(&request.dates);
        // In an index without texts every word finds nothing, which is not the word's doing.
        let is_wordless = |text: &&String| !text.contains(char::is_alphanumeric);
        let notes = matcher.wordless.iter().filter(is_wordless);
        let notes = notes.map(|text| format!("`{text}` has no letter or digit: it finds nothing"));
        Self {
            conditions,
            dates,
            notes: notes.collect(),
            aliases: variants.notes,
            words,
            highlights,
            sort: request.sort,
            limit: request.limit,
            offset: request.offset,
            ranking: request.ranking.clone(),
            expansion: request.expansion,
            recency: request.recency,
            explain: request.explain,
            shown: request.ask.to_string(),
        }
    }

    /// The query for all articles that match.
    pub(in crate::query) fn matching(&self) -> Box<dyn Query> {
        self.conditions
            .query(self.dates.as_ref().map(|dates| dates.box_clone()))
    }
}
