//! Lines above the names of the columns, such as the title of a report and when it was made.
//!
//! They are looked for only where the first line has no known name. The line of names has at least
//! three cells, two of them known and one of these a headline or a body, and those above it have
//! at most half as many.

use super::dialect::{SEPARATORS, first_rows, line_end};
use super::header::is_data;
use super::split::Marks;
use crate::formats::bytes::charset;
use crate::formats::record::{Field, Names};

/// The most lines above the names that are looked at.
const MOST: usize = 10;

/// The fewest columns of a table with lines above its names.
const COLUMNS: usize = 3;

/// Lines above the names of the columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Above {
    /// How many they are.
    pub(super) lines: u64,
    /// Their length with line ends, in bytes.
    pub(super) bytes: usize,
    /// How many letters and digits they have.
    pub(super) characters: usize,
}

impl Above {
    /// The lines above the names in a file with these first bytes, which start with no mark; `None` if
    /// there are none, or no names are known.
    pub(super) fn of(head: &[u8], known: Names<'_>) -> Option<Self> {
        let end = line_end(head);
        let mut above = Self::default();
        let mut widest = 0;
        for (at, line) in head
            .split_inclusive(|byte| *byte == end)
            .take(MOST + 1)
            .enumerate()
        {
            let rows = SEPARATORS.iter().map(|separator| cells(*separator, line));
            let rows: Vec<_> = rows.collect();
            if at == 0 && rows.iter().any(|row| named(row, known).0 > 0) {
                return None;
            }
            if let Some(names) = rows.iter().find(|row| is_names(row, known)) {
                return (widest * 2 <= names.len()).then_some(above);
            }
            let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count();
            widest = widest.max(rows.iter().map(filled).max().unwrap_or(0));
            above.lines += 1;
            above.bytes += line.len();
            let text = charset::utf8(line).text;
            above.characters += letters_of(&text);
        }
        None
    }
}

/// The number of letters and digits in a text.
pub(in crate::formats::readers) fn letters_of(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The cells of one line.
fn cells(separator: u8, line: &[u8]) -> Vec<String> {
    let marks = Marks::of(separator);
    first_rows(marks, line, 1).pop().unwrap_or_default()
}

fn is_names(row: &[String], known: Names<'_>) -> bool {
    let (named, has_text) = named(row, known);
    row.len() >= COLUMNS && named > 1 && has_text && !is_data(row)
}

/// How many cells are known names, and whether one of them is that of a headline or a body.
fn named(row: &[String], known: Names<'_>) -> (usize, bool) {
    let (mut named, mut has_text) = (0, false);
    for (name, at) in row.iter().zip(1..) {
        let own = known.of_column(name, at).into_iter();
        let mut own = own.filter(|own| known.is_named(name, *own)).peekable();
        named += usize::from(own.peek().is_some());
        has_text |= own.any(|own| matches!(own.field(), Field::Headline | Field::Body));
    }
    (named, has_text)
}
