//! Lines of a concordance, written one by one while they are found.
//!
//! On a terminal what matches stands below one another. Programs get the text around whole, on one
//! line.

use super::bars::{fitted, last_columns, one_line};
use crate::present::json::{FORMAT_VERSION, write_line, write_value};
use crate::present::markup::cells::{as_text, cell, io_error};
use crate::present::terminal::marked::{ASIDE, MATCH, write_styled};
use crate::present::terminal::safe::for_terminal;
use crate::present::terminal::wrap::columns;
use crate::query::ContextLine;
use csv::{QuoteStyle, WriterBuilder};
use serde::Serialize;
use std::io::{self, Write};
use strum::{EnumString, IntoStaticStr, VariantNames};

/// How lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "lowercase")]
pub enum LineFormat {
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// A JSON object on each line.
    Jsonl,
    /// A table, safe in spreadsheets.
    Csv,
    /// A table with tabs.
    Tsv,
}

/// The columns of a day and of a source, with the spaces after them.
const DAY: usize = 12;
const SOURCE: usize = 14;

/// The names of columns.
const COLUMNS: [&str; 10] = [
    "published",
    "source",
    "left",
    "match",
    "right",
    "field",
    "start",
    "id",
    "path",
    "archive",
];

/// Writes lines.
#[derive(Debug)]
pub struct LineWriter {
    format: LineFormat,
    /// The columns of a line.
    width: usize,
    /// The columns before what matches.
    left: usize,
    lines: u64,
}

impl LineWriter {
    /// Lines of so many columns. `context` is the text on each side that was asked for; without it, the
    /// text fills the line.
    #[must_use]
    pub fn new(format: LineFormat, width: usize, context: Option<usize>) -> Self {
        let room = width.saturating_sub(DAY + SOURCE);
        Self {
            format,
            // What matches and the text after it need a little more than the text before it.
            left: context.unwrap_or(room * 2 / 5).max(4),
            width: match context {
                Some(_) => usize::MAX,
                None => width.max(DAY + SOURCE + 20),
            },
            lines: 0,
        }
    }

    /// Writes what comes before the first line.
    ///
    /// # Errors
    /// If writing to `out` fails.
    pub fn begin(&self, query: &str, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            LineFormat::Text | LineFormat::Jsonl => Ok(()),
            LineFormat::Json => {
                write!(out, "{{\"format_version\":{FORMAT_VERSION},\"query\":")?;
                write_value(&query, out)?;
                write!(out, ",\"lines\":[")
            }
            LineFormat::Csv | LineFormat::Tsv => self.row(COLUMNS, out),
        }
    }

    /// Writes a line.
    ///
    /// # Errors
    /// If writing to `out` fails.
    pub fn line(&mut self, line: &ContextLine, out: &mut dyn Write) -> io::Result<()> {
        self.lines += 1;
        match self.format {
            LineFormat::Text => self.text(line, out),
            LineFormat::Jsonl => write_line(&JsonLine::of(line), out),
            LineFormat::Json => {
                let comma = if self.lines > 1 { "," } else { "" };
                write!(out, "{comma}")?;
                write_value(&JsonLine::of(line), out)
            }
            LineFormat::Csv | LineFormat::Tsv => {
                let date = line
                    .published
                    .map(|date| date.to_string())
                    .unwrap_or_default();
                let (start, path) = (line.start.to_string(), line.origin.to_string());
                let source = line.source.as_deref().unwrap_or_default();
                let cells = [
                    &date,
                    source,
                    &line.left,
                    &line.matched,
                    &line.right,
                    line.field,
                    &start,
                    &line.id.0,
                    &path,
                    &line.archive,
                ];
                self.row(cells, out)
            }
        }
    }

    /// Writes what comes after the last line: the number of articles that match.
    ///
    /// # Errors
    /// If writing to `out` fails.
    pub fn end(&self, articles: u64, is_cut: bool, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            LineFormat::Json => writeln!(out, "],\"total\":{articles},\"is_cut\":{is_cut}}}"),
            _ => Ok(()),
        }
    }

    fn text(&self, line: &ContextLine, out: &mut dyn Write) -> io::Result<()> {
        let day = line.published.map(|date| {
            let day = date.to_string();
            day.get(..10).map_or(day.clone(), str::to_owned)
        });
        let source = line.source.as_deref().unwrap_or_default();
        let head = format!(
            "{}{} ",
            fitted(&day.unwrap_or_default(), DAY),
            fitted(source, SOURCE - 1)
        );
        write_styled(&head, ASIDE, out)?;
        // The space before what matches belongs to the text.
        let left = for_terminal(&line.left);
        let left = last_columns(&left, self.left);
        write!(
            out,
            "{}{left}",
            " ".repeat(self.left.saturating_sub(columns(&left)))
        )?;
        let room = self.width.saturating_sub(DAY + SOURCE + self.left);
        let matched = one_line(&line.matched);
        let matched = super::bars::first_columns(&matched, room);
        write_styled(&matched, MATCH, out)?;
        let right = for_terminal(&line.right);
        let right = super::bars::first_columns(&right, room.saturating_sub(columns(&matched)));
        writeln!(out, "{}", right.trim_end())
    }

    fn row(&self, cells: [&str; COLUMNS.len()], out: &mut dyn Write) -> io::Result<()> {
        let mut builder = WriterBuilder::new();
        let is_tsv = self.format == LineFormat::Tsv;
        if is_tsv {
            builder.delimiter(b'\t').quote_style(QuoteStyle::Never);
        }
        let mut table = builder.from_writer(out);
        let cells = cells.map(|text| {
            if is_tsv {
                as_text(&for_terminal(text)).into_owned()
            } else {
                cell(text)
            }
        });
        table.write_record(cells).map_err(io_error)?;
        table.flush()
    }
}

#[derive(Serialize)]
struct JsonLine<'a> {
    archive: &'a str,
    published: Option<String>,
    source: Option<&'a str>,
    left: &'a str,
    #[serde(rename = "match")]
    matched: &'a str,
    right: &'a str,
    field: &'a str,
    start: usize,
    id: &'a str,
    path: &'a str,
    ordinal: u32,
}

impl<'a> JsonLine<'a> {
    fn of(line: &'a ContextLine) -> Self {
        Self {
            archive: &line.archive,
            published: line.published.map(|date| date.to_string()),
            source: line.source.as_deref(),
            left: &line.left,
            matched: &line.matched,
            right: &line.right,
            field: line.field,
            start: line.start,
            id: &line.id.0,
            path: line.origin.path.as_str(),
            ordinal: line.origin.ordinal,
        }
    }
}
