//! The reader of CSV and TSV: each row is an article, below a line of column names.
//!
//! Rows are streamed: memory holds one. `record` says what the names of columns mean, `dialect`
//! finds the separator, `header` whether there is a line of names, `guess` what the columns are if
//! there is none, `above` what stands above the names, `rows` the end of a row, and `split` its cells. A row that does not fit is a
//! problem of that row only. Format: RFC 4180, and how spreadsheets and databases (`escapes`) write
//! it.

mod above;
mod cell;
mod dialect;
mod escapes;
mod fault;
mod guess;
mod header;
mod rows;
mod split;

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::bytes::excerpt::cut_to;
use crate::formats::input::{Input, ResumePoint, Utf8Content, blank, unreadable};
use crate::formats::options::{MAX_WHOLE_FILE, ReadOptions};
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::record::field_map::FieldMap;
use crate::formats::record::{Names, Place, Record, characters_of_text};
use crate::formats::record_stream::{Cut, CutRecord, RecordReader, RecordStream, read_records};
use above::Above;
pub(in crate::formats::readers) use above::letters_of;
use cell::value_of;
use dialect::{Dialect, line_end};
use fault::Fault;
use rows::{Found, Rows, Shape};
use split::Cells;
use std::io::{self, BufRead, Read};

/// How many first bytes of a file show its dialect.
const SAMPLE: u64 = 64 << 10;

/// The longest cell that a message shows, in characters.
const LONGEST_SHOWN: usize = 40;

/// Columns that only tables of Zotero have.
const ZOTERO: [&str; 2] = ["Manual Tags", "Automatic Tags"];

/// CSV and TSV, chosen by extension or recognized by the names of their columns.
pub(in crate::formats) struct Csv;

impl ArticleReader for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab", "psv"]
    }

    /// The first line is names of columns, one of them a headline or a body, and the next row fits.
    fn recognizes(&self, head: &[u8]) -> bool {
        dialect::may_be_columns(head)
            && Dialect::of(head, Names::new(&FieldMap::default())).is_certain(head)
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        Self::read_below(input, 0, out)
    }
}

impl Csv {
    /// Reads a table that had so many letters and digits above it, which were left out.
    ///
    /// # Errors
    /// As [`ArticleReader::read`].
    pub(in crate::formats::readers) fn read_below(
        input: Input<'_>,
        characters_above: usize,
        out: &mut dyn ArticleSink,
    ) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let (stream, mut dialect, mut above) = open(input.into_utf8()?, options)?;
        above.characters += characters_above;
        dialect.drop_day_of_saving(options.field_map.is_empty());
        let rows = RowReader {
            path,
            options,
            is_of_zotero: ZOTERO
                .iter()
                .all(|own| dialect.names.iter().any(|it| it == own)),
            dialect,
            above,
        };
        read_records(stream, &rows, out)
    }
}

