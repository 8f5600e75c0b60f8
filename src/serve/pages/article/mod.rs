//! The page of an article: the text, its facts, what can be taken along, copies, before and after.
//!
//! Its parameters are those of the search that found it, so that words are marked and its neighbours
//! in the list are linked.

pub(super) mod file;
pub(super) mod take;

use super::address::{Address, of_article};
use super::frame::{Frame, page};
use super::search::{Date, SEARCH};
use super::text::{Part, direction, language_name, language_tag, line, paragraphs, parts, safe};
use crate::article::{Article, ArticleKind, Status, fields};
use crate::copies::Difference;
use crate::present::{date_for_people, page_name, place_of_date, value_for_people, web_address};
use crate::query::ask::Ask;
use crate::query::{SearchHit, SearchRequest};
use crate::serve::ask::article::Found;
use crate::serve::ask::fault::Fault;
use crate::serve::ask::parameter::{ARTICLE, HITS, PAGE, Parameter, QUERY, VALUES};
use crate::serve::ask::params::Params;
use crate::serve::ask::question::Question;
use crate::serve::http::app::Call;
use crate::serve::http::reply::Reply;
use askama::Template;

/// The parameters of an article's page: those of its search, and which article is meant.
const TABLES: &[&[Parameter]] = &[QUERY, VALUES, HITS, ARTICLE, PAGE];

/// How many similar articles are looked at, and how many are shown before and after.
const SIMILAR: usize = 24;
const SHOWN: usize = 4;

