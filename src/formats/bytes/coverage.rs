//! Whether one text says what another one says, line by line.
//!
//! Sources give a text in several forms: plain and as HTML, in full and as a summary. A reader keeps
//! one of them, and has to know whether another one has lines that would be lost. Texts are
//! compared by their words in rows of three, so line ends, markup and marks do not matter. The time
//! is linear.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher};

/// Longer texts are not compared, in bytes: nothing of another text is in them.
const LONGEST: usize = 4 << 20;

/// How many words are compared at once.
const ROW: usize = 3;

/// A line is looked for as it is in texts of at most this many lines, before words are compared.
const FEW_LINES: usize = 8;

/// The length, in characters, of those lines of a text that another one does not have.
pub(in crate::formats) fn missing(said: &str, text: &str) -> usize {
    let is_literal = text.lines().take(FEW_LINES + 1).count() <= FEW_LINES
        && text.lines().all(|line| said.contains(line.trim()));
    if is_literal {
        0
    } else {
        Coverage::of(said).missing(text)
    }
}

/// The words of a text, in rows.
#[derive(Debug, Default)]
pub(in crate::formats) struct Coverage {
    rows: HashSet<u64, BuildHasherDefault<DefaultHasher>>,
}

impl Coverage {
    /// The words of a text.
    pub(in crate::formats) fn of(text: &str) -> Self {
        let mut coverage = Self::default();
        coverage.add(text);
        coverage
    }

    /// Adds the words of a text that follows.
    pub(in crate::formats) fn add(&mut self, text: &str) {
        if text.len() > LONGEST {
            return;
        }
        let words: Vec<u64> = words(text).collect();
        self.rows.extend(&words);
        self.rows.extend(words.windows(ROW).map(row));
    }

    /// The length, in characters, of those lines of a text that are not in this one.
    pub(in crate::formats) fn missing(&self, text: &str) -> usize {
        let lines = text.lines().filter(|line| !self.has(line));
        lines.map(|line| line.trim().chars().count()).sum()
    }

    /// Whether all words of a line are there, in their order.
    fn has(&self, line: &str) -> bool {
        let words: Vec<u64> = words(line).collect();
        if words.len() < ROW {
            return words.iter().all(|word| self.rows.contains(word));
        }
        words
            .windows(ROW)
            .map(row)
            .all(|row| self.rows.contains(&row))
    }
}

/// The hashes of the words in a text, whatever their case. Scripts that write no spaces have words
/// of one character.
fn words(text: &str) -> impl Iterator<Item = u64> {
    let mut rest = text.chars().peekable();
    std::iter::from_fn(move || {
        while rest.next_if(|c| !c.is_alphanumeric()).is_some() {}
        let first = rest.next()?;
        let mut word = mixed(0, first);
        while !is_alone(first)
            && let Some(next) = rest.next_if(|c| c.is_alphanumeric() && !is_alone(*c))
        {
            word = mixed(word, next);
        }
        Some(word)
    })
}

/// Whether a character is a word of its own: ideographs, kana, Thai and their neighbours.
fn is_alone(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x9FFF | 0x2_0000..=0x3_FFFF)
}

fn mixed(hash: u64, c: char) -> u64 {
    let lower = c.to_lowercase().next().unwrap_or(c);
    (hash.rotate_left(5) ^ u64::from(lower)).wrapping_mul(0x0100_0000_01B3)
}

fn row(words: &[u64]) -> u64 {
    words.iter().fold(1, |hash: u64, word| {
        (hash.rotate_left(17) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_there_whatever_their_line_ends_and_marks() {
        let whole =
            Coverage::of("The board\nbought two cranes.\nThey  arrive in May.\n港は二基を買った。");
        for there in [
            "The board bought two CRANES",
            "bought two cranes - they arrive",
            "",
            "***",
            "cranes",
            "港は二基を\n買った",
        ] {
            assert_eq!(whole.missing(there), 0, "{there}");
        }
        assert_eq!(
            whole.missing("The board bought two cranes.\nThey sold them."),
            15
        );
        assert_eq!(whole.missing("two cranes arrive"), 17);
        assert_eq!(Coverage::default().missing("Some text"), 9);
        assert_eq!(missing("One. Two. Three.", "Two."), 0);
        assert_eq!(missing("One. Two. Three.", "one two\nthree four"), 10);
    }
}
