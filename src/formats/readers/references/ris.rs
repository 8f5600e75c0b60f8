//! RIS: lines `TI  - Ferry returns` between `TY` and `ER`.
//!
//! Source: "RIS Format Specifications" (Thomson ISI), and what Zotero, `EndNote`, `ProQuest` and Factiva
//! write. A line without a tag goes on with the value above it.

use super::citation::{Citation, person, slashed};
use super::lines::Lines;
use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::input::Input;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::record_stream::{
    Cut, CutRecord, RecordReader, RecordStream, read_records, too_long,
};

/// The most bytes of one entry.
const MAX_ENTRY: usize = 16 << 20;

/// RIS, known by its first tag.
pub(in crate::formats) struct Ris;

impl ArticleReader for Ris {
    fn name(&self) -> &'static str {
        "ris"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ris"]
    }

    /// The first line that is not blank has the tag of a type, and the next ones have tags.
    fn recognizes(&self, head: &[u8]) -> bool {
        if !charset::without_mark(head)
            .trim_ascii_start()
            .starts_with(b"TY")
        {
            return false;
        }
        let text = charset::head_text(head);
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let is_type = |line: &str| matches!(tag(line), Some(("TY", _)));
        lines.next().is_some_and(is_type) && lines.next().is_some_and(|line| tag(line).is_some())
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let stream = Entries {
            lines: Lines::of(input)?,
            line: String::new(),
            next: None,
            ordinal: 0,
        };
        read_records(stream, &EntryReader { path, options }, out)
    }
}

/// The tag of a line and its value.
fn tag(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let name = line.get(..2)?;
    let is_tag = name.as_bytes()[0].is_ascii_uppercase()
        && (name.as_bytes()[1].is_ascii_uppercase() || name.as_bytes()[1].is_ascii_digit());
    let rest = line[2..]
        .strip_prefix("  -")
        .or_else(|| line[2..].strip_prefix(" -"))?;
    let is_whole = rest.is_empty() || rest.starts_with(' ');
    (is_tag && is_whole).then(|| (name, rest.trim()))
}

/// The entries of a file.
struct Entries<'a> {
    lines: Lines<'a>,
    line: String,
    /// The type of the next entry, if its line was read already.
    next: Option<String>,
    ordinal: u32,
}

/// The tags and values of an entry.
#[derive(Default)]
struct Entry {
    ordinal: u32,
    values: Vec<(String, String)>,
    problem: Option<Problem>,
}

impl CutRecord for Entry {
    fn size(&self) -> usize {
        let values = self.values.iter();
        values.map(|(tag, value)| tag.len() + value.len()).sum()
    }
}

impl RecordStream for Entries<'_> {
    type Record = Entry;

    fn next_record(&mut self, entry: &mut Entry) -> Result<Cut, Problem> {
        *entry = Entry::default();
        let mut is_open = self.next.take().is_some();
        let mut length = 0;
        loop {
            if !self.lines.next_into(&mut self.line)? {
                if is_open {
                    return Ok(self.cut(entry, length));
                }
                if self.ordinal == 0 {
                    return Err(Problem::file(ProblemKind::Empty, "no entry in it"));
                }
                return Ok(Cut::End);
            }
            match tag(&self.line) {
                Some(("TY", kind)) => {
                    if is_open {
                        self.next = Some(kind.to_owned());
                        return Ok(self.cut(entry, length));
                    }
                    is_open = true;
                }
                Some(("ER", _)) if is_open => return Ok(self.cut(entry, length)),
                Some((name, value)) if is_open => {
                    length += value.len() + 32;
                    if length <= MAX_ENTRY {
                        entry.values.push((name.to_owned(), value.to_owned()));
                    }
                }
                None if is_open => {
                    length += self.line.len() + 1;
                    if let Some((_, value)) = entry.values.last_mut()
                        && length <= MAX_ENTRY
                    {
                        value.push('\n');
                        value.push_str(self.line.trim());
                    }
                }
                _ => {}
            }
        }
    }
}

impl Entries<'_> {
    fn cut(&mut self, entry: &mut Entry, length: usize) -> Cut {
        self.ordinal = self.ordinal.saturating_add(1);
        if length > MAX_ENTRY {
            let detail = too_long(&format!("entry {}", self.ordinal), MAX_ENTRY as u64);
            return Cut::Problem(Problem::record(self.ordinal, ProblemKind::TooLarge, detail));
        }
        entry.ordinal = self.ordinal;
        entry.problem = self.lines.replaced(self.ordinal);
        Cut::Record
    }
}

struct EntryReader<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
}

impl RecordReader<Entry> for EntryReader<'_> {
    fn read_record(&self, entry: &Entry, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        citation(entry).read(self.path, self.options, out)
    }
}

fn citation(entry: &Entry) -> Citation {
    // The values of the first of these tags that has any.
    let first = |tags: &[&str]| -> String {
        let mut found = tags.iter().filter_map(|tag| {
            let mut values = entry.values.iter();
            values.find(|(name, value)| name == tag && !value.is_empty())
        });
        found
            .next()
            .map(|(_, value)| value.replace('\n', " "))
            .unwrap_or_default()
    };
    let all = |tags: &[&str]| -> Vec<String> {
        let mut found = Vec::new();
        for tag in tags {
            let values = entry.values.iter().filter(|(name, _)| name == tag);
            found.extend(values.map(|(_, value)| value.clone()));
        }
        found.retain(|value| !value.is_empty());
        found
    };
    let mut texts = all(&["AB", "N2"]);
    if texts.is_empty() {
        texts = all(&["N1"]);
    }
    let pages = [first(&["SP"]), first(&["EP"])];
    let pages: Vec<&str> = pages
        .iter()
        .map(String::as_str)
        .filter(|page| !page.is_empty())
        .collect();
    Citation {
        ordinal: entry.ordinal,
        title: first(&["TI", "T1", "CT", "ST"]),
        authors: all(&["AU", "A1"]).iter().map(|name| person(name)).collect(),
        sources: vec![first(&["T2", "JF", "JO", "BT", "T3", "JA", "J2", "PB"])],
        dates: vec![date(&first(&["DA"]), &first(&["PY", "Y1"]))],
        accessed: slashed(&first(&["Y2", "RD"])),
        texts,
        keywords: all(&["KW"])
            .iter()
            .flat_map(|words| words.split('\n').map(str::to_owned).collect::<Vec<_>>())
            .filter(|word| !word.is_empty())
            .collect(),
        url: first(&["UR", "LK", "L2"])
            .split(' ')
            .next()
            .unwrap_or_default()
            .to_owned(),
        language: first(&["LA"]),
        section: first(&["SE"]),
        page: pages.join("-"),
        place: first(&["CY", "PP"]),
        id: first(&["AN", "ID"]),
        problem: entry.problem.clone(),
    }
}

/// The date of the fields of the date and of the year. The date may be without the year.
fn date(date: &str, year: &str) -> String {
    let (date, year) = (slashed(date), slashed(year));
    let has_year = date
        .split(|c: char| !c.is_ascii_digit())
        .any(|part| part.len() == 4);
    if date.is_empty() || (!has_year && year.len() > 4) {
        return year;
    }
    if has_year || year.is_empty() {
        date
    } else {
        format!("{date} {year}")
    }
}
