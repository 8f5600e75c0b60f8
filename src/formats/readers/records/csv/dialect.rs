//! How a file of rows is written: what separates the cells, and what the columns are.
//!
//! A first line such as `sep=;`, which spreadsheets write, says it. Else each usual separator is
//! tried on the first rows. The one with the most columns of known names is taken, then the one by
//! which most rows have as many cells as the first, then the one with the most columns.

use super::escapes::{Escapes, has_letters, has_quoted_cells};
use super::guess::{guessed, told};
use super::header::{is_data, is_header};
use super::rows::{Rows, Shape};
use super::split::{Cells, Marks};
use crate::formats::bytes::charset;
use crate::formats::record::{Field, Named, Names};

/// What may separate cells, the likelier first.
pub(super) const SEPARATORS: &[u8] = b",;\t|";

/// How many rows show the separator.
const ROWS: usize = 20;

/// The longest name of a column, in bytes.
const LONGEST_NAME: usize = 60;

/// How a file is written.
#[derive(Debug)]
pub(super) struct Dialect {
    /// What separates cells.
    pub(super) separator: u8,
    /// How cells have quotes, separators and line ends in them.
    pub(super) escapes: Escapes,
    /// The cells of the first line.
    pub(super) names: Vec<String>,
    /// What the columns are for.
    pub(super) columns: Vec<Vec<Named>>,
    /// Whether the first line has names. If not, it is a row.
    pub(super) has_names: bool,
    /// Whether the columns were guessed by what is in them.
    pub(super) is_guessed: bool,
    /// Whether a line above the first names the separator.
    pub(super) has_separator_line: bool,
    /// How many columns are known by name.
    named: usize,
    /// How many of a hundred rows have as many cells as the first; 0 for one column.
    even: usize,
}

/// The columns of tables of Instapaper. The last one has the day on which somebody saved a page.
const INSTAPAPER: [&str; 3] = ["Selection", "Folder", "Timestamp"];

impl Dialect {
    /// Leaves out the column with the day of saving, unless a person names the columns.
    pub(super) fn drop_day_of_saving(&mut self, is_unnamed: bool) {
        let [.., saved] = INSTAPAPER;
        let has = |own: &&str| self.names.iter().any(|name| name == own);
        if is_unnamed && INSTAPAPER.iter().all(has) {
            let columns = self.columns.iter_mut().zip(&self.names);
            for (column, _) in columns.filter(|(_, name)| *name == saved) {
                column.clear();
            }
        }
    }

    /// The dialect of a file with these first bytes.
    pub(super) fn of(head: &[u8], names: Names<'_>) -> Self {
        let (stated, rest) = separator_line(charset::without_mark(head));
        let with = |separator: &u8| Self {
            has_separator_line: stated.is_some(),
            ..Self::with(*separator, rest, names)
        };
        let tried = SEPARATORS.iter().map(with).reduce(|best, next| {
            if next.score() > best.score() {
                next
            } else {
                best
            }
        });
        let mut dialect = match stated {
            Some(separator) => with(&separator),
            None => tried.expect("there are separators"),
        };
        dialect.escapes = escapes(dialect.separator, dialect.names.len(), rest);
        dialect
    }

    fn with(separator: u8, head: &[u8], known: Names<'_>) -> Self {
        let mut rows = first_rows(Marks::of(separator), head, ROWS).into_iter();
        let names = rows.next().unwrap_or_default();
        let columns: Vec<Vec<Named>> = names
            .iter()
            .enumerate()
            .map(|(at, name)| known.of_column(name, at + 1))
            .collect();
        let is_named = |(name, column): (&String, &Vec<Named>)| {
            column.iter().any(|named| known.is_named(name, *named))
        };
        let recognized = names
            .iter()
            .zip(&columns)
            .filter(|pair| is_named(*pair))
            .count();
        let rows: Vec<Vec<String>> = rows.collect();
        let even = rows.iter().filter(|row| row.len() == names.len()).count();
        Self {
            separator,
            escapes: Escapes::Doubled,
            has_names: is_header(&names, &rows, recognized),
            is_guessed: false,
            named: recognized,
            even: match names.len() {
                1 => 0,
                _ => (even * 100).checked_div(rows.len()).unwrap_or(0),
            },
            names,
            columns,
            has_separator_line: false,
        }
    }

    /// What ends cells.
    pub(super) fn marks(&self) -> Marks {
        Marks {
            separator: self.separator,
            escapes: self.escapes,
        }
    }

    fn score(&self) -> (usize, usize, usize) {
        (self.named, self.even, self.names.len())
    }

    /// Whether the first line is surely a row, although a header is expected there.
    pub(super) fn starts_with_data(&self) -> bool {
        is_data(&self.names)
    }

    /// Whether there is a column of headlines or of bodies.
    pub(super) fn has_text(&self) -> bool {
        self.columns
            .iter()
            .flatten()
            .any(|named| matches!(named.field(), Field::Headline | Field::Body))
    }