/// Finds out how a file is written, and opens the stream of its rows.
fn open<'a>(
    content: Utf8Content<'a>,
    options: &ReadOptions,
) -> Result<(RowStream<'a>, Dialect, Above), Problem> {
    let mut stream = content.stream;
    let start = content.resume.as_ref().map(|resume| resume.point);
    let mut sample = Vec::new();
    if let Some(resume) = content.resume {
        sample = resume.start;
    } else {
        let mut first = stream.by_ref().take(SAMPLE);
        first
            .read_to_end(&mut sample)
            .map_err(|error| unreadable(&error))?;
    }
    let decoded = charset::utf8(&sample);
    if decoded.text.trim_start().is_empty() {
        return Err(blank());
    }
    if sample.contains(&0) && decoded.is_noise() {
        return Err(Problem::file(
            ProblemKind::NotText,
            "not a text: it holds many control characters; save it as CSV in UTF-8",
        ));
    }
    let names = Names::new(&options.field_map);
    let mark = sample.len() - charset::without_mark(&sample).len();
    let usual = FieldMap::default();
    // Who numbers the columns does not say what their names are.
    let above = Above::of(&sample[mark..], names)
        .or_else(|| Above::of(&sample[mark..], Names::new(&usual)))
        .unwrap_or_default();
    let table = &sample[mark + above.bytes..];
    let mut dialect = Dialect::of(table, names);
    let is_guessed = !dialect.has_names && options.field_map.is_empty();
    let note = is_guessed.then(|| dialect.guess_columns(table)).flatten();
    if !dialect.has_text() || (is_guessed && note.is_none()) {
        return Err(no_text(&dialect));
    }
    let shape = Shape {
        marks: dialect.marks(),
        columns: dialect.columns.len(),
        line_end: line_end(&sample),
        longest: MAX_WHOLE_FILE,
    };
    // A file that is shorter than the sample shows more when it grows.
    let is_known = content.is_as_is && sample.len() as u64 == SAMPLE;
    if let Some(start) = start {
        let stream = RowStream {
            rows: Rows::after(stream, shape, start.line),
            start: Some(start),
            is_known,
            ordinal: start.ordinal,
            note: None,
        };
        return Ok((stream, dialect, above));
    }
    let mut whole = io::Cursor::new(sample).chain(stream);
    whole.consume(mark + above.bytes);
    let mut rows = Rows::after(Box::new(whole), shape, 1 + above.lines);
    for _ in 0..usize::from(dialect.has_separator_line) + usize::from(dialect.has_names) {
        rows.next_row(&mut Cells::default())
            .map_err(|error| unreadable(&error))?;
    }
    let stream = RowStream {
        rows,
        start,
        is_known,
        ordinal: 0,
        note: note.map(|detail| Problem::file(ProblemKind::BadMetadata, detail)),
    };
    Ok((stream, dialect, above))
}

/// The rows of a file.
struct RowStream<'a> {
    rows: Rows<'a>,
    /// The point after which it was resumed.
    start: Option<ResumePoint>,
    /// Whether what the start of the file shows stays the same when it grows.
    is_known: bool,
    /// The number of the last row, from 1, without the line of names.
    ordinal: u32,
    /// What is told of the columns before the first row.
    note: Option<Problem>,
}

/// A row that was cut from a file.
#[derive(Default)]
struct Row {
    cells: Cells,
    /// Its number, from 1, without the line of names.
    ordinal: u32,
    /// The line that it starts on, from 1.
    line: u64,
    /// A fault of the row, which can still be read.
    fault: Option<Fault>,
}

impl CutRecord for Row {
    fn size(&self) -> usize {
        self.cells.bytes().len()
    }
}

impl RecordStream for RowStream<'_> {
    type Record = Row;

    fn next_record(&mut self, row: &mut Row) -> Result<Cut, Problem> {
        if let Some(note) = self.note.take() {
            return Ok(Cut::Problem(note));
        }
        match self.rows.next_row(&mut row.cells) {
            Ok(Some(Found { fault, line, .. })) => {
                self.ordinal = self.ordinal.saturating_add(1);
                if let Some(fault) = fault.filter(|fault| !fault.has_row()) {
                    return Ok(Cut::Problem(faulty(self.ordinal, fault)));
                }
                (row.ordinal, row.line, row.fault) = (self.ordinal, line, fault);
                Ok(Cut::Record)
            }
            Ok(None) if self.ordinal == 0 => Err(Problem::file(
                ProblemKind::Empty,
                "no row in it below the names of its columns",
            )),
            Ok(None) => Ok(Cut::End),
            Err(error) => Err(unreadable(&error)),
        }
    }

    fn start(&self) -> Option<ResumePoint> {
        self.start
    }

    fn end(&self) -> Option<ResumePoint> {
        let line = self.rows.line_after_end().filter(|_| self.is_known)?;
        Some(ResumePoint {
            ordinal: self.ordinal,
            line,
            ..ResumePoint::default()
        })
    }
}

/// Reads rows, each by itself.
struct RowReader<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
    dialect: Dialect,
    /// What is above the names of the columns. The first article notes it.
    above: Above,
    /// Whether its columns are those of Zotero, which writes `Lee, Ann; Ek, Bo`.
    is_of_zotero: bool,
}

