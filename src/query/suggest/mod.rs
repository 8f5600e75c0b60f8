//! Other searches, where one found nothing or little, and why it found nothing.
//!
//! `spelling` looks for words of the index that may be meant (`likely` knows the usual errors),
//! `simpler` leaves parts of the query out, `reasons` says what is in no article. Each suggestion is
//! counted, and one that finds nothing more is not made. After a search that found enough, only words
//! that are in no article are looked at.

mod likely;
mod reasons;
mod simpler;
mod spelling;

use crate::article::when::When;
use crate::query::ask::{Ask, Clause, Expr, Filter, Occur, Quality};
use crate::query::engine::{Engine, SearchError};
use crate::query::page::{Suggestion, SuggestionKind};
use crate::query::plan::QueryPlan;
use crate::query::plan::synonyms::groups::Synonyms;
use crate::query::request::{DateBounds, SearchRequest};
use std::cell::Cell;

/// Up to this many articles are little.
pub const FEW: u64 = 3;

/// The most suggestions of one search.
const MOST: usize = 8;

/// The most parts that are more than words and phrases, in all queries that are tried. A query of many
/// has fewer suggestions.
const MOST_SPECIAL_PARTS: usize = 64;

/// A search that found nothing or little.
struct Asked<'a> {
    engine: &'a Engine<'a>,
    /// The request, with its dates as a part of the query.
    request: SearchRequest,
    synonyms: &'a Synonyms,
    /// The number of articles that it found.
    total: u64,
    /// How many parts that are more than words and phrases may still be tried.
    special_parts_left: Cell<usize>,
}

impl Engine<'_> {
    /// Other searches for a request that found `total` articles, the most likely first. If that is more
    /// than [`FEW`], only those with other words for words in no article. None if the request's deadline
    /// passes meanwhile.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn suggestions(
        &self,
        request: &SearchRequest,
        synonyms: &Synonyms,
        total: u64,
    ) -> Result<Vec<Suggestion>, SearchError> {
        let Some(asked) = Asked::of(self, request, synonyms, total) else {
            return Ok(Vec::new());
        };
        match asked.all() {
            Err(SearchError::TimedOut { .. }) => Ok(Vec::new()),
            found => found,
        }
    }
}

impl<'a> Asked<'a> {
    /// A search, if it asked for something and the words of what is elsewhere are known.
    fn of(
        engine: &'a Engine<'a>,
        request: &SearchRequest,
        synonyms: &'a Synonyms,
        total: u64,
    ) -> Option<Self> {
        let asked = Self::new(engine, request, synonyms, total)?;
        (!asked.request.ask.is_empty()).then_some(asked)
    }

    /// The same, whatever it asked for.
    fn new(
        engine: &'a Engine<'a>,
        request: &SearchRequest,
        synonyms: &'a Synonyms,
        total: u64,
    ) -> Option<Self> {
        engine.knows_words().then(|| Self {
            engine,
            request: with_dates(request),
            synonyms,
            total,
            special_parts_left: Cell::new(MOST_SPECIAL_PARTS),
        })
    }

    /// Whether the search found enough.
    fn found_enough(&self) -> bool {
        self.total > FEW
    }

    fn all(&self) -> Result<Vec<Suggestion>, SearchError> {
        let (mut found, meant) = self.spelling()?;
        if self.found_enough() {
            return Ok(found);
        }
        if self.total == 0 {
            if found.is_empty()
                && let Some(meant) = meant
            {
                found.extend(self.meant_with_less(meant)?);
            }
            let simpler = self.simpler(found.is_empty())?;
            found.extend(simpler);
        }
        found.extend(self.any_status()?);
        found.truncate(MOST);
        Ok(found)
    }

    /// The query with better words, which finds nothing, without its conditions that nothing fulfils.
    fn meant_with_less(&self, meant: Ask) -> Result<Option<Suggestion>, SearchError> {
        let asked = Asked {
            request: SearchRequest {
                ask: meant,
                ..self.request.clone()
            },
            special_parts_left: self.special_parts_left.clone(),
            ..*self
        };
        let simpler = asked.simpler(true)?;
        self.special_parts_left.swap(&asked.special_parts_left);
        let mut simpler = simpler.into_iter();
        let found = simpler.find(|own| own.kind == SuggestionKind::WithoutFilter);
        Ok(found
            .filter(|own| !own.query.is_empty())
            .map(|own| Suggestion {
                kind: SuggestionKind::Spelling,
                ..own
            }))
    }

    /// The number of articles that another query finds with the same settings; 0 if too many parts
    /// were tried.
    fn total_of(&self, ask: &Ask, any_status: bool) -> Result<u64, SearchError> {
        if self.special_parts_left.get() == 0 {
            return Ok(0);
        }
        let request = SearchRequest {
            ask: ask.clone(),
            any_status,
            ..self.request.clone()
        };
        let plan = QueryPlan::new(&request, self.engine.snapshot.schema, self.synonyms);
        let left = self.special_parts_left.get();
        let left = left.checked_sub(plan.special_parts);
        self.special_parts_left.set(left.unwrap_or(0));
        match left {
            Some(_) => self.engine.total(&plan),
            None => Ok(0),
        }
    }

    /// The suggestion of another query, if it finds more.
    fn suggestion(
        &self,
        kind: SuggestionKind,
        ask: &Ask,
        without: String,
    ) -> Result<Option<Suggestion>, SearchError> {
        let total = self.total_of(ask, self.request.any_status)?;
        // A word in no article finds nothing, so a better one may only change the order of the rest.
        let is_better = total > self.total || self.found_enough() && total == self.total;
        Ok(is_better.then(|| Suggestion {
            kind,
            query: ask.to_string(),
            total,
            without,
        }))
    }

    /// The articles that match but whose source forbids their use.
    fn any_status(&self) -> Result<Option<Suggestion>, SearchError> {
        if self.request.any_status || !self.engine.snapshot.schema.has_restricted {
            return Ok(None);
        }
        let all = self.total_of(&self.request.ask, true)?;
        let total = all.saturating_sub(self.total);
        let restricted = Expr::Filter(Filter::Is(Quality::Restricted));
        let ask = required([self.request.ask.as_condition(), restricted]);
        Ok((total > 0).then(|| Suggestion {
            kind: SuggestionKind::AnyStatus,
            query: ask.to_string(),
            total,
            without: String::new(),
        }))
    }
}

/// A part of a query as it is typed.
fn shown(expr: &Expr) -> String {
    let clause = Clause {
        occur: Occur::Optional,
        expr: expr.clone(),
    };
    let ask = Ask {
        clauses: vec![clause],
    };
    ask.to_string()
}

/// A query that requires all of these.
fn required(parts: impl IntoIterator<Item = Expr>) -> Ask {
    let clauses = parts.into_iter().flat_map(|part| {
        let ask = Ask::of_condition(part);
        ask.clauses
    });
    Ask {
        clauses: clauses.collect(),
    }
}

/// The request with its dates as a part of the query, so that the text of a suggestion has them.
fn with_dates(request: &SearchRequest) -> SearchRequest {
    let DateBounds { since, until } = request.dates;
    let mut request = SearchRequest {
        dates: DateBounds::default(),
        ..request.clone()
    };
    if since.is_some() || until.is_some() {
        request.ask.clauses.push(Clause {
            occur: Occur::Required,
            expr: Expr::Filter(Filter::Dates {
                since: since.map(When::Date),
                until: until.map(When::Date),
            }),
        });
    }
    request
}
