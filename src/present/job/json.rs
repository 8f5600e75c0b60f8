//! The report of a run as JSON. `docs/report.schema.json` is its JSON Schema, and docs/batch.md
//! says what each key means.
//!
//! The keys are a published format with a version of its own, separate from that of other JSON.

use super::run::{ArchiveRun, HookRun, JobRun, Outcome};
use crate::index::{Alert, BuildReport, FileCounts};
use crate::present::records::problems::JsonProblem;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The version of the report's format.
const REPORT_VERSION: u32 = 1;

/// What a run over archives did.
#[derive(Serialize)]
pub(super) struct RunRecord<'a> {
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
    done: Option<JobRecord<'a>>,
    #[serde(flatten)]
    unchanged: Option<JsonUnchanged>,
    alerts: &'a [Alert],
    hooks: &'a [HookRun],
}

/// The generation of an archive that no job changed.
#[derive(Serialize)]
struct JsonUnchanged {
    generation_before: Option<u64>,
    generation_after: Option<u64>,
}

/// What a job did.
#[derive(Serialize)]
pub(super) struct JobRecord<'a> {
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
    parts_of_saved_pages: u64,
    units_left_out: BTreeMap<&'static str, u64>,
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

/// The report of a run.
pub(super) fn run_record<'a>(run: &JobRun<'a>) -> RunRecord<'a> {
    RunRecord {
        format_version: REPORT_VERSION,
        program: env!("CARGO_PKG_VERSION"),
        started: run.started,
        took_seconds: run.took.as_secs_f64(),
        exit_code: run.exit_code,
        peak_memory_bytes: run.peak_memory,
        archives: run.archives.iter().map(JsonArchive::of).collect(),
    }
}

impl<'a> JsonArchive<'a> {
    fn of(own: &'a ArchiveRun) -> Self {
        Self {
            archive: &own.name,
            outcome: own.outcome,
            exit_code: own.exit_code,
            error: own.error.as_deref(),
            done: own.report.as_ref().map(job_record),
            unchanged: own.report.is_none().then_some(JsonUnchanged {
                generation_before: own.unchanged_generation,
                generation_after: own.unchanged_generation,
            }),
            alerts: &own.alerts,
            hooks: &own.hooks,
        }
    }
}

/// The part of a report that says what a job did.
pub(super) fn job_record(report: &BuildReport) -> JobRecord<'_> {
    let stages = report.stages.iter();
    JobRecord {
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
        parts_of_saved_pages: report.parts_of_pages,
        units_left_out: report.units_left_out.by_name(),
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
        problems: report.problems.iter().map(JsonProblem::of).collect(),
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
