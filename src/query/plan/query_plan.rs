//! A request as the engine carries it out.
//!
//! The query is read once; conditions, ranked words and highlights come from that reading.

use super::conditions::Conditions;
use super::filters::given::Given;
use super::filters::values::with_values;
use super::filters::{dates, in_files};
use super::highlights;
use super::patterns::{Expansions, WordPattern};
use super::portable::{self, Portable};
use super::reading::Reading;
use super::synonyms::groups::Synonyms;
use super::words::{RankedWord, ranked_words};
use crate::analysis::Language;
use crate::query::ask::{Ask, Clause, Expr, Filter, Occur};
use crate::query::passages::Highlights;
use crate::query::request::copies::{Copies, Folding};
use crate::query::request::deadline::Deadline;
use crate::query::request::excerpts::Excerpts;
use crate::query::request::expansion::Expansion;
use crate::query::request::ranking::Ranking;
use crate::query::request::recency::Recency;
use crate::query::request::sample::Sample;
use crate::query::request::{SearchRequest, SortOrder};
use crate::schema::ArticleSchema;
use tantivy::query::Query;

/// A request turned into engine queries: which articles match, which words rank them, and what to
/// mark in them.
pub struct QueryPlan {
    pub(in crate::query) conditions: Conditions,
    /// Which articles match, for an engine elsewhere.
    pub(in crate::query) portable: Portable,
    pub(in crate::query) dates: Option<Box<dyn Query>>,
    /// Whether articles whose source forbids their use are found.
    pub(in crate::query) finds_restricted: bool,
    pub(in crate::query) words: Vec<RankedWord>,
    pub(in crate::query) highlights: Highlights,
    /// The languages that the query is read in, the likeliest first.
    pub(in crate::query) languages: Vec<Language>,
    pub(in crate::query) sort: SortOrder,
    pub(in crate::query) sample: Option<Sample>,
    pub(in crate::query) limit: usize,
    pub(in crate::query) offset: usize,
    pub(in crate::query) folding: Folding,
    pub(in crate::query) ranking: Ranking,
    pub(in crate::query) expansion: Option<Expansion>,
    pub(in crate::query) recency: Option<Recency>,
    pub(in crate::query) explain: bool,
    pub(in crate::query) excerpts: Excerpts,
    pub(in crate::query) deadline: Deadline,
    pub(in crate::query) shown: String,
    /// How many parts of the query are more than words and phrases.
    pub(in crate::query) special_parts: usize,
    /// What the plan is made of again on an index, whose words its patterns fit and which knows the
    /// copies; `None` for a query that asks for neither.
    pub(in crate::query) open: Option<Box<OpenPlan>>,
    /// A sentence for each part of the query that can find nothing.
    pub notes: Vec<String>,
    /// A sentence for each name in the query that has synonyms: what is found in addition.
    pub synonym_notes: Vec<String>,
}

/// A request that an index is needed for: it has patterns of words, or asks for copies alone.
pub(in crate::query) struct OpenPlan {
    pub(in crate::query) patterns: Vec<WordPattern>,
    pub(in crate::query) request: SearchRequest,
    pub(in crate::query) synonyms: Synonyms,
}

impl QueryPlan {
    /// Plans a request against a schema. Plain words also find their `synonyms`;
    /// [`Synonyms::default`] has none.
    #[must_use]
    pub fn new(request: &SearchRequest, schema: &ArticleSchema, synonyms: &Synonyms) -> Self {
        Self::with_words(request, schema, synonyms, &[])
    }

    /// The same with the words of an index that its patterns fit.
    pub(in crate::query) fn with_words(
        request: &SearchRequest,
        schema: &ArticleSchema,
        synonyms: &Synonyms,
        words: &Expansions,
    ) -> Self {
        let stop_words_from = request.ranking.stop_words_from;
        let mut given = Given::new(&request.named, words, request.now.as_ref());
        given.misread = request.misread && request.ranking.misread > 0.0;
        let reading = Reading::new(&request.ask, schema, synonyms, stop_words_from, &given);
        let mut conditions = Conditions::new(&reading, schema, request.deadline);
        if let Some(files) = &request.within {
            let files = in_files::in_files(files, schema);
            conditions.filters.push(files);
        }
        conditions
            .filters
            .extend(with_values(&request.values, schema));
        let names_status = reading.names(schema.fields.status);
        let finds_restricted = request.any_status || names_status;
        if schema.has_restricted && !finds_restricted {
            conditions.excluded.push(Box::new(schema.restricted()));
        }
        // In an index without texts every word finds nothing, whatever its letters.
        let is_wordless = |text: &&String| !text.contains(char::is_alphanumeric);
        let wordless = conditions.wordless.iter().filter(is_wordless);
        let notes = of_wordless(wordless.map(String::as_str).collect());
        let patterns = reading.open_patterns.clone();
        Self {
            notes: notes.into_iter().chain(reading.notes.clone()).collect(),
            open: (!patterns.is_empty() || request.folding.copies == Copies::Only).then(|| {
                Box::new(OpenPlan {
                    patterns,
                    request: request.clone(),
                    synonyms: synonyms.clone(),
                })
            }),
            special_parts: reading.special_parts(),
            portable: portable::portable(&reading, schema, request, finds_restricted),
            conditions,
            finds_restricted,
            dates: dates::within(&request.dates, schema),
            words: ranked_words(&reading),
            highlights: highlights::of(&reading),
            languages: reading.languages.clone(),
            sort: request.sort,
            sample: request.sample.clone(),
            limit: request.limit,
            offset: request.offset,
            folding: request.folding,
            ranking: request.ranking.clone(),
            expansion: request.expansion,
            recency: request.recency,
            explain: request.explain,
            excerpts: request.excerpts,
            deadline: request.deadline,
            shown: request.ask.to_string(),
            synonym_notes: reading.synonym_notes,
        }
    }

    /// The plan of all articles that could match a request: those within its dates, and if it finds
    /// articles whose source forbids their use, these too. Shares are shares of them.
    #[must_use]
    pub fn of_all(request: &SearchRequest, schema: &ArticleSchema, synonyms: &Synonyms) -> Self {
        let is_of_dates = |clause: &&Clause| {
            let is_date = matches!(clause.expr, Expr::Filter(Filter::Dates { .. }));
            is_date && clause.occur == Occur::Required
        };
        let asked = Self::new(request, schema, synonyms);
        let dates = request.ask.clauses.iter().filter(is_of_dates);
        let all = SearchRequest {
            ask: Ask {
                clauses: dates.cloned().collect(),
            },
            any_status: request.any_status || asked.finds_restricted,
            ..request.clone()
        };
        Self::new(&all, schema, synonyms)
    }

    /// The query for all articles that match.
    pub(in crate::query) fn matching(&self) -> Box<dyn Query> {
        self.conditions.query(self.dates.as_deref())
    }
}

/// The most texts that a note names.
const NAMED: usize = 4;

/// A note on texts without a letter or a digit, if there are any.
fn of_wordless(texts: Vec<&str>) -> Option<String> {
    let mut named: Vec<&str> = Vec::new();
    for text in &texts {
        if named.len() < NAMED && !named.contains(text) {
            named.push(text);
        }
    }
    let quoted: Vec<_> = named.iter().map(|text| format!("`{text}`")).collect();
    let have = match quoted.len() {
        0 => return None,
        1 => "has no letter or digit: it finds nothing",
        _ => "have no letter or digit: they find nothing",
    };
    let others = texts.iter().any(|text| !named.contains(text));
    let others = if others { " and others" } else { "" };
    Some(format!("{}{others} {have}", quoted.join(", ")))
}
