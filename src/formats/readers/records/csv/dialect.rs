//! The dialect of a file of rows: the mark that separates the cells, and the meaning of the columns.
//!
//! It is detected from the start of the file: the mark with the most known columns wins. Names of
//! columns are those of `record`.

use crate::formats::bytes::charset;
use crate::formats::record::{Field, Named, Names};
use ::csv::{ByteRecord, ReaderBuilder};

/// Marks that separate cells, the most likely first.
const MARKS: &[u8] = b",;\t|";

/// The longest name of a column, in bytes.
const LONGEST_NAME: usize = 60;

/// The dialect of a file.
#[derive(Debug)]
pub(super) struct Dialect {
    /// The mark that separates cells.
    pub(super) mark: u8,
    /// The cells of the first line.
    pub(super) names: Vec<String>,
    /// The fields of each column.
    pub(super) columns: Vec<Vec<Named>>,
    /// Whether the first line has names and is not a row.
    pub(super) has_names: bool,
}

impl Dialect {
    /// The dialect with the most known columns at the start of the file.
    pub(super) fn of(head: &[u8], names: Names<'_>) -> Self {
        let with = |mark: &u8| Self::with(*mark, head, names);
        MARKS
            .iter()
            .map(with)
            .reduce(|best, next| {
                if next.score() > best.score() {
                    next
                } else {
                    best
                }
            })
            .expect("the list of marks is not empty")
    }

    fn with(mark: u8, head: &[u8], known: Names<'_>) -> Self {
        let names: Vec<String> = first_rows(mark, head, 1)
            .pop()
            .unwrap_or_default()
            .iter()
            .map(|cell| charset::utf8(cell).text.trim().to_owned())
            .collect();
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
            mark,
            names,
            columns,
            has_names,
        }
    }

    fn score(&self) -> (usize, usize) {
        let known = self.columns.iter().filter(|column| !column.is_empty());
        (known.count(), self.names.len())
    }

    /// Whether there is a column of headlines or bodies.
    pub(super) fn has_text(&self) -> bool {
        self.columns
            .iter()
            .flatten()
            .any(|named| matches!(named.field(), Field::Headline | Field::Body))
    }

    /// Whether a file certainly has this format: the names look like names, at least two of them
    /// are known, and the next row has the same number of cells.
    pub(super) fn is_certain(&self, head: &[u8]) -> bool {
        let known = self.columns.iter().filter(|column| !column.is_empty());
        let is_name = |name: &String| {
            !name.is_empty() && name.len() <= LONGEST_NAME && !name.contains(['.', ':', '{', '<'])
        };
        let fits = || {
            let rows = first_rows(self.mark, head, 2);
            rows.get(1).is_some_and(|row| row.len() == self.names.len())
        };
        self.has_text()
            && known.count() >= 2
            && self.names.len() >= 3
            && self.names.iter().all(is_name)
            && fits()
    }

    /// The mark, as messages show it.
    pub(super) fn mark_shown(&self) -> String {
        self.mark.escape_ascii().to_string()
    }
}

/// Whether the first line can have the names of three columns. This is checked for every file that
/// no other reader recognises, and making a parser takes longer than reading a short article.
pub(super) fn may_be_columns(head: &[u8]) -> bool {
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let mut lines = head.split(is_end).filter(|line| !line.is_empty());
    lines.next().is_some_and(|line| {
        MARKS
            .iter()
            .any(|mark| line.iter().filter(|byte| *byte == mark).nth(1).is_some())
    })
}

/// A parser for rows with any number of cells.
pub(super) fn parser(mark: u8, has_names: bool) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder
        .delimiter(mark)
        .has_headers(has_names)
        .flexible(true);
    builder
}

fn first_rows(mark: u8, head: &[u8], count: usize) -> Vec<ByteRecord> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    parser(mark, false)
        .from_reader(head)
        .into_byte_records()
        .take(count)
        .filter_map(Result::ok)
        .collect()
}
