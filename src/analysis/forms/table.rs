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
    /// The bits of the first words. A word whose bit is missing is in no row.
    bits: &'static Bits,
}

/// A set of bits, so many that few of them are set.
pub(super) type Bits = [u64; 128];

impl Table {
    /// The table without rows.
    pub(super) const EMPTY: Self = Self {
        text: "",
        starts: &[],
        bits: &[0; 128],
    };

    /// A table with this text, whose rows start at these places and have these bits.
    pub(super) const fn new(
        text: &'static str,
        starts: &'static [usize],
        bits: &'static Bits,
    ) -> Self {
        Self { text, starts, bits }
    }

    pub(super) fn is_empty(self) -> bool {
        self.starts.is_empty()
    }

    /// All rows.
    #[cfg(test)]
    pub(super) fn rows(self) -> impl Iterator<Item = &'static str> {
        self.text.lines()
    }

    /// The first words of the rows whose second word this is.
    pub(super) fn words_with(self, second: &str) -> Vec<&'static str> {
        let needle = format!(" {second}");
        let found = memchr::memmem::find_iter(self.text.as_bytes(), &needle);
        found
            .filter_map(|at| {
                let end = self.text.as_bytes().get(at + needle.len());
                let start = self.text[..at].rfind('\n').map_or(0, |line| line + 1);
                let first = &self.text[start..at];
                let is_whole = matches!(end, None | Some(b' ' | b'\n'));
                (is_whole && !first.contains(' ')).then_some(first)
            })
            .collect()
    }

    /// What follows a word in the row that starts with it.
    pub(super) fn row(self, word: &str) -> Option<&'static str> {
        let (place, bit) = bit_of(word.as_bytes(), word.len());
        if self.bits[place] & bit == 0 {
            return None;
        }
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

/// The bit of a word, the first `length` bytes: its place in [`Bits`] and its value there. The
/// constants are those of the FNV-1a hash.
const fn bit_of(bytes: &[u8], length: usize) -> (usize, u64) {
    let (mut at, mut hash) = (0, 0x811C_9DC5_u32);
    while at < length {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    ((hash >> 25) as usize, 1 << (hash >> 19 & 63))
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

/// The bits of the words that the rows of a text start with.
pub(super) const fn bits_of(text: &str, starts: &[usize]) -> Bits {
    let bytes = text.as_bytes();
    let mut bits = [0; 128];
    let mut row = 0;
    while row < starts.len() {
        let (_, rest) = bytes.split_at(starts[row]);
        let mut length = 0;
        while length < rest.len() && rest[length] != b' ' {
            length += 1;
        }
        let (place, bit) = bit_of(rest, length);
        bits[place] |= bit;
        row += 1;
    }
    bits
}

/// The table in a file.
macro_rules! table {
    ($file:literal) => {{
        const TEXT: &str = include_str!($file);
        const COUNT: usize = count_rows(TEXT);
        static STARTS: [usize; COUNT] = row_starts(TEXT);
        static BITS: Bits = bits_of(TEXT, &STARTS);
        Table::new(TEXT, &STARTS, &BITS)
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
        static BITS: Bits = bits_of(TEXT, &STARTS);
        let table = Table::new(TEXT, &STARTS, &BITS);
        assert_eq!(table.row("a"), Some("1"));
        assert_eq!(table.row("ab"), Some("2"));
        assert_eq!(table.row("abc"), Some("3 # why"));
        assert_eq!(table.row("b"), Some("4"));
        for word in ["", "aa", "abcd", "ac", "c", "a 1", "ab "] {
            assert_eq!(table.row(word), None, "{word:?}");
        }
        assert_eq!(table.words_with("3"), ["abc"]);
        assert_eq!(table.words_with("why"), [""; 0]);
        assert!(Table::EMPTY.is_empty() && Table::EMPTY.row("a").is_none());
        assert_eq!(table.rows().count(), STARTS.len());
    }
}
