//! How a file of rows is written: what separates the cells, and what the columns are.
//!
//! Each usual separator is tried on the first rows. The one with the most columns of known meaning
//! is taken. If several have as many, the one with the most columns is taken.

use super::rows::{Rows, Shape};
use super::split::Cells;
use crate::formats::bytes::charset;
use crate::formats::record::{Field, Named, Names};

/// What may separate cells, the likelier first.
const SEPARATORS: &[u8] = b",;\t|";

/// The longest name of a column, in bytes.
const LONGEST_NAME: usize = 60;

/// How a file is written.
#[derive(Debug)]
pub(super) struct Dialect {
    /// What separates cells.
    pub(super) separator: u8,
    /// The cells of the first line.
    pub(super) names: Vec<String>,
    /// What the columns are for.
    pub(super) columns: Vec<Vec<Named>>,
    /// Whether the first line has names. If not, it is a row.
    pub(super) has_names: bool,
}

impl Dialect {
    /// The dialect in which most columns of a file's first bytes have a known meaning.
    pub(super) fn of(head: &[u8], names: Names<'_>) -> Self {
        let with = |separator: &u8| Self::with(*separator, head, names);
        SEPARATORS
            .iter()
            .map(with)
            .reduce(|best, next| {
                if next.score() > best.score() {
                    next
                } else {
                    best
                }
            })
            .expect("there are separators")
    }

    fn with(separator: u8, head: &[u8], known: Names<'_>) -> Self {
        let names = first_rows(separator, head, 1).pop().unwrap_or_default();
        let columns: Vec<Vec<Named>> = names
            .iter()
            .enumerate()
            .map(|(at, name)| known.of_column(name, at + 1))
            .collect();
        let is_row = |(name, column): (&String, &Vec<Named>)| {
            let by_number = column.iter().any(|named| !known.is_named(name, *named));
            by_number && name.split_whitespace().nth(4).is_some()
        };
        let has_names = !names.iter().zip(&columns).any(is_row);
        Self {
            separator,
            names,
            columns,
            has_names,
        }
    }

    fn score(&self) -> (usize, usize) {
        let known = self.columns.iter().filter(|column| !column.is_empty());
        (known.count(), self.names.len())
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
            let rows = first_rows(self.separator, head, 2);
            rows.get(1).is_some_and(|row| row.len() == self.names.len())
        };
        self.has_text()
            && known.count() >= 2
            && self.names.len() >= 3
            && self.names.iter().all(is_name)
            && fits()
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
    let mut lines = head.split(is_end).filter(|line| !line.is_empty());
    lines.next().is_some_and(|line| {
        SEPARATORS
            .iter()
            .any(|separator| memchr::memchr_iter(*separator, line).nth(1).is_some())
    })
}

/// The last byte of a line end, in a file with these first bytes.
pub(super) fn line_end(head: &[u8]) -> u8 {
    if head.contains(&b'\n') { b'\n' } else { b'\r' }
}

/// The texts of the cells of a file's first rows.
fn first_rows(separator: u8, head: &[u8], count: usize) -> Vec<Vec<String>> {
    let head = charset::without_mark(head);
    let shape = Shape {
        separator,
        columns: 0,
        line_end: line_end(head),
        longest: head.len() as u64,
    };
    let mut rows = Rows::new(Box::new(head), shape);
    let mut row = Cells::default();
    let mut first = Vec::new();
    while first.len() < count && matches!(rows.next_row(&mut row), Ok(Some(_))) {
        let texts = row.iter().map(|cell| charset::utf8(cell).text);
        first.push(texts.map(|text| text.trim().to_owned()).collect());
    }
    first
}
