//! What a run over archives did: a line for people, and the report for programs. `docs/report.schema.json` is the
//! report's JSON Schema, and docs/batch.md tells what each key means.

use super::json::write_line;
use super::report::{counted, seconds};
use super::safe::for_terminal;
use crate::article::Severity;
use crate::index::{Alert, BuildReport, FileCounts, FileProblem, Plan};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

/// The version of the report's format.
const REPORT_VERSION: u32 = 1;

/// One archive's part of a run.
#[derive(Debug, Clone)]
pub struct ArchiveRun {
    /// The archive's name, or its folder.
    pub name: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The exit code it would end the program with by itself.
    pub exit_code: u8,
    /// What it did, as far as it came to that.
    pub report: Option<BuildReport>,
    /// The generation in force where there is no report: what was before, and stands.
    pub stands: Option<u64>,
    /// What went wrong.
    pub error: Option<String>,
    /// What watches found and was told in this run.
    pub alerts: Vec<Alert>,
    /// The programs that ran around it.
    pub hooks: Vec<HookRun>,
}

/// What became of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A new generation is in force.
    Published,
    /// There was nothing to do.
    Current,
    /// A guard refused.
    Refused,
    /// It failed; the old generation is in force.
    Failed,
    /// Another process held it.
    Busy,
}

/// A program that ran around a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HookRun {
    /// Which hook: `before`, `after`, `on-failure`.
    pub hook: String,
    /// The program and its arguments.
    pub command: Vec<String>,
    /// How it ended; `None` if it ended by a signal or was not started.
    pub exit_code: Option<i32>,
    /// Why it was not started.
    pub error: Option<String>,
}

impl HookRun {
    /// Whether it ended well.
    #[must_use]
    pub fn succeeded(&self) -> bool {
        self.exit_code == Some(0)
    }
}

/// A run over several archives.
#[derive(Debug)]
pub struct JobRun<'a> {
    /// When it began.
    pub started: jiff::Timestamp,
    /// How long it took.
    pub took: Duration,
    /// The program's exit code.
    pub exit_code: u8,
    /// The most memory the process had, in bytes, where the system says so.
    pub peak_memory: Option<u64>,
    /// Its parts.
    pub archives: &'a [ArchiveRun],
}

/// Says in one line what became of an archive.
#[must_use]
pub fn job_line(run: &ArchiveRun) -> String {
    let name = for_terminal(&run.name);
    let Some(report) = &run.report else {
        let error = run.error.as_deref().unwrap_or("failed");
        return format!("{name}: {}", for_terminal(error));
    };
    if let Some(refusal) = &report.refused {
        let refusal = refusal.to_string();
        return format!(
            "{name}: refused, nothing is published: {}",
            for_terminal(&refusal)
        );
    }
    let state = match run.outcome {
        Outcome::Published => format!("generation {} published", report.after),
        Outcome::Failed => "failed".to_owned(),
        _ => format!("generation {} is current", report.after),
    };
    let files = report.files.named();
    let files: Vec<_> = files
        .iter()
        .filter(|(_, _, count)| *count > 0)
        .map(|(_, fate, count)| format!("{count} {fate}"))
        .collect();
    let files = if files.is_empty() {
        "no files".to_owned()
    } else {
        files.join(", ")
    };
    let took: Duration = report.stages.iter().map(|(_, took)| *took).sum();
    let articles = counted(report.articles, "article");
    let unreadable = counted(report.refused_records, "record");
    let more = [
        report
            .rebuilt_because
            .as_ref()
            .map(|because| format!("rebuilt: {}", for_terminal(because))),
        (!run.alerts.is_empty()).then(|| counted(run.alerts.len() as u64, "alert")),
        (report.refused_records > 0).then(|| format!("{unreadable} cannot be read")),
        run.error
            .as_ref()
            .map(|error| for_terminal(error).into_owned()),
        Some(seconds(took)),
    ];
    let more: Vec<_> = more.into_iter().flatten().collect();
    format!("{name}: {state}, {articles}; {files}; {}", more.join("; "))
}

/// Says in one line what a run would do.
#[must_use]
pub fn plan_line(name: &str, plan: &Plan) -> String {
    let name = for_terminal(name);
    if let Some(refusal) = &plan.refusal {
        let refusal = refusal.to_string();
        return format!("{name}: would be refused: {}", for_terminal(&refusal));
    }
    if let Some(because) = &plan.rebuilt_because {
        let files = counted(plan.new + plan.looks_changed, "file");
        return format!(
            "{name}: would be rebuilt of {files}: {}",
            for_terminal(because)
        );
    }
    let counts = [
        (plan.new, "new"),
        (plan.looks_changed, "to look at"),
        (plan.gone, "gone"),
        (plan.unchanged, "unchanged"),
    ];
    let counts: Vec<_> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    let counts = if counts.is_empty() {
        "no files".to_owned()
    } else {
        counts.join(", ")
    };
    match plan.current {
        Some(number) => format!("{name}: would refresh generation {number}: {counts}"),
        None => format!("{name}: would make an index: {counts}"),
    }
}

