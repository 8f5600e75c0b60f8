//! What an index holds and how fresh it is, for people and for programs.

use crate::present::job::summary::{LISTED, counted, skipped_text};
use crate::present::terminal::safe::for_terminal;
use crate::present::{date_for_people, problems_text};
use crate::article::Severity;
use crate::index::{FileProblem, Manifest};
use serde::Serialize;
use std::io::{self, Write};
use std::path::PathBuf;

/// The state of an index.
#[derive(Debug)]
pub struct Status {
    /// The index's folder.
    pub index: PathBuf,
    /// The folder it is made of, or several with commas between.
    pub folder: String,
    /// What the generation in force says of itself.
    pub manifest: Manifest,
    /// What it takes on disk, in bytes.
    pub bytes_on_disk: u64,
    /// How the folder stands to it.
    pub behind: Behind,
    /// What could not be read, or only with a doubt.
    pub problems: Vec<FileProblem>,
    /// Problems beyond those.
    pub more_problems: u64,
}

/// How a folder stands to the index made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Behind {
    /// As it was when the index was made.
    Current,
    /// Changed since.
    Changed {
        /// Files that are new or look changed.
        to_read: u64,
        /// Files that are gone.
        removed: u64,
    },
    /// It cannot be looked at.
    Unknown {
        /// Why.
        reason: String,
    },
}

/// Writes it for people; with all problems, and the files passed over, if `all_problems`.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn status_text(status: &Status, all_problems: bool, out: &mut dyn Write) -> io::Result<()> {
    let statistics = &status.manifest.statistics;
    let line = |out: &mut dyn Write, label: &str, value: String| {
        writeln!(out, "{label:<11}{}", for_terminal(&value))
    };
    line(out, "folder", status.folder.clone())?;
    line(out, "index", status.index.display().to_string())?;
    line(
        out,
        "generation",
        format!(
            "{}, of {}",
            status.manifest.generation,
            status.manifest.created.strftime("%-d %B %Y %H:%M UTC")
        ),
    )?;
    line(
        out,
        "holds",
        format!(
            "{} in {} of {}, {} on disk",
            counted(statistics.articles, "article"),
            statistics.article_files,
            counted(statistics.files, "file"),
            bytesize::ByteSize(status.bytes_on_disk).display().iec(),
        ),
    )?;
    if let (Some(first), Some(last)) = (&statistics.earliest, &statistics.latest) {
        let undated = statistics.articles.saturating_sub(statistics.dated);
        let mut dates = format!("{} to {}", date_for_people(first), date_for_people(last));
        if undated > 0 {
            dates.push_str(", ");
            dates.push_str(&counted(undated, "article"));
            dates.push_str(" without a date");
        }
        line(out, "dates", dates)?;
    }
    line(out, "fresh", freshness(&status.behind))?;
    let limit = if all_problems { usize::MAX } else { LISTED };
    problems_text(&status.problems, status.more_problems, limit, out)?;
    if all_problems {
        skipped_text(&status.problems, out)?;
    }
    Ok(())
}

fn freshness(behind: &Behind) -> String {
    match behind {
        Behind::Current => "yes, the folder is as it was".to_owned(),
        Behind::Changed { to_read, removed } => format!(
            "no: {} new or changed, {removed} gone; `dateline index` refreshes it",
            counted(*to_read, "file")
        ),
        Behind::Unknown { reason } => format!("unknown: {reason}"),
    }
}

#[derive(Serialize)]
struct JsonStatus<'a> {
    format_version: u32,
    folder: String,
    index: String,
    manifest: &'a Manifest,
    bytes_on_disk: u64,
    freshness: &'a Behind,
    problems: Vec<JsonProblem<'a>>,
    more_problems: u64,
}

#[derive(Serialize)]
struct JsonProblem<'a> {
    path: &'a str,
    ordinal: Option<u32>,
    kind: &'a str,
    severity: Severity,
    detail: &'a str,
}

/// Writes it as one JSON object on a line, all problems included.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn status_json(status: &Status, out: &mut dyn Write) -> io::Result<()> {
    let problems = status.problems.iter().map(|own| JsonProblem {
        path: own.path.as_str(),
        ordinal: own.problem.ordinal,
        kind: own.problem.kind.as_str(),
        severity: own.problem.kind.severity(),
        detail: &own.problem.detail,
    });
    let json = JsonStatus {
        format_version: crate::present::FORMAT_VERSION,
        folder: status.folder.clone(),
        index: status.index.display().to_string(),
        manifest: &status.manifest,
        bytes_on_disk: status.bytes_on_disk,
        freshness: &status.behind,
        problems: problems.collect(),
        more_problems: status.more_problems,
    };
    crate::present::formats::json::write_line(&json, out)
}
