//! Problems of files: as a list for people and as JSON.
//!
//! The summary of a job, the status of an index and the report of a run show the same problems, so
//! all three use what is here. Files of other formats are skipped, not problems; they are listed
//! apart.

use crate::article::Severity;
use crate::index::FileProblem;
use crate::present::amounts::counted;
use crate::present::terminal::marked::{ASIDE, write_styled};
use crate::present::terminal::safe::for_terminal;
use serde::Serialize;
use std::io::{self, Write};

/// The number of problems that a summary lists.
pub(in crate::present) const LISTED: usize = 8;

/// How many problems a summary does not list; skipped files do not count.
#[must_use]
pub fn unlisted_problems(problems: &[FileProblem], more: u64) -> u64 {
    (of_articles(problems) + more).saturating_sub(LISTED as u64)
}

/// The number of problems that are not files of other formats.
pub(in crate::present) fn of_articles(problems: &[FileProblem]) -> u64 {
    problems.iter().filter(|own| !is_skipped(own)).count() as u64
}

/// Writes problems, one a line: at most `limit` of them, the most severe first if not all are
/// listed, then how many more there are. `unlisted` problems are known by number only. Skipped
/// files are left out.
pub(in crate::present) fn problems_text(
    problems: &[FileProblem],
    unlisted: u64,
    limit: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut listed: Vec<&FileProblem> = problems.iter().filter(|own| !is_skipped(own)).collect();
    let all = listed.len() as u64 + unlisted;
    if all == 0 {
        return Ok(());
    }
    if listed.len() > limit {
        listed.sort_by_key(|own| std::cmp::Reverse(own.problem.kind.severity()));
        listed.truncate(limit);
    }
    writeln!(out, "  {}:", counted(all, "problem"))?;
    for own in &listed {
        problem_text(own, out)?;
    }
    let rest = all - listed.len() as u64;
    if rest > 0 {
        let rest = if limit == usize::MAX {
            format!("    and {rest} more in files with very many")
        } else {
            format!("    and {rest} more")
        };
        write_styled(&rest, ASIDE, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes the files that were skipped because of their format, one a line.
pub(in crate::present) fn skipped_text(
    problems: &[FileProblem],
    out: &mut dyn Write,
) -> io::Result<()> {
    let skipped: Vec<_> = problems.iter().filter(|own| is_skipped(own)).collect();
    if skipped.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {} skipped:", counted(skipped.len() as u64, "file"))?;
    for own in skipped {
        problem_text(own, out)?;
    }
    Ok(())
}

/// Whether the file was skipped because of its format.
fn is_skipped(own: &FileProblem) -> bool {
    own.problem.kind.severity() == Severity::Skipped
}

fn problem_text(own: &FileProblem, out: &mut dyn Write) -> io::Result<()> {
    let path = match own.path.as_str() {
        "" => "(the folder itself)",
        path => path,
    };
    write!(out, "    {}", for_terminal(path))?;
    if let Some(ordinal) = own.problem.ordinal.filter(|ordinal| *ordinal > 1) {
        write!(out, "#{ordinal}")?;
    }
    writeln!(out, ": {}", for_terminal(&own.problem.detail))
}

/// A problem as JSON, wherever one is shown.
#[derive(Serialize)]
pub(in crate::present) struct JsonProblem<'a> {
    path: &'a str,
    ordinal: Option<u32>,
    kind: &'a str,
    severity: Severity,
    detail: &'a str,
    since_generation: Option<u64>,
}

impl<'a> JsonProblem<'a> {
    pub(in crate::present) fn of(own: &'a FileProblem) -> Self {
        Self {
            path: own.path.as_str(),
            ordinal: own.problem.ordinal,
            kind: own.problem.kind.as_str(),
            severity: own.problem.kind.severity(),
            detail: &own.problem.detail,
            since_generation: own.since,
        }
    }
}
