//! How a cell has the characters that would end it: quotes, separators and line ends.
//!
//! RFC 4180 doubles quotes. Databases write a backslash before such characters: `SELECT … INTO
//! OUTFILE` and `LOAD DATA` of `MySQL`, `COPY` of `PostgreSQL`, `mysql --batch`, Spark, and Python's `csv`
//! with `escapechar`. The content of a file says which it is (`dialect`).

use memchr::{memchr, memchr2};

/// How a file writes the characters that would end a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Escapes {
    /// Quotes are doubled, and a backslash is a character.
    #[default]
    Doubled,
    /// A backslash is before quotes, separators, line ends and backslashes.
    Backslash,
    /// The same, and `\n`, `\r` and `\t` are white space.
    Letters,
    /// The same, and cells are never in quotes.
    Unquoted,
}

impl Escapes {
    /// Whether a backslash is more than a character.
    pub(super) fn has_backslash(self) -> bool {
        self != Self::Doubled
    }

    /// How a row is tried that cannot be read in this way.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Doubled => Self::Backslash,
            Self::Backslash | Self::Letters | Self::Unquoted => Self::Doubled,
        }
    }

    /// Where the next byte is that means something in a cell in quotes.
    pub(super) fn next_in_quotes(self, text: &[u8]) -> Option<usize> {
        if self.has_backslash() {
            memchr2(b'"', b'\\', text)
        } else {
            memchr(b'"', text)
        }
    }

    /// What a backslash before `rest` stands for, and how many bytes of `rest` belong to it.
    pub(super) fn meant(self, rest: &[u8], separator: u8) -> (u8, usize) {
        match *rest {
            [b'\r', b'\n', ..] => (b'\n', 2),
            [byte @ (b'"' | b'\\' | b'\n' | b'\r'), ..] => (byte, 1),
            [byte, ..] if byte == separator => (byte, 1),
            [byte @ (b'n' | b'r' | b't'), ..] if self != Self::Backslash => match byte {
                b'n' => (b'\n', 1),
                b'r' => (b'\r', 1),
                _ => (b'\t', 1),
            },
            _ => (b'\\', 0),
        }
    }
}

/// What databases write after a backslash, besides `n`.
const LETTERS: &[u8] = b"rtN0bfv\\\"\n\r";

/// Whether line ends are written as `\n` in these first bytes of a file: each backslash is before a
/// byte that databases write after one.
pub(super) fn has_letters(head: &[u8], separator: u8) -> bool {
    let mut rest = head;
    let mut has_line_end = false;
    while let Some(at) = memchr(b'\\', rest) {
        match rest.get(at + 1) {
            Some(b'n') => has_line_end = true,
            Some(byte) if !LETTERS.contains(byte) && *byte != separator => return false,
            _ => {}
        }
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    has_line_end
}

/// Whether a cell of these lines is in quotes.
pub(super) fn has_quoted_cells(head: &[u8], separator: u8) -> bool {
    head.split(|byte| *byte == separator || matches!(byte, b'\n' | b'\r'))
        .any(|cell| cell.len() > 1 && cell.starts_with(b"\"") && cell.ends_with(b"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_escapes_only_where_no_backslash_is_a_character() {
        for (head, expected) in [
            (&b"1\tFerry\tFirst.\\nSecond.\\\\ \\N"[..], true),
            (b"1\tFerry\tFirst.\\nSecond in C:\\Users", false),
            (b"1\tFerry\tFirst. Second.", false),
            (b"1\tFerry\t\\N", false),
            (b"1\tFerry\tFirst.\\nSecond\\", true),
        ] {
            assert_eq!(has_letters(head, b'\t'), expected, "{head:?}");
        }
    }
}
