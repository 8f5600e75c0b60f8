//! The reader of CSV and TSV: an article a row, under a line of column names.
//!
//! Rows are streamed, memory holds one. What the columns' names mean is known to `record`, which
//! mark separates them is found by `dialect`. A row that does not fit is a problem of its own.
//! Format: RFC 4180, and what spreadsheets make of it.

mod cell;
mod dialect;

#[cfg(test)]
mod tests;

use super::record::{Names, Place, Record};
use super::{ArticleReader, Input, MAX_WHOLE_FILE, ReadOptions, charset, unreadable};
use crate::article::{ArchivePath, Article, Origin, Problem, ProblemKind};
use crate::formats::field_map::FieldMap;
use ::csv::{ByteRecord, Reader};
use cell::held;
use dialect::{Dialect, parser};
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// How many bytes of a file are looked at to tell how it is written.
const SAMPLE: u64 = 64 << 10;

/// CSV and TSV, chosen by extension or known by the names of their columns.
pub(super) struct Csv;

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
    /// `None` behind the file's end.
    rows: Option<Reader<Metered<'a>>>,
    row: ByteRecord,
    /// The number of the last row, from 1, without that of the names.
    ordinal: u32,
    /// What was read and not yet asked for.
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
        let metered = Metered {
            stream: Box::new(io::Cursor::new(sample).chain(stream)),
            left: MAX_WHOLE_FILE,
        };
        Ok(Self {
            path,
            options,
            rows: Some(parser(dialect.mark, dialect.has_names).from_reader(metered)),
            dialect,
            row: ByteRecord::new(),
            ordinal: 0,
            ready: VecDeque::new(),
        })
    }

    /// Reads the next row; `None` at the end.
    fn read_row(&mut self) -> Option<()> {
        let rows = self.rows.as_mut()?;
        rows.get_mut().left = MAX_WHOLE_FILE;
        self.ordinal = self.ordinal.saturating_add(1);
        match rows.read_byte_record(&mut self.row) {
            Ok(true) => self.take_row(),
            Ok(false) => {
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
                self.ready.push_back(Err(self.broken(error)));
            }
        }
        Some(())
    }

    fn take_row(&mut self) {
        let ordinal = self.ordinal;
        let line = self.row.position().map_or(0, ::csv::Position::line);
        let columns = self.dialect.columns.len();
        let surplus = self.row.iter().skip(columns).any(|cell| !cell.is_empty());
        if self.row.len() < columns || surplus {
            let detail = format!(
                "row {ordinal} (line {line}): {} where the line of names has {columns}; cells \
                 that hold a `{}`, a quote or a line end must stand in quotes",
                cells(self.row.len()),
                self.dialect.mark_shown(),
            );
            let problem = Problem::record(ordinal, ProblemKind::Malformed, detail);
            self.ready.push_back(Err(problem));
            return;
        }
        let encoding = charset::utf8(self.row.as_slice()).problem(ordinal);
        self.ready.extend(encoding.map(Err));
        let mut record = Record::default();
        for (column, cell) in self.dialect.columns.iter().zip(&self.row) {
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

    /// The problem that ends the reading.
    fn broken(&self, error: ::csv::Error) -> Problem {
        let is_too_long = |error: &io::Error| error.kind() == io::ErrorKind::FileTooLarge;
        if matches!(error.kind(), ::csv::ErrorKind::Io(error) if is_too_long(error)) {
            let detail = format!(
                "row {} is longer than {} MiB; is a quote left open in it? what is behind it was \
                 not read",
                self.ordinal,
                MAX_WHOLE_FILE >> 20
            );
            return Problem::record(self.ordinal, ProblemKind::TooLarge, detail);
        }
        unreadable(&error.into())
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

/// A stream that refuses to give more for one row than an article may be: a quote that is left
/// open takes in all that follows.
struct Metered<'a> {
    stream: Box<dyn Read + 'a>,
    left: u64,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.stream.read(buffer)?;
        self.left = self.left.saturating_sub(count as u64);
        Ok(count)
    }
}
