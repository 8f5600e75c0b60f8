//! The page of results: the answer in one line, a timeline, filters, hits.
//!
//! Without a query it shows the newest articles. The search is the one of the API with the same
//! parameters.

mod filters;
mod hits;
mod timeline;

use super::address::Address;
use super::frame::{Frame, page};
use super::text::safe;
use crate::present::counted;
use crate::query::{DateBounds, SearchPage, SearchRequest, SuggestionKind};
use crate::serve::ask::answers;
use crate::serve::ask::fault::Fault;
use crate::serve::ask::parameter::{HITS, Parameter, QUERY, VALUES};
use crate::serve::ask::params::Params;
use crate::serve::ask::question::Question;
use crate::serve::http::app::Call;
use crate::serve::http::reply::Reply;
use crate::serve::settings::Limits;
use askama::Template;
use filters::{Filter, filters};
pub(super) use hits::Date;
use hits::Hit;
use timeline::Bars;

/// The parameters of a search on a page.
pub(super) const SEARCH: &[&[Parameter]] = &[QUERY, VALUES, HITS];

/// How many copies of a hit are named.
pub(super) const NAMED_COPIES: usize = 2;

/// How many hits a file of results has at the most: those of the largest answer of the API.
const EXPORTED: usize = Limits::HITS;

#[derive(Template)]
#[template(path = "search.html")]
struct Results {
    frame: Frame,
    title: String,
    /// `64 of 312 articles`.
    said: String,
    /// The dates in words.
    dates: Option<String>,
    all_dates: String,
    sorts: Vec<Choice>,
    notes: Vec<String>,
    suggestions: Vec<Suggested>,
    bars: Option<Bars>,
    filters: Vec<Filter>,
    since: String,
    until: String,
    /// The parameters that the form of dates keeps.
    kept: Vec<(String, String)>,
    /// Values that are chosen, to be taken away.
    chosen: Vec<Choice>,
    hits: Vec<Hit>,
    is_empty: bool,
    /// The first page, of a page after the last one.
    beyond: Option<String>,
    /// How many articles have no place on the timeline.
    undated: Option<String>,
    /// What files of results do not have.
    cut: Option<String>,
    shown: String,
    before: Option<String>,
    after: Option<String>,
    feed: String,
    csv: String,
    json: String,
    bibtex: String,
}

/// Something that can be chosen.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) is_current: bool,
}

/// Another search.
#[derive(Debug)]
struct Suggested {
    before: String,
    query: String,
    address: String,
    found: String,
}

/// `/`
pub(super) fn answer(call: &Call) -> Result<Reply, Fault> {
    let params = Params::read(&call.query, SEARCH, true)?;
    let mut question = Question::read(&params, &call.holdings, call.deadline)?;
    question.request.folding.named = NAMED_COPIES;
    if question.request.limit == 0 {
        return Err(Fault::of("limit", "write a number from 1 to 100"));
    }
    // Without a query the newest articles are there to be read.
    if question.request.ask.is_empty() && params.get("sort").is_none() {
        question.request.sort = crate::query::SortOrder::Newest;
    }
    let found = answers::search(&question, &call.holdings)?;
    let address = Address::of(&params);
    let everywhen = SearchRequest {
        dates: DateBounds::default(),
        ..question.request.clone()
    };
    let engine = question.set.engine();
    let plan = engine.resolved(question.plan_of(&everywhen))?;
    let days = engine.days(&plan)?;
    let all = days.total();
    let is_dated = question.request.dates != DateBounds::default();
    let filters = filters(&question, &params, &call.holdings, &address)?;
    page(&Results {
        title: title(&question, &call.app.title),
        said: said(found.total, all, is_dated),
        dates: is_dated.then(|| dates_in_words(&params)),
        all_dates: address
            .without("since")
            .without("until")
            .without("on")
            .without("offset")
            .results(),
        sorts: sorts(&question, &address),
        notes: notes(&found, &question),
        suggestions: suggestions(&found, &address),
        undated: (days.undated > 0).then(|| {
            let undated = crate::article::grouped(days.undated);
            format!("{undated} without a date")
        }),
        bars: Bars::of(days, question.request.dates.days(), &address),
        filters,
        since: safe(params.get("since").or(params.get("on")).unwrap_or_default()),
        until: safe(params.get("until").or(params.get("on")).unwrap_or_default()),
        kept: address.but(&["since", "until", "on", "offset"]),
        chosen: chosen(&params, &address),
        is_empty: found.hits.is_empty(),
        beyond: (found.hits.is_empty() && found.total > 0 && question.request.offset > 0)
            .then(|| address.without("offset").results()),
        cut: (found.total > EXPORTED as u64).then(|| {
            format!("CSV, BibTeX and JSON have the first {EXPORTED}; `dateline export` has all.")
        }),
        shown: shown(&found),
        before: before(&question, &address),
        after: after(&found, &question, &address),
        feed: format!("/feed{}", address.without("offset").query()),
        csv: export(&address, "csv"),
        json: export(&address, "json"),
        bibtex: export(&address, "bibtex"),
        hits: found
            .hits
            .iter()
            .map(|hit| Hit::of(hit, &question, &address))
            .collect(),
        frame: Frame {
            query: safe(&question.text),
            kept: address.but(&["q", "offset"]),
            ..Frame::of(&call.app)
        },
    })
}