impl RecordReader<Row> for RowReader<'_> {
    fn read_record(&self, row: &Row, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        let ordinal = row.ordinal;
        if let Some(fault) = row.fault {
            out.problem(faulty(ordinal, fault))?;
        }
        if self.dialect.has_names && self.has_names(row) {
            let detail = format!(
                "row {ordinal} (line {}) has the names of the columns again and was skipped; were \
                 several tables put together?",
                row.line
            );
            return out.problem(Problem::record(ordinal, ProblemKind::NotAnArticle, detail));
        }
        if let Some(problem) = self.misfit(row) {
            return out.problem(problem);
        }
        if let Some(problem) = charset::utf8(row.cells.bytes()).problem(ordinal) {
            out.problem(problem)?;
        }
        if let Some(problem) = nul_bytes(row) {
            out.problem(problem)?;
        }
        let mut record = Record::default();
        if self.is_of_zotero {
            record.is_row_of_zotero();
        }
        let columns = self.dialect.columns.iter().zip(&self.dialect.names);
        for ((column, name), cell) in columns.zip(row.cells.iter()) {
            for named in column {
                record.put(*named, value_of(cell, *named));
            }
            if column.is_empty() {
                let text = charset::utf8(cell).text;
                let characters = match characters_of_text(&text) {
                    // Without a name of the column, nobody knows that it is there.
                    0 if self.dialect.is_guessed && text.contains(char::is_alphabetic) => {
                        text.chars().count()
                    }
                    characters => characters,
                };
                record.put_unread(name, characters);
            }
        }
        if ordinal == 1 {
            let name = "the lines above the names of columns";
            record.put_unread(name, self.above.characters);
        }
        let place = Place {
            noun: "row",
            path: self.path,
            ordinal,
        };
        record.read(place, self.options, out)
    }
}

impl RowReader<'_> {
    /// Whether a row has the names of the columns, as where tables were put together.
    fn has_names(&self, row: &Row) -> bool {
        let names = &self.dialect.names;
        let is_name = |(cell, name): (&[u8], &String)| {
            let cell = charset::without_mark(cell.trim_ascii());
            cell == name.trim().as_bytes()
        };
        row.cells.len() == names.len() && row.cells.iter().zip(names).all(is_name)
    }

    /// The problem of a row whose number of cells differs from that of the columns.
    fn misfit(&self, row: &Row) -> Option<Problem> {
        let columns = self.dialect.columns.len();
        let surplus = row.cells.iter().skip(columns).any(|cell| !cell.is_empty());
        (row.cells.len() < columns || surplus).then(|| {
            let detail = format!(
                "row {} (line {}): {} where {} has {columns}; put cells that contain a `{}`, a \
                 quote or a line end in quotes",
                row.ordinal,
                row.line,
                cells(row.cells.len()),
                self.dialect.first_line(),
                self.dialect.shown_separator(),
            );
            Problem::record(row.ordinal, ProblemKind::Malformed, detail)
        })
    }
}

/// The problem of NUL bytes in a row, which its values are read without.
fn nul_bytes(row: &Row) -> Option<Problem> {
    let count = memchr::memchr_iter(0, row.cells.bytes()).count();
    (count > 0).then(|| {
        let bytes = if count == 1 { "byte" } else { "bytes" };
        let detail = format!(
            "row {} (line {}): {count} NUL {bytes} in it, which texts have not; the row was read \
             without",
            row.ordinal, row.line
        );
        Problem::record(row.ordinal, ProblemKind::BadEncoding, detail)
    })
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

/// The problem of a table without a known column of text, or without a line of names.
fn no_text(dialect: &Dialect) -> Problem {
    let names: Vec<String> = dialect
        .names
        .iter()
        .take(12)
        .map(|name| format!("`{}`", cut_to(name, LONGEST_SHOWN)))
        .collect();
    let names = names.join(", ");
    let why = if dialect.has_names && !dialect.starts_with_data() {
        format!("none of its columns is a headline or a body by its name ({names})")
    } else {
        format!("its first line is a row and not the names of its columns ({names})")
    };
    let advice = if dialect.has_names {
        "name them with --field-map headline=NAME,body=NAME, or by number as in headline=1,body=2"
    } else {
        "name its columns by number, as in --field-map headline=1,body=2"
    };
    Problem::file(ProblemKind::Malformed, format!("{why}; {advice}"))
}