#[derive(Serialize)]
struct JsonRun<'a> {
    format_version: u32,
    program: &'static str,
    started: jiff::Timestamp,
    took_seconds: f64,
    exit_code: u8,
    peak_memory_bytes: Option<u64>,
    archives: Vec<JsonArchive<'a>>,
}

#[derive(Serialize)]
struct JsonArchive<'a> {
    archive: &'a str,
    outcome: Outcome,
    exit_code: u8,
    error: Option<&'a str>,
    #[serde(flatten)]
    done: Option<JsonDone<'a>>,
    #[serde(flatten)]
    stands: Option<JsonStands>,
    alerts: &'a [Alert],
    hooks: &'a [HookRun],
}

#[derive(Serialize)]
struct JsonStands {
    generation_before: Option<u64>,
    generation_after: Option<u64>,
}

#[derive(Serialize)]
struct JsonDone<'a> {
    folders: Vec<JsonFolder<'a>>,
    index: String,
    generation_before: Option<u64>,
    generation_after: Option<u64>,
    started: jiff::Timestamp,
    stages_seconds: BTreeMap<&'static str, f64>,
    rebuilt_because: Option<&'a str>,
    refused: Option<JsonRefusal>,
    files: BTreeMap<&'static str, u64>,
    articles: JsonArticles,
    bytes_read: u64,
    moves: Vec<JsonMove<'a>>,
    unreadable_records: u64,
    problems: Vec<JsonProblem<'a>>,
    more_problems: u64,
    space_bytes: Option<JsonSpace>,
}

#[derive(Serialize)]
struct JsonSpace {
    needed: u64,
    free: u64,
}

#[derive(Serialize)]
struct JsonFolder<'a> {
    name: &'a str,
    path: String,
}

#[derive(Serialize)]
struct JsonRefusal {
    guard: &'static str,
    message: String,
}

#[derive(Serialize)]
struct JsonArticles {
    before: u64,
    after: u64,
    written: u64,
    by_fate: BTreeMap<&'static str, u64>,
}

#[derive(Serialize)]
struct JsonMove<'a> {
    from: &'a str,
    to: &'a str,
}

#[derive(Serialize)]
struct JsonProblem<'a> {
    path: &'a str,
    ordinal: Option<u32>,
    kind: &'a str,
    severity: Severity,
    detail: &'a str,
    since_generation: Option<u64>,
}

/// Writes the report of a run as one JSON object.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn job_json(run: &JobRun, out: &mut dyn Write) -> io::Result<()> {
    let archives = run.archives.iter().map(|own| JsonArchive {
        archive: &own.name,
        outcome: own.outcome,
        exit_code: own.exit_code,
        error: own.error.as_deref(),
        done: own.report.as_ref().map(done),
        stands: own.report.is_none().then_some(JsonStands {
            generation_before: own.stands,
            generation_after: own.stands,
        }),
        alerts: &own.alerts,
        hooks: &own.hooks,
    });
    let json = JsonRun {
        format_version: REPORT_VERSION,
        program: env!("CARGO_PKG_VERSION"),
        started: run.started,
        took_seconds: run.took.as_secs_f64(),
        exit_code: run.exit_code,
        peak_memory_bytes: run.peak_memory,
        archives: archives.collect(),
    };
    write_line(&json, out)
}

fn done(report: &BuildReport) -> JsonDone<'_> {
    let stages = report.stages.iter();
    JsonDone {
        folders: report
            .folders
            .iter()
            .map(|folder| JsonFolder {
                name: &folder.name,
                path: path(&folder.path),
            })
            .collect(),
        index: path(&report.index),
        generation_before: report.before,
        generation_after: Some(report.after).filter(|number| *number > 0),
        started: report.started,
        stages_seconds: stages
            .map(|(stage, took)| (stage.as_str(), took.as_secs_f64()))
            .collect(),
        rebuilt_because: report.rebuilt_because.as_deref(),
        refused: report.refused.as_ref().map(|refusal| JsonRefusal {
            guard: refusal.guard(),
            message: refusal.to_string(),
        }),
        files: by_fate(&report.files),
        articles: JsonArticles {
            before: report.articles_before,
            after: report.articles,
            written: report.articles_written,
            by_fate: by_fate(&report.articles_of),
        },
        bytes_read: report.bytes_read,
        moves: report
            .moves
            .iter()
            .map(|(from, to)| JsonMove {
                from: from.as_str(),
                to: to.as_str(),
            })
            .collect(),
        unreadable_records: report.refused_records,
        problems: report.problems.iter().map(problem).collect(),
        more_problems: report.more_problems,
        space_bytes: report.space.map(|space| JsonSpace {
            needed: space.needed,
            free: space.free,
        }),
    }
}

fn path(path: &Path) -> String {
    path.display().to_string()
}

fn by_fate(counts: &FileCounts) -> BTreeMap<&'static str, u64> {
    let counts = counts.named().into_iter();
    counts.map(|(_, fate, count)| (fate, count)).collect()
}

fn problem(own: &FileProblem) -> JsonProblem<'_> {
    JsonProblem {
        path: own.path.as_str(),
        ordinal: own.problem.ordinal,
        kind: own.problem.kind.as_str(),
        severity: own.problem.kind.severity(),
        detail: &own.problem.detail,
        since_generation: own.since,
    }
}