fn title(question: &Question, site: &str) -> String {
    match question.text.trim() {
        "" => safe(site),
        text => format!("{} – {}", safe(text), safe(site)),
    }
}

/// The answer in one line.
fn said(total: u64, all: u64, is_dated: bool) -> String {
    if is_dated && all > total {
        let total = crate::article::grouped(total);
        return format!("{total} of {}", counted(all, "article"));
    }
    match total {
        0 => "No article".to_owned(),
        total => counted(total, "article"),
    }
}

fn dates_in_words(params: &Params) -> String {
    let of = |name| params.get(name).map(safe);
    match (of("on"), of("since"), of("until")) {
        (Some(on), ..) => on,
        (None, Some(since), Some(until)) if since == until => since,
        (None, Some(since), Some(until)) => format!("{since} to {until}"),
        (None, Some(since), None) => format!("from {since}"),
        (None, None, Some(until)) => format!("to {until}"),
        (None, None, None) => String::new(),
    }
}

fn sorts(question: &Question, address: &Address) -> Vec<Choice> {
    use crate::query::SortOrder::{Newest, Oldest, Relevance};
    let all = [
        ("best first", "relevance", Relevance),
        ("newest", "newest", Newest),
        ("oldest", "oldest", Oldest),
    ];
    // Without words nothing is better than something else.
    let has_words = !question.request.ask.is_empty();
    let own = all
        .into_iter()
        .filter(|(_, _, sort)| has_words || *sort != Relevance);
    own.map(|(name, value, sort)| Choice {
        name: name.to_owned(),
        address: address.without("offset").set("sort", value).results(),
        is_current: question.request.sort == sort,
    })
    .collect()
}

fn notes(found: &SearchPage, question: &Question) -> Vec<String> {
    let mut notes: Vec<_> = found.notes.iter().map(|note| safe(note)).collect();
    if !question.notes.is_empty() && !question.request.ask.is_empty() {
        notes.push(format!("Read as: {}", safe(&found.query)));
    }
    notes
}

fn suggestions(found: &SearchPage, address: &Address) -> Vec<Suggested> {
    let each = found.suggestions.iter().map(|own| {
        let changed = address.without("offset").set("q", &own.query);
        let (before, changed) = match own.kind {
            SuggestionKind::Spelling => ("Did you mean".to_owned(), changed),
            SuggestionKind::AnyStatus => {
                let any = changed.set("any-status", "true");
                ("With articles that are not public:".to_owned(), any)
            }
            SuggestionKind::WithoutQuotes => (format!("Without {}:", own.without), changed),
            _ => (
                "With less:".to_owned(),
                changed.without("since").without("until").without("on"),
            ),
        };
        Suggested {
            before,
            query: match own.query.as_str() {
                "" => "all articles".to_owned(),
                query => safe(query),
            },
            address: changed.results(),
            found: counted(own.total, "article"),
        }
    });
    each.collect()
}

/// Values that are chosen, each to be taken away.
fn chosen(params: &Params, address: &Address) -> Vec<Choice> {
    let own = params.iter().filter(|(name, _)| {
        let mut values = VALUES.iter();
        *name == "in" || values.any(|row| row.name == *name)
    });
    own.map(|(name, value)| Choice {
        name: super::text::line(value),
        address: address.toggled(name, value).results(),
        is_current: true,
    })
    .collect()
}

fn shown(found: &SearchPage) -> String {
    let (Some(first), Some(last)) = (found.hits.first(), found.hits.last()) else {
        return String::new();
    };
    let grouped = crate::article::grouped;
    format!("{}–{}", grouped(first.rank), grouped(last.rank))
}

fn before(question: &Question, address: &Address) -> Option<String> {
    let (offset, limit) = (question.request.offset, question.request.limit);
    (offset > 0).then(|| match offset.saturating_sub(limit) {
        0 => address.without("offset").results(),
        before => address.set("offset", &before.to_string()).results(),
    })
}

/// The next page, unless this one is not full: copies are folded, so the total does not say it.
fn after(found: &SearchPage, question: &Question, address: &Address) -> Option<String> {
    let next = question.request.offset + question.request.limit;
    let is_full = found.hits.len() == question.request.limit;
    let has_more = is_full && (next as u64) < found.total && next <= Limits::OFFSET;
    has_more.then(|| address.set("offset", &next.to_string()).results())
}

fn export(address: &Address, format: &str) -> String {
    let own = address
        .without("offset")
        .set("format", format)
        .set("limit", &EXPORTED.to_string());
    format!("/api/search{}", own.query())
}
