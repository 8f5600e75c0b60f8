//! What each tool answers: the JSON of the command of its name, without what only programs use.
//!
//! Texts of articles are given in parts. Paths are left out where the configuration says so.

use super::bounded::{bounded, without};
use crate::present::{Detail, PathOutput, write_similar};
use crate::present::{FORMAT_VERSION, FamilyView, OutputFormat, PageOptions, Show, Writer};
use crate::query::{Deadline, SearchPage};
use crate::serve::archives::holdings::Holdings;
use crate::serve::ask::answers;
use crate::serve::ask::article::Found;
use crate::serve::ask::fault::Fault;
use crate::serve::ask::params::Params;
use crate::serve::ask::question::Question;
use serde_json::{Map, Value, json};
use std::io;

/// The number of characters of an article's text, unless another is asked for.
const LENGTH: usize = 8_000;

/// What only programs use.
const FOR_PROGRAMS: [&str; 11] = [
    "format_version",
    "took_ms",
    "words",
    "precision",
    "ordinal",
    "headline_highlights",
    "headline_highlights_bytes",
    "highlights",
    "highlights_bytes",
    "start_bytes",
    "explanation",
];

/// `archives`
#[allow(
    clippy::unnecessary_wraps,
    reason = "a row of the table of tools, where others fail"
)]
pub(super) fn archives(holdings: &Holdings, _: &Params, _: Deadline) -> Result<Value, Fault> {
    let archives = holdings.each().map(|(source, state)| {
        let manifest = state.open.as_ref().map(|own| &own.generation.manifest);
        let statistics = manifest.map(|own| &own.statistics);
        json!({
            "name": source.name,
            "problem": state.fault.as_ref().map(|fault| fault.shown),
            "articles": statistics.map(|own| own.articles),
            "earliest": statistics.and_then(|own| own.earliest).map(|date| date.to_string()),
            "latest": statistics.and_then(|own| own.latest).map(|date| date.to_string()),
        })
    });
    let answer = json!({ "archives": archives.collect::<Vec<_>>() });
    Ok(finished(answer, holdings))
}

/// `search`
pub(super) fn search(
    holdings: &Holdings,
    params: &Params,
    deadline: Deadline,
) -> Result<Value, Fault> {
    let question = Question::read(params, holdings, deadline)?;
    let page = answers::search(&question, holdings)?;
    let answer = of_page(&page)?;
    Ok(finished(with_next(answer, &page), holdings))
}

/// `show`
pub(super) fn show(holdings: &Holdings, params: &Params, _: Deadline) -> Result<Value, Fault> {
    let Found {
        mut article,
        archive,
        ..
    } = found(holdings, params)?;
    let body = std::mem::take(&mut article.body);
    let offset = params.number("offset").unwrap_or(0);
    let length = params.number("length").unwrap_or(LENGTH);
    let mut ends = body.char_indices().map(|(at, _)| at).skip(offset);
    let start = ends.next().unwrap_or(body.len());
    let end = ends.nth(length - 1).unwrap_or(body.len());
    let mut answer = of_json(&article)?;
    answer["archive"] = archive.name.as_str().into();
    answer["format_version"] = FORMAT_VERSION.into();
    let mut answer = finished(answer, holdings);
    let characters = body.chars().count();
    answer["body_characters"] = characters.into();
    answer["body_offset"] = offset.into();
    if end < body.len() {
        answer["next_offset"] = (offset + length).into();
    }
    answer["body"] = body[start..end].into();
    Ok(answer)
}

/// `timeline`
pub(super) fn timeline(
    holdings: &Holdings,
    params: &Params,
    deadline: Deadline,
) -> Result<Value, Fault> {
    let questions = Question::read_compared(params, holdings, deadline)?;
    let report = answers::timeline(&questions, params)?;
    Ok(finished(of_json(&report)?, holdings))
}

/// The number of values of a field, unless another is asked for.
const LISTED: usize = 20;

/// `facets`
pub(super) fn facets(
    holdings: &Holdings,
    params: &Params,
    deadline: Deadline,
) -> Result<Value, Fault> {
    let question = Question::read(params, holdings, deadline)?;
    let mut list = answers::facets(&question, params)?;
    list.limit.get_or_insert(LISTED);
    Ok(finished(of_json(&list)?, holdings))
}

/// `similar`
pub(super) fn similar(
    holdings: &Holdings,
    params: &Params,
    deadline: Deadline,
) -> Result<Value, Fault> {
    let similar = answers::similar(&found(holdings, params)?, params, holdings, deadline)?;
    let mut json = Vec::new();
    write_similar(&similar, format()?, &options(), &mut json)?;
    Ok(finished(with_next(read(&json)?, &similar.page), holdings))
}

/// `copies`
pub(super) fn copies(holdings: &Holdings, params: &Params, _: Deadline) -> Result<Value, Fault> {
    let found = found(holdings, params)?;
    let origin = &found.article.origin;
    let Some(family) = answers::copies(&found)? else {
        return Ok(json!({ "copies": 0, "note": "the article has no copies" }));
    };
    let view = FamilyView {
        family: family.id,
        articles: &family.articles,
        asked: origin,
    };
    Ok(finished(of_json(&view)?, holdings))
}

/// The article of an archive and an id.
fn found(holdings: &Holdings, params: &Params) -> Result<Found, Fault> {
    let archive = params.get("archive").unwrap_or_default();
    let id = params.get("id").unwrap_or_default();
    if holdings.shows_paths(archive) {
        return Found::by_id(holdings, archive, id, params);
    }
    if params.get("path").is_some() {
        return Err(Fault::of("path", "paths of this archive are not given"));
    }
    Found::by_number(holdings, archive, id, params.number("number"))
}

fn of_page(page: &SearchPage) -> Result<Value, Fault> {
    let Writer::Page(writer) = format()?.writer else {
        return Err(no_format().into());
    };
    let mut json = Vec::new();
    writer.write(page, &options(), &mut json)?;
    read(&json)
}

fn of_json(show: &dyn Show) -> Result<Value, Fault> {
    let mut json = Vec::new();
    show.json(&mut json)?;
    read(&json)
}

fn read(json: &[u8]) -> Result<Value, Fault> {
    Ok(serde_json::from_slice(json).map_err(io::Error::other)?)
}

fn format() -> io::Result<&'static OutputFormat> {
    OutputFormat::named("json").ok_or_else(no_format)
}

fn no_format() -> io::Error {
    io::Error::other("no such format")
}

fn options() -> PageOptions {
    PageOptions {
        width: 80,
        folders: Vec::new(),
        path_output: PathOutput::Lines,
        columns: None,
        detail: Detail::Compact,
        links: false,
    }
}

/// Says where the next hits begin, if there are more.
fn with_next(mut answer: Value, page: &SearchPage) -> Value {
    let next = page.offset + page.hits.len() as u64;
    if next < page.total && !page.hits.is_empty() {
        answer["next_offset"] = next.into();
    }
    answer
}

/// Short enough, and without what is not for assistants.
fn finished(mut answer: Value, holdings: &Holdings) -> Value {
    without(&mut answer, &FOR_PROGRAMS);
    if holdings.hides_paths() {
        without(&mut answer, &["path"]);
    }
    match answer {
        Value::Object(own) => Value::Object(bounded(own)),
        other => Value::Object(bounded(Map::from_iter([("answer".to_owned(), other)]))),
    }
}
