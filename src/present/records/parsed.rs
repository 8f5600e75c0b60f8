//! What was read out of files, before anything is indexed: for people, and as JSON Lines.
//!
//! It is the debugging tool of the readers: each article with every field and what was odd in
//! it, each refusal with its reason, and a table that counts both by format.

use super::article::write_article;
use crate::present::formats::json::{Facts, write_line};
use crate::present::terminal::marked::{ASIDE, write_styled};
use crate::present::terminal::safe::for_terminal;
use crate::article::{ArchivePath, Article, Origin, Problem, ProblemKind};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// An article as it was read.
#[derive(Debug, Clone, Copy)]
pub struct Parsed<'a> {
    /// The file, as it can be opened from here.
    pub path: &'a str,
    /// The reader's name.
    pub format: &'static str,
    /// Whether the language was found by the look of the text, not named by the source.
    pub language_is_guessed: bool,
    /// The article.
    pub article: &'a Article,
    /// What a person ought to know about it.
    pub notes: &'a [Problem],
}

/// Writes an article for people, wrapped to `width` columns.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn parsed_text(parsed: &Parsed<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    heading(parsed.path, parsed.article.origin.ordinal, out)?;
    let mut more = vec![("format", parsed.format.to_owned())];
    if parsed.language_is_guessed {
        more.push(("", "the language is guessed".to_owned()));
    }
    let notes = parsed
        .notes
        .iter()
        .map(|note| ("note", note.detail.clone()));
    more.extend(notes);
    write_article(parsed.article, &more, width, out)?;
    out.write_all(b"\n")
}

/// Writes an article as one JSON object on one line: `path`, `ordinal`, `format`, `id`,
/// `headline`, `published`, `precision`, `published_from`, `body`, `place`, `agency`, `bylines`,
/// `source`, `section`, `keywords`, `language`, `language_from` (`declared` or `detected`), `url`,
/// `status`, `notes`.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn parsed_json(parsed: &Parsed<'_>, out: &mut dyn Write) -> io::Result<()> {
    let article = parsed.article;
    let facts = Facts::of(article);
    let language_from = article.language.as_ref().map(|_| {
        if parsed.language_is_guessed {
            "detected"
        } else {
            "declared"
        }
    });
    let record = ParsedRecord {
        path: parsed.path,
        ordinal: facts.ordinal,
        format: parsed.format,
        id: &article.id.0,
        headline: &article.headline,
        published: facts.published.map(|at| at.to_string()),
        precision: facts.precision,
        published_from: facts.published_from,
        body: &article.body,
        place: facts.place,
        agency: facts.agency,
        bylines: facts.bylines,
        source: facts.source,
        section: facts.section,
        keywords: facts.keywords,
        language: facts.language,
        language_from,
        url: facts.url,
        status: article.status.as_str(),
        notes: parsed.notes.iter().map(|note| &*note.detail).collect(),
    };
    write_line(&record, out)
}

#[derive(Serialize)]
struct ParsedRecord<'a> {
    path: &'a str,
    ordinal: u32,
    format: &'a str,
    id: &'a str,
    headline: &'a str,
    published: Option<String>,
    precision: Option<&'static str>,
    published_from: Option<&'static str>,
    body: &'a str,
    place: Option<&'a str>,
    agency: Option<&'a str>,
    bylines: &'a [String],
    source: Option<&'a str>,
    section: Option<&'a str>,
    keywords: &'a [String],
    language: Option<&'a str>,
    language_from: Option<&'static str>,
    url: Option<&'a str>,
    status: &'static str,
    notes: Vec<&'a str>,
}

/// Writes for people why a file, or a part of it, was not read.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn refused_text(path: &str, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
    heading(path, problem.ordinal.unwrap_or(1), out)?;
    let detail = for_terminal(&problem.detail);
    writeln!(out, "not read ({}): {detail}\n", problem.kind)
}

fn heading(path: &str, ordinal: u32, out: &mut dyn Write) -> io::Result<()> {
    let origin = Origin {
        path: ArchivePath::from_stored(path),
        ordinal,
    };
    let line = format!("── {}", for_terminal(&origin.to_string()));
    write_styled(&line, ASIDE, out)?;
    out.write_all(b"\n")
}

/// Writes why a file, or a part of it, was not read as one JSON object on one line: `path`,
/// `problem` (a sentence), `kind`, `ordinal`.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn refused_json(path: &str, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
    let record = RefusedRecord {
        path,
        problem: &problem.detail,
        kind: problem.kind.as_str(),
        ordinal: problem.ordinal,
    };
    write_line(&record, out)
}

#[derive(Serialize)]
struct RefusedRecord<'a> {
    path: &'a str,
    problem: &'a str,
    kind: &'static str,
    ordinal: Option<u32>,
}

/// Counts of what was read, by format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParseSummary {
    formats: BTreeMap<&'static str, FormatCounts>,
}

/// What one format gave. A file that is an archive counts for each format in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
struct FormatCounts {
    files: u64,
    articles: u64,
    without_headline: u64,
    without_date: u64,
    #[serde(serialize_with = "by_name")]
    problems: BTreeMap<ProblemKind, u64>,
}

fn by_name<S: serde::Serializer>(
    counts: &BTreeMap<ProblemKind, u64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(counts.iter().map(|(kind, count)| (kind.as_str(), count)))
}

/// What files that no reader took stand under.
const NO_FORMAT: &str = "(none)";

impl ParseSummary {
    /// Counts a file for a format, or for none.
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

    /// Counts a problem.
    pub fn count_problem(&mut self, format: Option<&'static str>, kind: ProblemKind) {
        *self.of(format).problems.entry(kind).or_default() += 1;
    }

    fn of(&mut self, format: Option<&'static str>) -> &mut FormatCounts {
        self.formats.entry(format.unwrap_or(NO_FORMAT)).or_default()
    }
}

/// Writes the table for people.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn summary_text(summary: &ParseSummary, out: &mut dyn Write) -> io::Result<()> {
    let widest = summary.formats.keys().map(|name| name.len());
    let width = widest.chain(["format".len()]).max().unwrap_or_default();
    let heading = format!(
        "{:width$} {:>8} {:>9} {:>12} {:>8}  problems",
        "format", "files", "articles", "no headline", "no date"
    );
    write_styled(&heading, ASIDE, out)?;
    out.write_all(b"\n")?;
    for (format, counts) in &summary.formats {
        let problems: Vec<String> = counts
            .problems
            .iter()
            .map(|(kind, count)| format!("{count} {kind}"))
            .collect();
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
    Ok(())
}

/// Writes the table as one JSON object a format: `format`, `files`, `articles`,
/// `without_headline`, `without_date`, `problems` (counts by kind).
///
/// # Errors
///
/// Only what `out` fails with.
pub fn summary_json(summary: &ParseSummary, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Row<'a> {
        format: &'a str,
        #[serde(flatten)]
        counts: &'a FormatCounts,
    }
    for (format, counts) in &summary.formats {
        write_line(&Row { format, counts }, out)?;
    }
    Ok(())
}