    /// Whether a file can be of no other format: the first line has names, more than one of them
    /// is known, and the next row has as many cells.
    pub(super) fn is_certain(&self, head: &[u8]) -> bool {
        let known = self.columns.iter().filter(|column| !column.is_empty());
        let is_name = |name: &String| {
            !name.is_empty() && name.len() <= LONGEST_NAME && !name.contains(['.', ':', '{', '<'])
        };
        let fits = || {
            let (_, head) = separator_line(charset::without_mark(head));
            let rows = first_rows(self.marks(), head, 2);
            rows.get(1).is_some_and(|row| row.len() == self.names.len())
        };
        self.has_text()
            && self.has_names
            && known.count() >= 2
            && self.names.len() >= 3
            && self.names.iter().all(is_name)
            && fits()
    }

    /// Guesses what the columns of a table without names are for. Returns what is told of it;
    /// `None` if nothing shows it.
    pub(super) fn guess_columns(&mut self, head: &[u8]) -> Option<String> {
        let (_, head) = separator_line(charset::without_mark(head));
        let mut rows = first_rows(self.marks(), head, ROWS);
        // The last row of the first bytes may be cut off.
        if rows.len() > 2 {
            rows.pop();
        }
        let fields = guessed(&rows);
        if fields.is_empty() {
            return None;
        }
        let width = self.names.len();
        self.is_guessed = true;
        self.names = (1..=width).map(|at| format!("column {at}")).collect();
        self.columns = vec![Vec::new(); width];
        for (at, field) in &fields {
            self.columns[*at].push(Named::without_name(*field));
        }
        Some(told(&fields))
    }

    /// What messages call the first line.
    pub(super) fn first_line(&self) -> &'static str {
        if self.has_names {
            "the line of names"
        } else {
            "the first row"
        }
    }

    /// The separator as messages show it.
    pub(super) fn shown_separator(&self) -> String {
        self.separator.escape_ascii().to_string()
    }
}

/// Whether the first line can be the names of three columns. Every file that no other reader
/// recognizes is checked, so this is cheap.
pub(super) fn may_be_columns(head: &[u8]) -> bool {
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let (_, head) = separator_line(charset::without_mark(head));
    let mut lines = head.split(is_end).filter(|line| !line.is_empty());
    lines.next().is_some_and(|line| {
        SEPARATORS
            .iter()
            .any(|separator| memchr::memchr_iter(*separator, line).nth(1).is_some())
    })
}

/// The separator that a first line such as `sep=;` names, and the bytes after that line. Excel
/// writes and reads it.
fn separator_line(head: &[u8]) -> (Option<u8>, &[u8]) {
    let end = head.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
    let Some(end) = end.filter(|end| *end <= b"\"sep=;\"".len() + 1) else {
        return (None, head);
    };
    let line = head[..end].strip_prefix(b"\"").unwrap_or(&head[..end]);
    let [
        b's' | b'S',
        b'e' | b'E',
        b'p' | b'P',
        b'=',
        separator,
        rest @ ..,
    ] = line
    else {
        return (None, head);
    };
    let is_one = matches!(rest.trim_ascii(), b"" | b"\"") && !separator.is_ascii_alphanumeric();
    if !is_one || matches!(separator, b'"' | 0x80..) {
        return (None, head);
    }
    let after = &head[end..];
    let after = after.strip_prefix(b"\r\n").unwrap_or(&after[1..]);
    (Some(*separator), after)
}

/// The last byte of a line end, in a file with these first bytes.
pub(super) fn line_end(head: &[u8]) -> u8 {
    if head.contains(&b'\n') { b'\n' } else { b'\r' }
}

/// How the cells in these first bytes of a file have quotes, separators and line ends in them.
///
/// Backslashes are before quotes if a row has its cells only so, and no row has doubled quotes. In
/// files with tabs they may be before letters alone.
fn escapes(separator: u8, columns: usize, head: &[u8]) -> Escapes {
    if !head.contains(&b'\\') {
        return Escapes::Doubled;
    }
    let mut rows = rows_of(Marks::of(separator), columns, head);
    let mut row = Cells::default();
    let (mut is_escaped, mut is_doubled) = (false, false);
    while let Ok(Some(found)) = rows.next_row(&mut row) {
        is_escaped |= found.is_escaped;
        is_doubled |= found.is_doubled;
    }
    match has_letters(head, separator) {
        true if separator == b'\t' && !has_quoted_cells(head, separator) => Escapes::Unquoted,
        true if is_escaped && !is_doubled => Escapes::Letters,
        false if is_escaped && !is_doubled => Escapes::Backslash,
        _ => Escapes::Doubled,
    }
}

/// The rows in a file's first bytes; `columns` is 0 if their number is unknown.
fn rows_of(marks: Marks, columns: usize, head: &[u8]) -> Rows<'_> {
    let shape = Shape {
        marks,
        columns,
        line_end: line_end(head),
        longest: head.len() as u64,
    };
    Rows::new(Box::new(head), shape)
}

/// The texts of the cells of a file's first rows.
pub(super) fn first_rows(marks: Marks, head: &[u8], count: usize) -> Vec<Vec<String>> {
    let mut rows = rows_of(marks, 0, charset::without_mark(head));
    let mut row = Cells::default();
    let mut first = Vec::new();
    while first.len() < count && matches!(rows.next_row(&mut row), Ok(Some(_))) {
        let texts = row
            .iter()
            .map(|cell| charset::utf8(cell).text.replace('\0', ""));
        first.push(texts.map(|text| text.trim().to_owned()).collect());
    }
    first
}
