//! What each address of the API answers. The JSON is written by `present`, as on the command line.
//!
//! Each reads its parameters by the table of its address. What is found comes from `ask`; nothing is
//! searched here.

use crate::present::{
    Column, Detail, FORMAT_VERSION, FamilyView, OutputFormat, PageOptions, PathOutput, Show,
    Writer, write_similar,
};
use crate::query::SearchPage;
use crate::serve::ask::answers;
use crate::serve::ask::article::Found;
use crate::serve::ask::fault::Fault;
use crate::serve::ask::parameter::{
    ARTICLE, FACETED, QUERY, SEARCH, SIMILARS, TIMELINES, VALUES, WORDS,
};
use crate::serve::ask::params::Params;
use crate::serve::ask::question::Question;
use crate::serve::http::app::Call;
use crate::serve::http::reply::{JSON, Reply};
use serde_json::{Value, json};
use std::io;

/// The types of the formats of hits.
const TYPES: [(&str, &str); 7] = [
    ("json", JSON),
    ("jsonl", "application/jsonl; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("tsv", "text/tab-separated-values; charset=utf-8"),
    ("markdown", "text/markdown; charset=utf-8"),
    ("bibtex", "application/x-bibtex; charset=utf-8"),
    ("ris", "application/x-research-info-systems; charset=utf-8"),
];

fn written(show: &dyn Show) -> Result<Reply, Fault> {
    let mut body = Vec::new();
    show.json(&mut body)?;
    Ok(Reply::of(JSON, body))
}

/// What a format of hits depends on.
fn options(params: &Params) -> Result<PageOptions, Fault> {
    let columns = params.get("fields").map(Column::named).transpose();
    Ok(PageOptions {
        width: 80,
        folders: Vec::new(),
        path_output: PathOutput::Lines,
        columns: columns.map_err(|why| Fault::of("fields", why))?,
        detail: Detail::Compact,
        links: false,
    })
}

/// Writes a page of hits in one of the formats.
fn written_page(page: &SearchPage, params: &Params) -> Result<Reply, Fault> {
    let name = params.get("format").unwrap_or("json");
    let known = TYPES.iter().find(|(own, _)| *own == name);
    let format = OutputFormat::named(name).zip(known);
    let Some((
        OutputFormat {
            writer: Writer::Page(writer),
            ..
        },
        (_, kind),
    )) = format
    else {
        return Err(Fault::of("format", "there is no such format"));
    };
    let options = options(params)?;
    if options.columns.is_some() && !writer.takes_columns() {
        return Err(Fault::of("fields", "the format has no fields to choose"));
    }
    let mut body = Vec::new();
    writer.write(page, &options, &mut body)?;
    Ok(Reply::of(kind, body))
}

/// `/api/search`
pub(super) fn search(call: &Call) -> Result<Reply, Fault> {
    let params = Params::read(&call.query, SEARCH, false)?;
    options(&params)?;
    let question = Question::read(&params, &call.holdings, call.deadline)?;
    let page = answers::search(&question, &call.holdings)?;
    written_page(&page, &params)
}

/// `/api/articles/{archive}/{id}`
pub(super) fn article(call: &Call) -> Result<Reply, Fault> {
    let params = Params::read(&call.query, &[ARTICLE], false)?;
    written(&found(call, &params)?.article)
}

/// `/api/timeline`
pub(super) fn timeline(call: &Call) -> Result<Reply, Fault> {
    let params = Params::read(&call.query, TIMELINES, false)?;
    let questions = Question::read_compared(&params, &call.holdings, call.deadline)?;
    written(&answers::timeline(&questions, &params)?)
}

/// `/api/facets`
pub(super) fn facets(call: &Call) -> Result<Reply, Fault> {
    let params = Params::read(&call.query, FACETED, false)?;
    let question = Question::read(&params, &call.holdings, call.deadline)?;
    written(&answers::facets(&question, &params)?)
}

/// `/api/terms`
pub(super) fn terms(call: &Call) -> Result<Reply, Fault> {
    let params = Params::read(&call.query, WORDS, false)?;
    let question = Question::read(&params, &call.holdings, call.deadline)?;
    written(&answers::terms(&question, &params)?)
}

/// `/api/similar/{archive}/{id}`
pub(super) fn similar(call: &Call) -> Result<Reply, Fault> {
    let params = Params::read(&call.query, SIMILARS, false)?;
    let options = options(&params)?;
    let found = found(call, &params)?;
    let similar = answers::similar(&found, &params, &call.holdings, call.deadline)?;
    let mut body = Vec::new();
    let format = OutputFormat::named("json").ok_or_else(|| io::Error::other("no such format"))?;
    write_similar(&similar, format, &options, &mut body)?;
    Ok(Reply::of(JSON, body))
}

/// `/api/copies/{archive}/{id}`
pub(super) fn copies(call: &Call) -> Result<Reply, Fault> {
    let params = Params::read(&call.query, &[ARTICLE], false)?;
    let found = found(call, &params)?;
    let origin = &found.article.origin;
    let Some(family) = answers::copies(&found)? else {
        return Err(Fault::NotFound("the article has no copies".to_owned()));
    };
    written(&FamilyView {
        family: family.id,
        articles: &family.articles,
        asked: origin,
    })
}

/// `/api/suggest`
pub(super) fn suggest(call: &Call) -> Result<Reply, Fault> {
    let params = Params::read(&call.query, &[QUERY, VALUES], false)?;
    let mut question = Question::read(&params, &call.holdings, call.deadline)?;
    question.request.limit = 0;
    let page = answers::search(&question, &call.holdings)?;
    let page: Value =
        serde_json::from_slice(&written_page(&page, &params)?.body).map_err(io::Error::other)?;
    let body = json!({
        "format_version": FORMAT_VERSION,
        "query": page["query"],
        "total": page["total"],
        "suggestions": page["suggestions"],
    });
    Ok(Reply::of(JSON, format!("{body}\n")))
}

/// `/api/archives`
pub(super) fn archives(call: &Call) -> Result<Reply, Fault> {
    Params::read(&call.query, &[], false)?;
    let archives = call.holdings.each().map(|(source, state)| {
        let manifest = state.open.as_ref().map(|own| &own.generation.manifest);
        let statistics = manifest.map(|own| &own.statistics);
        json!({
            "name": source.name,
            "available": manifest.is_some(),
            "problem": state.fault.as_ref().map(|fault| fault.shown),
            "generation": manifest.map(|own| own.generation),
            "created": manifest.map(|own| own.created.to_string()),
            "articles": statistics.map(|own| own.articles),
            "files": statistics.map(|own| own.files),
            "earliest": statistics.and_then(|own| own.earliest).map(|date| date.to_string()),
            "latest": statistics.and_then(|own| own.latest).map(|date| date.to_string()),
        })
    });
    let archives: Vec<Value> = archives.collect();
    let body = json!({ "format_version": FORMAT_VERSION, "archives": archives });
    Ok(Reply::of(JSON, format!("{body}\n")))
}

fn found(call: &Call, params: &Params) -> Result<Found, Fault> {
    Found::by_id(&call.holdings, call.part(0), call.part(1), params)
}