/// How many copies are compared.
const COPIES: usize = 20;

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage {
    frame: Frame,
    title: String,
    headline: Vec<Part>,
    language: String,
    direction: &'static str,
    date: Option<Date>,
    source: Option<String>,
    bylines: Option<String>,
    paragraphs: Vec<Vec<Part>>,
    facts: Vec<Fact>,
    takes: Vec<(&'static str, String)>,
    url: Option<String>,
    copies: Vec<Other>,
    more_copies: usize,
    before: Vec<Other>,
    after: Vec<Other>,
    undated: Vec<Other>,
    results: Option<Results>,
}

/// A fact about an article, and where it is from.
struct Fact {
    label: &'static str,
    value: String,
    from: Option<&'static str>,
}

/// Another article.
struct Other {
    address: String,
    title: String,
    about: String,
}

/// The search that the article is a result of.
struct Results {
    address: String,
    rank: String,
    before: Option<Other>,
    after: Option<Other>,
}

/// `/article/{archive}/{id}`
pub(super) fn answer(call: &Call) -> Result<Reply, Fault> {
    let params = Params::read(&call.query, TABLES, true)?;
    let found = Found::by_id(&call.holdings, call.part(0), call.part(1), &params)?;
    let article = &found.article;
    let marks = found.marks(&params, &call.holdings, call.deadline)?;
    let address = Address::of(&params);
    let archive = found.archive.name.as_str();
    let (copies, more_copies) = copies(&found, &address)?;
    let (before, after, undated) = around(&found, call, &address)?;
    let shown = |text: &Option<String>| text.as_deref().map(line).filter(|text| !text.is_empty());
    let bylines = line(&article.bylines.join(", "));
    page(&ArticlePage {
        title: format!("{} – {}", title(article), safe(&call.app.title)),
        headline: match page_name(article).filter(|_| article.headline.trim().is_empty()) {
            Some(name) => parts(&name, &[]),
            None => parts(article.headline.trim_end(), &marks.headline),
        },
        language: language_tag(article.language.as_deref()),
        direction: direction(article.language.as_deref().unwrap_or_default()),
        date: Date::of(article),
        source: shown(&article.source),
        bylines: (!bylines.is_empty()).then_some(bylines),
        paragraphs: paragraphs(article.body.trim_end(), &marks.body),
        facts: facts(article, archive),
        takes: takes(&found, call),
        url: article.url.as_deref().and_then(web_address),
        copies,
        more_copies,
        before,
        after,
        undated,
        results: results(&params, call, &address)?,
        frame: Frame {
            query: safe(params.get("q").unwrap_or_default()),
            kept: address.but(&["q", "offset"]),
            ..Frame::of(&call.app)
        },
    })
}

/// The headline of an article, the name of a page, or that it has none.
pub(super) fn title(article: &Article) -> String {
    match article.headline.trim() {
        "" => page_name(article).map_or("(no headline)".to_owned(), |name| line(&name)),
        headline => line(headline),
    }
}

fn facts(article: &Article, archive: &str) -> Vec<Fact> {
    let labelled = fields::labelled().into_iter();
    let facts = labelled.map(|(label, field)| Fact {
        value: match field.name {
            "path" => safe(&article.origin.to_string()),
            "status" if article.status == Status::Usable => String::new(),
            "kind" if article.kind == ArticleKind::Article => String::new(),
            "language" => language_name(article.language.as_deref().unwrap_or_default()),
            _ => safe(&value_for_people(field, article)),
        },
        from: match field.name {
            "published" => article.published_from.map(place_of_date),
            _ => None,
        },
        label,
    });
    let own = Fact {
        label: "archive",
        value: line(archive),
        from: None,
    };
    // The address is a button.
    let facts = facts.filter(|fact| !fact.value.trim().is_empty() && fact.label != "url");
    facts.chain([own]).collect()
}

/// What can be taken along.
fn takes(found: &Found, call: &Call) -> Vec<(&'static str, String)> {
    let (archive, article) = (found.archive.name.as_str(), &found.article);
    let none = super::address::plain();
    let with = |name: &str| of_article("take", archive, article, &none.set("as", name));
    let mut takes: Vec<_> = take::FORMATS
        .iter()
        .map(|own| (own.label, with(own.name)))
        .collect();
    let mut sources = call.holdings.each();
    let is_given = sources.any(|(source, _)| source.name == archive && source.gives_files);
    if is_given {
        takes.push(("Source file", of_article("file", archive, article, &none)));
    }
    takes
}

/// The other articles of its family, with what differs from this one, and how many are left out.
fn copies(found: &Found, address: &Address) -> Result<(Vec<Other>, usize), Fault> {
    let article = &found.article;
    let Some(family) = found.set.engine().family_of(&article.origin, false)? else {
        return Ok((Vec::new(), 0));
    };
    let others = family
        .articles
        .iter()
        .filter(|(own, _)| own.origin != article.origin);
    let more = others.clone().count().saturating_sub(COPIES);
    let others = others.take(COPIES).map(|(own, is_replaced)| {
        let mut about = differences(article, own);
        if *is_replaced {
            about.push_str(", replaced by a later version");
        }
        let source = own
            .source
            .as_deref()
            .map_or_else(|| own.origin.to_string(), str::to_owned);
        let date = own.published.as_ref().map(date_for_people);
        let title = [Some(line(&source)), date];
        Other {
            address: address.article(&found.archive.name, own, None),
            title: title.into_iter().flatten().collect::<Vec<_>>().join(", "),
            about,
        }
    });
    Ok((others.collect(), more))
}

/// What differs, in words.
fn differences(own: &Article, other: &Article) -> String {
    let text = Difference::between(&own.body, &other.body);
    let mut parts = Vec::new();
    if own.headline != other.headline {
        parts.push("other headline".to_owned());
    }
    for (count, what) in [
        (text.cut, "less"),
        (text.added, "more"),
        (text.changed, "changed"),
        (text.moved, "moved"),
    ] {
        if count > 0 {
            let paragraphs = crate::present::counted(count as u64, "paragraph");
            parts.push(format!("{paragraphs} {what}"));
        }
    }
    if parts.is_empty() {
        parts.push("same text".to_owned());
    }
    parts.join(", ")
}

type Around = (Vec<Other>, Vec<Other>, Vec<Other>);

/// Articles on the same subject: from before it, from after it, and those where that is not known.
fn around(found: &Found, call: &Call, address: &Address) -> Result<Around, Fault> {
    let request = SearchRequest {
        ranking: found.archive.search.ranking.clone(),
        deadline: call.deadline,
        ..SearchRequest::new(Ask::default(), SIMILAR)
    };
    let similar = found
        .set
        .engine()
        .similar(&found.article, &found.archive.name, &request)?;
    let (mut before, mut after, mut undated) = (Vec::new(), Vec::new(), Vec::new());
    let own = found.article.published;
    let mut hits: Vec<_> = similar.page.hits.iter().collect();
    // The most similar of each list, in the order of time.
    let side =
        |hit: &&SearchHit| Some(hit.article.published?.local_seconds() < own?.local_seconds());
    let mut kept = [0; 3];
    hits.retain(|hit| {
        let list = side(hit).map_or(2, usize::from);
        kept[list] += 1;
        kept[list] <= SHOWN
    });
    hits.sort_by_key(|hit| hit.article.published.map(|date| date.local_seconds()));
    for hit in hits {
        let list = match side(&hit) {
            Some(true) => &mut before,
            Some(false) => &mut after,
            None => &mut undated,
        };
        list.push(other(hit, address, None));
    }
    Ok((before, after, undated))
}

fn other(hit: &SearchHit, address: &Address, rank: Option<u64>) -> Other {
    let article = &hit.article;
    Other {
        address: address.article(&hit.archive, article, rank),
        title: title(article),
        about: article
            .published
            .as_ref()
            .map(date_for_people)
            .unwrap_or_default(),
    }
}

/// The search that it is a result of, and its neighbours there.
fn results(params: &Params, call: &Call, address: &Address) -> Result<Option<Results>, Fault> {
    let Some(rank) = params.number("rank") else {
        return Ok(None);
    };
    // Those of the results' page, where the article was found.
    let query: Vec<String> = address
        .but(&["offset"])
        .into_iter()
        .map(|(name, value)| {
            let encoded = crate::serve::ask::params::encoded;
            format!("{}={}", encoded(&name), encoded(&value))
        })
        .collect();
    let params = Params::read(&query.join("&"), SEARCH, true)?;
    let mut question = Question::read(&params, &call.holdings, call.deadline)?;
    if question.request.ask.is_empty() && params.get("sort").is_none() {
        question.request.sort = crate::query::SortOrder::Newest;
    }
    let page_of = question.request.limit.max(1);
    question.request.offset = rank.saturating_sub(2);
    question.request.limit = 3;
    let found = question.set.engine().search(&question.plan())?;
    let at = |wanted: usize| {
        let mut hits = found.hits.iter();
        let hit = hits.find(|hit| hit.rank == wanted as u64)?;
        Some(other(hit, address, Some(hit.rank)))
    };
    let offset = (rank - 1) / page_of * page_of;
    let results = match offset {
        0 => address.without("offset"),
        offset => address.set("offset", &offset.to_string()),
    };
    let grouped = crate::present::grouped;
    Ok(Some(Results {
        address: results.results(),
        rank: format!("{} of {}", grouped(rank as u64), grouped(found.total)),
        before: at(rank - 1),
        after: at(rank + 1),
    }))
}
