//! What a run did to one index, for people: a summary of files, articles and problems.
//!
//! `dateline index` and `dateline repair` print it. `dateline reindex` prints a line for each
//! archive instead (`line.rs`).

use super::json::job_record;
use crate::index::{BuildReport, FileCounts};
use crate::present::amounts::{counted, seconds, tally};
use crate::present::json::write_line;
use crate::present::records::problems::{LISTED, of_articles, problems_text};
use crate::present::show::Show;
use crate::present::terminal::safe::for_terminal;
use std::io::{self, Write};

/// The text says what is in the index and what became of the files, and lists the first problems.
/// The JSON has the keys of one archive in the report of a run.
impl Show for BuildReport {
    fn text(&self, _width: usize, out: &mut dyn Write) -> io::Result<()> {
        let state = if self.refused.is_some() {
            "stays current"
        } else if self.published() {
            "published"
        } else {
            "is current"
        };
        let folder = self.folders.to_string();
        writeln!(
            out,
            "{}: {}, generation {} {state}, {}",
            for_terminal(&folder),
            counted(self.articles, "article"),
            self.after,
            seconds(self.stages.iter().map(|(_, took)| *took).sum())
        )?;
        let refused = self.refused.as_ref().map(ToString::to_string);
        let before = self.settings_before.as_ref().map(ToString::to_string);
        let remarks = [
            ("rebuilt: ", self.rebuilt_because.as_deref()),
            ("refused: ", refused.as_deref()),
            ("left for the next run: ", self.unfinished.as_deref()),
            (
                "the options have changed; the run before had ",
                before.as_deref(),
            ),
        ];
        for (label, text) in remarks {
            if let Some(text) = text {
                writeln!(out, "  {label}{}", for_terminal(text))?;
            }
        }
        writeln!(out, "  files: {}", fates(&self.files))?;
        if self.parts_of_pages > 0 {
            let parts = counted(self.parts_of_pages, "file");
            writeln!(out, "  parts of a saved page: {parts}")?;
        }
        if !self.units_left_out.is_empty() {
            let units = &self.units_left_out;
            writeln!(out, "  not indexed: {units}; --kinds all indexes them too")?;
        }
        problems_text(&self.problems, self.more_problems, LISTED, out)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        write_line(&job_record(self), out)
    }
}

/// One line that says that a command made the index it needed.
#[must_use]
pub fn report_line(report: &BuildReport) -> String {
    let problems = of_articles(&report.problems) + report.more_problems;
    let folder = report.folders.to_string();
    let mut line = format!(
        "made the index of {}: {}",
        for_terminal(&folder),
        counted(report.articles, "article")
    );
    if problems > 0 {
        line.push_str(", ");
        line.push_str(&counted(problems, "problem"));
    }
    line
}

/// The files by what became of them.
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
    tally(fates, "none")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArchivePath, Folders, Problem, ProblemKind};
    use crate::index::FileProblem;
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
            ..BuildReport::of_empty_folder(folders, PathBuf::from("articles/.dateline"))
        }
    }

    fn text(report: &BuildReport) -> String {
        let mut out = Vec::new();
        report.text(80, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_summary_counts_files_and_lists_problems() {
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
    fn parts_of_saved_pages_are_counted() {
        let report = BuildReport {
            parts_of_pages: 12,
            ..report(Vec::new())
        };
        let text = text(&report);
        assert!(
            text.ends_with("\n  parts of a saved page: 12 files\n"),
            "{text}"
        );
    }

    #[test]
    fn a_long_list_starts_with_the_most_severe_and_counts_the_rest() {
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
        assert!(text.contains("    and 13 more"), "{text}");
    }
}
