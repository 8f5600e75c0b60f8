//! The reader of CSV and TSV: an article a row, under a line of column names.
//!
//! Rows are streamed, memory holds one. What separates cells is found by `dialect`, where a row
//! ends by `rows`, and its cells by `row`; what the columns' names mean is known to `record`. A row
//! that does not fit is a problem of its own.
//! Format: RFC 4180, and what spreadsheets make of it.

mod cell;
mod dialect;
mod row;
mod rows;

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Article, Origin, Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::record::field_map::FieldMap;
use crate::formats::record::{Names, Place, Record};
use crate::formats::{ArticleReader, Input, MAX_WHOLE_FILE, ReadOptions, unreadable};
use cell::held;
use dialect::{Dialect, line_end};
use row::Row;
use rows::{Fault, Found, Rows, Shape};
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// How many bytes of a file its dialect is found by.
const SAMPLE: u64 = 64 << 10;

/// The byte order mark of UTF-8.
const UTF_8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// CSV and TSV, chosen by extension or recognized by the names of their columns.
pub(in crate::formats) struct Csv;

impl ArticleReader for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab", "psv"]
    }

    /// The first line is column names, among them a headline's or a body's, and the rows fit it.
    fn recognizes(&self, head: &[u8]) -> bool {
        dialect::may_be_columns(head)
            && Dialect::of(head, Names::new(&FieldMap::default())).is_certain(head)
    }

    fn read<'a>(
        &self,
        input: Input<'a>,
    ) -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a> {
        let (path, options) = (input.path, input.options);
        let stream = input.into_utf8_stream();
        match stream.and_then(|stream| Articles::open(path, options, stream)) {
            Ok(articles) => Box::new(articles),
            Err(problem) => Box::new(std::iter::once(Err(problem))),
        }
    }
}

/// The articles and problems of one file.
struct Articles<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
    dialect: Dialect,
    /// `None` after the file's end.
    rows: Option<Rows<'a>>,
    row: Row,
    /// The number of the last row, from 1, without the line of names.
    ordinal: u32,
    /// What was read and not taken yet.
    ready: VecDeque<Result<Article, Problem>>,
}

impl<'a> Articles<'a> {
    fn open(
        path: &'a ArchivePath,
        options: &'a ReadOptions,
        mut stream: Box<dyn BufRead + 'a>,
    ) -> Result<Self, Problem> {
        let mut sample = Vec::new();
        stream
            .by_ref()
            .take(SAMPLE)
            .read_to_end(&mut sample)
            .map_err(|error| unreadable(&error))?;
        if charset::utf8(&sample).text.trim_start().is_empty() {
            return Err(Problem::file(
                ProblemKind::Empty,
                "nothing but white space in it",
            ));
        }
        if sample.contains(&0) {
            return Err(Problem::file(
                ProblemKind::NotText,
                "not a text: it holds NUL bytes; save it as CSV in UTF-8",
            ));
        }
        let dialect = Dialect::of(&sample, Names::new(&options.field_map));
        if !dialect.has_text() {
            return Err(no_text(&dialect));
        }
        let shape = Shape {
            separator: dialect.separator,
            columns: dialect.columns.len(),
            line_end: line_end(&sample),
            longest: MAX_WHOLE_FILE,
        };
        let mark = if sample.starts_with(UTF_8_MARK) {
            UTF_8_MARK.len()
        } else {
            0
        };
        let mut whole = io::Cursor::new(sample).chain(stream);
        whole.consume(mark);
        let mut rows = Rows::new(Box::new(whole), shape);
        let mut row = Row::default();
        if dialect.has_names {
            rows.next_row(&mut row)
                .map_err(|error| unreadable(&error))?;
        }
        Ok(Self {
            path,
            options,
            rows: Some(rows),
            dialect,
            row,
            ordinal: 0,
            ready: VecDeque::new(),
        })
    }

    /// Reads the next row; `None` at the end.
    fn read_row(&mut self) -> Option<()> {
        let rows = self.rows.as_mut()?;
        self.ordinal = self.ordinal.saturating_add(1);
        match rows.next_row(&mut self.row) {
            Ok(Some(Found { fault, line })) => {
                if let Some(fault) = fault {
                    self.ready.push_back(Err(faulty(self.ordinal, fault)));
                }
                if fault.is_none_or(Fault::has_row) {
                    self.take_row(line);
                }
            }
            Ok(None) => {
                self.rows = None;
                if self.ordinal == 1 {
                    self.ready.push_back(Err(Problem::file(
                        ProblemKind::Empty,
                        "no row in it below the names of its columns",
                    )));
                }
            }
            Err(error) => {
                self.rows = None;
                self.ready.push_back(Err(unreadable(&error)));
            }
        }
        Some(())
    }

    fn take_row(&mut self, line: u64) {
        let ordinal = self.ordinal;
        let columns = self.dialect.columns.len();
        let surplus = self.row.cells().skip(columns).any(|cell| !cell.is_empty());
        if self.row.len() < columns || surplus {
            let detail = format!(
                "row {ordinal} (line {line}): {} where the line of names has {columns}; cells \
                 that hold a `{}`, a quote or a line end must stand in quotes",
                cells(self.row.len()),
                self.dialect.shown_separator(),
            );
            let problem = Problem::record(ordinal, ProblemKind::Malformed, detail);
            self.ready.push_back(Err(problem));
            return;
        }
        let encoding = charset::utf8(self.row.bytes()).problem(ordinal);
        self.ready.extend(encoding.map(Err));
        let mut record = Record::default();
        for (column, cell) in self.dialect.columns.iter().zip(self.row.cells()) {
            for named in column {
                record.put(*named, held(cell, *named));
            }
        }
        let place = Place {
            noun: "row",
            origin: Origin {
                path: self.path.clone(),
                ordinal,
            },
        };
        self.ready.extend(record.into_items(place, self.options));
    }
}

impl Iterator for Articles<'_> {
    type Item = Result<Article, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            self.read_row()?;
        }
    }
}

fn faulty(ordinal: u32, fault: Fault) -> Problem {
    let kind = match fault {
        Fault::TooLong(_) => ProblemKind::TooLarge,
        _ => ProblemKind::Malformed,
    };
    Problem::record(ordinal, kind, format!("row {ordinal}: {}", fault.detail()))
}

fn cells(count: usize) -> String {
    match count {
        1 => "1 cell".to_owned(),
        count => format!("{count} cells"),
    }
}

fn no_text(dialect: &Dialect) -> Problem {
    let names: Vec<String> = dialect
        .names
        .iter()
        .take(12)
        .map(|name| format!("`{name}`"))
        .collect();
    Problem::file(
        ProblemKind::Malformed,
        format!(
            "none of its columns is a headline or a body by its name ({}); name them with \
             --field-map headline=NAME,body=NAME, or by number as in headline=1,body=2",
            names.join(", ")
        ),
    )
}
