//! `BibTeX` and `BibLaTeX`: entries `@article{key, title = {Ferry returns}, …}`.
//!
//! `entries` cuts entries from the stream, `values` their fields, `latex` makes text of commands.
//! Sources: the manuals of `BibTeX` and `biblatex` (names of fields), and what Zotero and `JabRef` write.
//!
//! The crate `biblatex` (0.12) cannot be used: the first fault ends the whole file, and definitions
//! that refer to themselves (`@string{a = a}`) or double (`a = b # b`) are resolved without limit.

mod entries;
mod latex;
mod values;

use super::citation::{Citation, person};
use super::lines::Lines;
use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::gather::written_date::date_of_parts;
use crate::formats::input::Input;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::record_stream::{RecordReader, read_records};
use entries::{Entries, Entry, opening};
use latex::{people, text};
use values::{Fields, fields};

/// `BibTeX`, known by its first entry.
pub(in crate::formats) struct Bibtex;

impl ArticleReader for Bibtex {
    fn name(&self) -> &'static str {
        "bibtex"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["bib", "bibtex", "biblatex"]
    }

    /// The first line that is no comment opens an entry, with a field below.
    fn recognizes(&self, head: &[u8]) -> bool {
        let start = charset::without_mark(head).trim_ascii_start();
        if !start.starts_with(b"@") && !start.starts_with(b"%") {
            return false;
        }
        let text = charset::head_text(head);
        let mut lines = text.lines().map(str::trim);
        let mut lines = lines
            .by_ref()
            .filter(|line| !line.is_empty() && !line.starts_with('%'));
        lines.next().is_some_and(|line| opening(line).is_some()) && text.contains('=')
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let entries = Entries::new(Lines::of(input)?);
        read_records(entries, &EntryReader { path, options }, out)
    }
}

struct EntryReader<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
}

impl RecordReader<Entry> for EntryReader<'_> {
    fn read_record(&self, entry: &Entry, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        let citation = citation(entry);
        if citation.is_empty() && citation.url.is_empty() {
            let detail = format!("entry {}: no field in it can be read", entry.ordinal);
            let problem = Problem::record(entry.ordinal, ProblemKind::Malformed, detail);
            return out.problem(problem);
        }
        citation.read(self.path, self.options, out)
    }
}

fn citation(entry: &Entry) -> Citation {
    let found = fields(&entry.text, &entry.strings);
    let first = |names: &[&str]| found.first(names).map(text).unwrap_or_default();
    let raw = |name: &str| found.first(&[name]).unwrap_or_default();
    let subtitle = first(&["subtitle", "titleaddon"]);
    let title = match (first(&["title"]), subtitle) {
        (title, subtitle) if subtitle.is_empty() => title,
        (title, subtitle) => format!("{title}: {subtitle}"),
    };
    let texts = ["abstract", "annotation", "annote"].map(|name| first(&[name]));
    let keywords = first(&["keywords", "keyword"]);
    Citation {
        ordinal: entry.ordinal,
        title,
        authors: people(raw("author"))
            .iter()
            .map(|name| author(name))
            .collect(),
        sources: vec![first(&[
            "journaltitle",
            "journal",
            "newspaper",
            "booktitle",
            "maintitle",
            "publication",
            "publisher",
            "organization",
            "institution",
            "howpublished",
        ])],
        dates: vec![date(&found)],
        accessed: first(&["urldate"]),
        texts: texts.into_iter().filter(|text| !text.is_empty()).collect(),
        keywords: keywords
            .split([',', ';'])
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty())
            .collect(),
        url: raw("url").replace(['{', '}', '\\', ' ', '\n'], ""),
        language: first(&["langid", "language"]),
        section: String::new(),
        page: first(&["pages", "page"]),
        place: first(&["location", "address"]),
        id: String::new(),
        problem: entry.problem.clone(),
    }
}

/// A name in its usual order; one in braces is that of an organisation and stays.
fn author(name: &str) -> String {
    let name = name.trim();
    if name.starts_with('{') && name.ends_with('}') {
        text(name)
    } else {
        person(&text(name))
    }
}

/// The date, or what year, month and day say.
fn date(fields: &Fields) -> String {
    if let Some(date) = fields.first(&["date", "issuedate", "eventdate"]) {
        // A span of days has its first one.
        return text(date).split('/').next().unwrap_or_default().to_owned();
    }
    let part = |name: &str| fields.first(&[name]).map(text).unwrap_or_default();
    let (year, month, day) = (part("year"), part("month"), part("day"));
    if year.is_empty() && month.parse::<u8>().is_err() {
        // `month = "19 January 2021"` and the like.
        return month;
    }
    let (month, in_month) = month_and_day(&month);
    let day = if day.is_empty() { in_month } else { &day };
    date_of_parts(&year, Some(month), Some(day))
}

/// A month and the day in it that is written with it, in any order: `5~` # jan, `jan # "~5"`. A name
/// that is defined starts or ends where a tie or a space is.
fn month_and_day(month: &str) -> (&str, &str) {
    let parts: Vec<&str> = month.split_whitespace().collect();
    let is_day = |part: &str| {
        let number = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        number.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
    };
    let is_name = |part: &str| part.starts_with(char::is_alphabetic);
    match parts[..] {
        [day, name] | [name, day] if is_day(day) && is_name(name) => (name, day),
        _ => (month, ""),
    }
}
