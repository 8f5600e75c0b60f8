//! A table of words: rows of text, sorted by their first word, which is found by binary search.
//!
//! Where rows start is computed when the program is compiled, so no process reads a table before
//! its first look-up. Most words of a text are in none, and each new one is looked up several times.

use std::cmp::Ordering;

/// Rows of text. Each has a word, a space and more.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    text: &'static str,
    /// Where each row starts, in bytes.
    starts: &'static [usize],
}

impl Table {
    /// The table without rows.
    pub(super) const EMPTY: Self = Self {
        text: "",
        starts: &[],
    };

    /// A table with this text, whose rows start at these places.
    pub(super) const fn new(text: &'static str, starts: &'static [usize]) -> Self {
        Self { text, starts }
    }

    pub(super) fn is_empty(self) -> bool {
        self.starts.is_empty()
    }

    /// All rows.
    pub(super) fn rows(self) -> impl Iterator<Item = &'static str> {
        self.text.lines()
    }

    /// What follows a word in the row that starts with it.
    pub(super) fn row(self, word: &str) -> Option<&'static str> {
        let order = |start: &usize| order(&self.text.as_bytes()[*start..], word.as_bytes());
        let at = self.starts.binary_search_by(order).ok()?;
        let rest = &self.text[self.starts[at] + word.len() + 1..];
        Some(rest.split_once('\n').map_or(rest, |(row, _)| row))
    }
}

/// The order of the first word of a row and a word.
fn order(row: &[u8], word: &[u8]) -> Ordering {
    for (at, byte) in word.iter().enumerate() {
        match row.get(at).unwrap_or(&b' ').cmp(byte) {
            Ordering::Equal if *byte == b' ' => return Ordering::Less,
            Ordering::Equal => {}
            other => return other,
        }
    }
    match row.get(word.len()) {
        Some(b' ') => Ordering::Equal,
        _ => Ordering::Greater,
    }
}

/// The number of rows of a text.
pub(super) const fn count_rows(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut count) = (0, 0);
    while at < bytes.len() {
        count += (at == 0 || bytes[at - 1] == b'\n') as usize;
        at += 1;
    }
    count
}

/// Where the rows of a text start, in bytes.
pub(super) const fn row_starts<const COUNT: usize>(text: &str) -> [usize; COUNT] {
    let bytes = text.as_bytes();
    let mut starts = [0; COUNT];
    let (mut at, mut count) = (0, 0);
    while at < bytes.len() {
        if at == 0 || bytes[at - 1] == b'\n' {
            starts[count] = at;
            count += 1;
        }
        at += 1;
    }
    starts
}

/// The table in a file.
macro_rules! table {
    ($file:literal) => {{
        const TEXT: &str = include_str!($file);
        const COUNT: usize = count_rows(TEXT);
        static STARTS: [usize; COUNT] = row_starts(TEXT);
        Table::new(TEXT, &STARTS)
    }};
}
pub(super) use table;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_its_word_and_no_other_is() {
        const TEXT: &str = "a 1\nab 2\nabc 3 # why\nb 4\n";
        static STARTS: [usize; count_rows(TEXT)] = row_starts(TEXT);
        let table = Table::new(TEXT, &STARTS);
        assert_eq!(table.row("a"), Some("1"));
        assert_eq!(table.row("ab"), Some("2"));
        assert_eq!(table.row("abc"), Some("3 # why"));
        assert_eq!(table.row("b"), Some("4"));
        for word in ["", "aa", "abcd", "ac", "c", "a 1", "ab "] {
            assert_eq!(table.row(word), None, "{word:?}");
        }
        assert!(Table::EMPTY.is_empty() && Table::EMPTY.row("a").is_none());
        assert_eq!(table.rows().count(), STARTS.len());
    }
}
