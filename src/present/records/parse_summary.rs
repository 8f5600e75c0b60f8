//! How much was read of each format: a table for people, and as JSON Lines.
//!
//! `dateline parse` counts here while it reads. The table shows at once which format gives articles
//! without a headline or a date.

use crate::article::{Article, ProblemKind};
use crate::present::json::write_line;
use crate::present::show::Show;
use crate::present::terminal::marked::{ASIDE, write_styled};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Counts of what was read, by format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParseSummary {
    formats: BTreeMap<&'static str, FormatCounts>,
    /// Files that are parts of saved pages.
    parts_of_pages: u64,
}

/// Counts of one format. A file that is an archive counts for each format in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
struct FormatCounts {
    files: u64,
    articles: u64,
    without_headline: u64,
    without_date: u64,
    #[serde(serialize_with = "by_name")]
    problems: BTreeMap<ProblemKind, u64>,
}

fn by_name<S: Serializer>(
    counts: &BTreeMap<ProblemKind, u64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(counts.iter().map(|(kind, count)| (kind.as_str(), count)))
}

/// The name under which files are counted that no reader recognised.
const NO_FORMAT: &str = "(none)";

/// The name under which parts of saved pages are counted.
const PARTS: &str = "(parts of saved pages)";

impl ParseSummary {
    /// Counts a file of a format, or of none.
    pub fn count_file(&mut self, format: Option<&'static str>) {
        self.of(format).files += 1;
    }

    /// Counts an article.
    pub fn count_article(&mut self, format: Option<&'static str>, article: &Article) {
        let counts = self.of(format);
        counts.articles += 1;
        counts.without_headline += u64::from(article.headline.is_empty());
        counts.without_date += u64::from(article.published.is_none());
    }

    /// Counts a file that is a part of a saved page.
    pub fn count_part_of_page(&mut self) {
        self.parts_of_pages += 1;
    }

    /// Counts a problem.
    pub fn count_problem(&mut self, format: Option<&'static str>, kind: ProblemKind) {
        *self.of(format).problems.entry(kind).or_default() += 1;
    }

    fn of(&mut self, format: Option<&'static str>) -> &mut FormatCounts {
        self.formats.entry(format.unwrap_or(NO_FORMAT)).or_default()
    }
}

/// The JSON has an object for each format: `format`, `files`, `articles`, `without_headline`,
/// `without_date`, `problems` (counts by kind).
impl Show for ParseSummary {
    fn text(&self, _width: usize, out: &mut dyn Write) -> io::Result<()> {
        let widest = self.formats.keys().map(|name| name.len());
        let parts = (self.parts_of_pages > 0).then_some(PARTS.len());
        let width = widest
            .chain(["format".len()])
            .chain(parts)
            .max()
            .unwrap_or_default();
        let heading = format!(
            "{:width$} {:>8} {:>9} {:>12} {:>8}  problems",
            "format", "files", "articles", "no headline", "no date"
        );
        write_styled(&heading, ASIDE, out)?;
        out.write_all(b"\n")?;
        for (format, counts) in &self.formats {
            let problems = counts.problems.iter();
            let problems = problems.map(|(kind, count)| format!("{count} {kind}"));
            let problems: Vec<_> = problems.collect();
            let line = format!(
                "{format:width$} {:>8} {:>9} {:>12} {:>8}  {}",
                counts.files,
                counts.articles,
                counts.without_headline,
                counts.without_date,
                problems.join(", ")
            );
            writeln!(out, "{}", line.trim_end())?;
        }
        if self.parts_of_pages > 0 {
            writeln!(out, "{PARTS:width$} {:>8}", self.parts_of_pages)?;
        }
        Ok(())
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        for (format, counts) in &self.formats {
            write_line(&FormatRecord { format, counts }, out)?;
        }
        if self.parts_of_pages > 0 {
            let counts = &FormatCounts {
                files: self.parts_of_pages,
                ..FormatCounts::default()
            };
            write_line(
                &FormatRecord {
                    format: PARTS,
                    counts,
                },
                out,
            )?;
        }
        Ok(())
    }
}

#[derive(Serialize)]
struct FormatRecord<'a> {
    format: &'a str,
    #[serde(flatten)]
    counts: &'a FormatCounts,
}
