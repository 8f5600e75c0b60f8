//! The state of the archives, and how queries are written.
//!
//! What is known of an archive without walking its folders: `dateline status` compares those too.

use super::frame::{Frame, page};
use super::text::{line, safe};
use crate::present::{counted, date_for_people};
use crate::query::ask::{QUERY_LANGUAGE, RULE};
use crate::serve::archives::holdings::State;
use crate::serve::archives::source::ArchiveSource;
use crate::serve::ask::fault::Fault;
use crate::serve::http::app::Call;
use crate::serve::http::reply::Reply;
use askama::Template;
use jiff::{SignedDuration, Timestamp};

/// How many problems are listed of an archive.
const LISTED: usize = 20;

#[derive(Template)]
#[template(path = "status.html")]
struct StatusPage {
    frame: Frame,
    archives: Vec<Archive>,
}

struct Archive {
    name: String,
    is_available: bool,
    problem: Option<&'static str>,
    facts: Vec<(&'static str, String)>,
    problems: Vec<String>,
    more_problems: u64,
}

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    frame: Frame,
    notations: Vec<(Vec<&'static str>, &'static str)>,
    rule: String,
    fields: String,
}

/// `/status`
pub(super) fn answer(call: &Call) -> Result<Reply, Fault> {
    let archives = call
        .holdings
        .each()
        .map(|(source, state)| archive(source, state));
    page(&StatusPage {
        archives: archives.collect(),
        frame: Frame::of(&call.app),
    })
}

/// `/help`
pub(super) fn help(call: &Call) -> Result<Reply, Fault> {
    let notations = QUERY_LANGUAGE.iter();
    page(&HelpPage {
        notations: notations
            .map(|own| (own.typed.to_vec(), own.meaning))
            .collect(),
        rule: RULE.join(" "),
        fields: crate::article::fields::list_for_people(),
        frame: Frame::of(&call.app),
    })
}

fn archive(source: &ArchiveSource, state: &State) -> Archive {
    let mut own = Archive {
        name: line(&source.name),
        is_available: state.open.is_some(),
        problem: state.fault.as_ref().map(|fault| fault.shown),
        facts: Vec::new(),
        problems: Vec::new(),
        more_problems: 0,
    };
    if let Some(folders) = source.folders.as_ref().filter(|_| source.shows_folders) {
        own.facts.push(("Folder", safe(&folders.to_string())));
    }
    let Some(open) = &state.open else {
        return own;
    };
    let manifest = &open.generation.manifest;
    let statistics = &manifest.statistics;
    let made = manifest.created.strftime("%-d %B %Y %H:%M UTC");
    let age = Timestamp::now().duration_since(manifest.created);
    own.facts.push((
        "Generation",
        format!("{}, of {made} ({} ago)", manifest.generation, rough(age)),
    ));
    own.facts.push((
        "Content",
        format!(
            "{} in {} of {}",
            counted(statistics.articles, "article"),
            crate::present::grouped(statistics.article_files),
            counted(statistics.files, "file")
        ),
    ));
    if let (Some(first), Some(last)) = (&statistics.earliest, &statistics.latest) {
        let undated = statistics.articles.saturating_sub(statistics.dated);
        let without = match undated {
            0 => String::new(),
            undated => format!(", {} without a date", counted(undated, "article")),
        };
        let (first, last) = (date_for_people(first), date_for_people(last));
        own.facts
            .push(("Dates", format!("{first} to {last}{without}")));
    }
    own.facts
        .extend(last_job(source).map(|text| ("Last job", text)));
    problems(open, &mut own);
    own
}

/// What the report of the last job says.
fn last_job(source: &ArchiveSource) -> Option<String> {
    let report: serde_json::Value = serde_json::from_slice(&source.store.last_report()?).ok()?;
    let started = report["started"].as_str()?;
    let started: Timestamp = started.parse().ok()?;
    let took = report["took_seconds"].as_f64()?;
    let how = match report["exit_code"].as_i64()? {
        0 => "it succeeded".to_owned(),
        4 => "a guard refused it".to_owned(),
        code => format!("it ended with exit code {code}"),
    };
    let started = started.strftime("%-d %B %Y %H:%M UTC");
    Some(format!("{started}, {took:.1} s: {how}"))
}

fn problems(open: &crate::serve::archives::set::OpenArchive, own: &mut Archive) {
    // A catalog that cannot be read is no reason to show nothing.
    let Ok(catalog) = open.generation.catalog() else {
        own.problems
            .push("the list of problems cannot be read".to_owned());
        return;
    };
    for entry in catalog.entries() {
        own.more_problems += u64::from(entry.more_problems);
        for problem in entry.known_problems() {
            if own.problems.len() < LISTED {
                let text = format!("{}: {}", problem.path.as_str(), problem.problem.detail);
                own.problems.push(line(&text));
            } else {
                own.more_problems += 1;
            }
        }
    }
}

/// A span of time, in its largest unit.
fn rough(span: SignedDuration) -> String {
    let seconds = u64::try_from(span.as_secs()).unwrap_or(0);
    for (unit, length) in [("day", 86_400), ("hour", 3_600), ("minute", 60)] {
        if seconds >= length {
            return counted(seconds / length, unit);
        }
    }
    counted(seconds, "second")
}
