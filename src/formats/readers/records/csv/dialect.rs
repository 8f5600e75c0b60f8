//! How a file of rows is written: which mark separates the cells, and what the columns are.

use crate::formats::bytes::charset;
use crate::formats::record::{Field, Named, Names};
use ::csv::{ByteRecord, ReaderBuilder};

/// Marks that separate cells, the likelier first.
const MARKS: &[u8] = b",;\t|";

/// The longest name of a column, in bytes.
const LONGEST_NAME: usize = 60;

/// How a file is written.
#[derive(Debug)]
pub(super) struct Dialect {
    /// What separates cells.
    pub(super) mark: u8,
    /// The first line's cells.
    pub(super) names: Vec<String>,
    /// What the columns are for.
    pub(super) columns: Vec<Vec<Named>>,
    /// Whether the first line is names, not a row.
    pub(super) has_names: bool,
}

impl Dialect {
    /// The dialect in which most columns of the file's beginning mean something.
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
            .expect("there are marks")
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

    /// Whether there is a column of headlines or of bodies.
    pub(super) fn has_text(&self) -> bool {
        self.columns
            .iter()
            .flatten()
            .any(|named| matches!(named.field(), Field::Headline | Field::Body))
    }

    /// Whether a file can be of no other format: the names are names, more than one of them
    /// means something, and the next row has as many cells.
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

    /// The mark as messages show it.
    pub(super) fn mark_shown(&self) -> String {
        self.mark.escape_ascii().to_string()
    }
}

/// Whether the first line can be the names of three columns. Every file that nothing else knows is
/// asked, and making a parser takes longer than reading a short article.
pub(super) fn may_be_columns(head: &[u8]) -> bool {
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let mut lines = head.split(is_end).filter(|line| !line.is_empty());
    lines.next().is_some_and(|line| {
        MARKS
            .iter()
            .any(|mark| line.iter().filter(|byte| *byte == mark).nth(1).is_some())
    })
}

/// A parser of rows of any length.
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
