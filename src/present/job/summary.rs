//! What a run did, for people: a summary, and what is wrong.

use crate::present::terminal::marked::{ASIDE, write_styled};
use crate::present::terminal::safe::for_terminal;
use crate::article::Severity;
use crate::index::{BuildReport, FileCounts, FileProblem};
use std::io::{self, Write};
use std::time::Duration;

/// How many problems a summary lists; `dateline status --problems` lists all.
pub(in crate::present) const LISTED: usize = 8;

/// Writes the summary of a run: what is in the index, what became of the files, the first
/// problems. Styles are written; the caller's stream strips them.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn report_text(report: &BuildReport, out: &mut dyn Write) -> io::Result<()> {
    let folder = report.folders.to_string();
    let took = report.stages.iter().map(|(_, took)| *took).sum();
    writeln!(
        out,
        "{}: {}, generation {} {}, {}",
        for_terminal(&folder),
        counted(report.articles, "article"),
        report.after,
        if report.refused.is_some() {
            "still in force"
        } else if report.published() {
            "published"
        } else {
            "is current"
        },
        seconds(took)
    )?;
    if let Some(because) = &report.rebuilt_because {
        writeln!(out, "  rebuilt: {}", for_terminal(because))?;
    }
    if let Some(refusal) = &report.refused {
        writeln!(out, "  refused: {}", for_terminal(&refusal.to_string()))?;
    }
    if let Some(unfinished) = &report.unfinished {
        writeln!(out, "  left for the next run: {}", for_terminal(unfinished))?;
    }
    if let Some(before) = &report.settings_before {
        let before = before.to_string();
        writeln!(
            out,
            "  other options than the run before, which had {}",
            for_terminal(&before)
        )?;
    }
    writeln!(out, "  files: {}", fates(&report.files))?;
    problems_text(&report.problems, report.more_problems, LISTED, out)
}

/// Says in one line that an index was made on the way to something else.
#[must_use]
pub fn report_line(report: &BuildReport) -> String {
    let listed = report
        .problems
        .iter()
        .filter(|own| !is_skipped(own))
        .count() as u64;
    let problems = listed + report.more_problems;
    let folder = report.folders.to_string();
    let mut line = format!(
        "made the index of {}: {}",
        for_terminal(&folder),
        counted(report.articles, "article")
    );
    if problems > 0 {
        line.push_str("; `dateline status` lists ");
        line.push_str(&counted(problems, "problem"));
    }
    line
}

/// Writes problems a line each, the graver first, at most `limit` of them, and how many more
/// there are. Files of other formats are not among them.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn problems_text(
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
            format!("    and {rest} more; `dateline status --problems` lists them")
        };
        write_styled(&rest, ASIDE, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes the files that were passed over because of their format, a line each.
///
/// # Errors
///
/// Only what `out` fails with.
pub(in crate::present) fn skipped_text(problems: &[FileProblem], out: &mut dyn Write) -> io::Result<()> {
    let skipped: Vec<_> = problems.iter().filter(|own| is_skipped(own)).collect();
    if skipped.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "  {} passed over:",
        counted(skipped.len() as u64, "file")
    )?;
    for own in skipped {
        problem_text(own, out)?;
    }
    Ok(())
}

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

/// Files by fate, those that there are.
fn fates(files: &FileCounts) -> String {
    let fates = [
        (files.added, "added"),
        (files.changed, "changed"),
        (files.moved, "moved"),
        (files.touched, "touched"),
        (files.unchanged, "unchanged"),
        (files.removed, "removed"),
        (files.failed, "without an article"),
        (files.kept, "kept, unreadable now"),
        (files.skipped, "of other formats"),
    ];
    let shown: Vec<_> = fates
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, fate)| format!("{count} {fate}"))
        .collect();
    if shown.is_empty() {
        "none".to_owned()
    } else {
        shown.join(", ")
    }
}

/// `1 article`, `2 articles`.
#[must_use]
pub fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// A duration as people read it: `0.04 s`, `3.2 s`, `95 s`.
#[must_use]
pub fn seconds(took: Duration) -> String {
    let seconds = took.as_secs_f64();
    match seconds {
        0.0..1.0 => format!("{seconds:.2} s"),
        1.0..60.0 => format!("{seconds:.1} s"),
        _ => format!("{seconds:.0} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArchivePath, Folders, Problem, ProblemKind};
    use std::path::PathBuf;

    fn report(problems: Vec<FileProblem>) -> BuildReport {
        let folders = Folders::one(PathBuf::from("articles"));
        BuildReport {
            before: Some(1),
            after: 2,
            files: FileCounts {
                added: 3,
                skipped: 1,
                ..FileCounts::default()
            },
            articles: 4,
            articles_written: 4,
            bytes_read: 100,
            problems,
            ..BuildReport::begin(folders, PathBuf::from("articles/.dateline"))
        }
    }

    fn text(report: &BuildReport) -> String {
        let mut out = Vec::new();
        report_text(report, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_summary_says_what_became_of_the_files_and_what_is_wrong() {
        let problem = FileProblem {
            path: ArchivePath::from_stored("a\u{1b}.txt"),
            problem: Problem::record(7, ProblemKind::Malformed, "not a record"),
            since: Some(2),
        };
        assert_eq!(
            text(&report(vec![problem])),
            "articles: 4 articles, generation 2 published, 0.00 s\n  \
             files: 3 added, 1 of other formats\n  \
             1 problem:\n    a\u{fffd}.txt#7: not a record\n"
        );
    }

    #[test]
    fn a_long_list_is_cut_with_the_way_to_the_rest_and_the_gravest_first() {
        let problem = |number: usize, kind| FileProblem {
            path: ArchivePath::from_stored(&format!("{number}.txt")),
            problem: Problem::file(kind, "x"),
            since: Some(2),
        };
        let mut problems: Vec<_> = (0..20)
            .map(|number| problem(number, ProblemKind::AmbiguousDate))
            .collect();
        problems.push(problem(99, ProblemKind::NotText));
        let text = text(&report(problems));
        assert!(
            text.contains("21 problems:\n    99.txt: x\n    0.txt: x\n"),
            "{text}"
        );
        assert!(text.contains("and 13 more; `dateline status --problems` lists them"));
    }
}
