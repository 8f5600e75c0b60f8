//! A search as a caller asks for it: the parsed query, dates, order, page, and how to score.
//!
//! Everything is resolved; nothing of it is text that still has to be parsed.

pub(in crate::query) mod copies;
pub(in crate::query) mod deadline;
pub(in crate::query) mod excerpts;
pub(in crate::query) mod expansion;
pub(in crate::query) mod file_set;
pub(in crate::query) mod named;
pub(in crate::query) mod period;
pub(in crate::query) mod ranking;
pub(in crate::query) mod recency;
pub(in crate::query) mod sample;

use crate::article::when::When;
use crate::article::{Precision, Published};
use crate::query::ask::{Ask, Clause, Expr, Filter, Occur};
use copies::Folding;
use deadline::Deadline;
use excerpts::Excerpts;
use expansion::Expansion;
use file_set::FileSet;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{SignedDuration, ZonedDateTime};
use named::Named;
use ranking::Ranking;
use recency::Recency;
use sample::Sample;

/// A search.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchRequest {
    /// The query.
    pub ask: Ask,
    /// The publication dates to search.
    pub dates: DateBounds,
    /// The files to search; `None` for all.
    pub within: Option<FileSet>,
    /// Values that articles must have; they leave the words of the query as they are.
    pub values: Vec<FieldValue>,
    /// Whether to find articles whose source forbids their use even if the query does not name
    /// their status.
    pub any_status: bool,
    /// The order of hits.
    pub sort: SortOrder,
    /// Which matches are drawn, if not all are wanted; they are in the order of their numbers.
    pub sample: Option<Sample>,
    /// The largest number of hits.
    pub limit: usize,
    /// The number of hits to skip.
    pub offset: usize,
    /// How copies are shown.
    pub folding: Folding,
    /// How to score.
    pub ranking: Ranking,
    /// Whether words are also found as a program may have misread them in print.
    pub misread: bool,
    /// How to add words of the first hits, if at all.
    pub expansion: Option<Expansion>,
    /// How much to prefer newer articles, if at all.
    pub recency: Option<Recency>,
    /// Whether to explain each hit's score.
    pub explain: bool,
    /// What the names in the query stand for.
    pub named: Named,
    /// The time now, for dates such as `yesterday`; `None` for the clock of the system.
    pub now: Option<ZonedDateTime>,
    /// Which parts of articles to show.
    pub excerpts: Excerpts,
    /// When the search has to end.
    pub deadline: Deadline,
}

impl SearchRequest {
    /// A search for the `limit` best matches, with default settings.
    #[must_use]
    pub fn new(ask: Ask, limit: usize) -> Self {
        Self {
            ask,
            dates: DateBounds::default(),
            within: None,
            values: Vec::new(),
            any_status: false,
            sort: SortOrder::default(),
            sample: None,
            limit,
            offset: 0,
            folding: Folding::default(),
            ranking: Ranking::default(),
            misread: false,
            expansion: None,
            recency: None,
            explain: false,
            named: Named::default(),
            now: None,
            excerpts: Excerpts::default(),
            deadline: Deadline::default(),
        }
    }

    /// Finds only what was published within these dates too, whatever the request says of dates.
    pub fn limit_to(&mut self, dates: DateBounds) {
        let span = Filter::Dates {
            since: dates.since.map(When::Date),
            until: dates.until.map(When::Date),
        };
        self.ask.clauses.push(Clause {
            occur: Occur::Required,
            expr: Expr::Filter(span),
        });
    }
}

/// A value of a field, exactly as it is counted: articles with it are searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldValue {
    /// The field, one of [`FACETS`](crate::query::FACETS) but the year.
    pub field: &'static str,
    /// The value.
    pub value: String,
}

/// A span of publication dates. No span contains articles without a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateBounds {
    /// Published in this period or later.
    pub since: Option<Published>,
    /// Published in this period or earlier.
    pub until: Option<Published>,
}

impl DateBounds {
    /// The first and the last day.
    #[must_use]
    pub fn days(&self) -> (Option<Date>, Option<Date>) {
        let first = self.since.map(|since| since.start().date());
        let last = self.until.map(|until| {
            // The end is the first moment after it.
            let end = until.end().saturating_sub(SECOND);
            end.date()
        });
        (first, last)
    }

    /// The dates before an article of this date, after it, or so long before and after it. With
    /// none of these all dates.
    #[must_use]
    pub fn around(
        date: Published,
        before: bool,
        after: bool,
        within: Option<SignedDuration>,
    ) -> Self {
        let around = within.unwrap_or(SignedDuration::MAX);
        let first = date.start().saturating_sub(around);
        let last = date.end().saturating_sub(SECOND).saturating_add(around);
        let at = |time: DateTime| {
            let offset = date.offset_seconds().map(Offset::from_seconds);
            let offset = offset.and_then(Result::ok);
            Published::time(time, Precision::Second, offset)
        };
        Self {
            since: match (after, within) {
                (true, _) => at(date.end()),
                (false, Some(_)) => at(first),
                (false, None) => None,
            },
            until: match (before, within) {
                (true, _) => at(date.start().saturating_sub(SECOND)),
                (false, Some(_)) => at(last),
                (false, None) => None,
            },
        }
    }
}

const SECOND: SignedDuration = SignedDuration::from_secs(1);

/// The order of hits. Ties are broken by date, newest first, then id, then path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortOrder {
    /// The best match first.
    #[default]
    Relevance,
    /// The newest first; articles without a date last.
    Newest,
    /// The oldest first; articles without a date last.
    Oldest,
    /// The most surely recognised first; articles that no program recognised last.
    Quality,
}
