//! Whether one text says what another one says, line by line.
//!
//! Sources give a text in several forms: plain and as HTML, in full and as a summary. A reader keeps
//! one of them, and has to know whether another one has lines that would be lost. Texts are
//! compared by their words in rows of three, so line ends, markup and marks do not matter. The time
//! is linear.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// Longer texts are not compared, in bytes: nothing of another text is in them.
const LONGEST: usize = 4 << 20;

/// How many words are compared at once.
const ROW: usize = 3;

/// A line is looked for as it is in texts of at most this many lines, before words are compared.
const FEW_LINES: usize = 8;

/// So many texts are compared each by itself; for more, the words of the other text are kept.
const FEW_TEXTS: usize = 4;

/// A text that others are compared with.
pub(in crate::formats) struct Said<'a> {
    text: &'a str,
    /// How many texts were compared with it.
    compared: usize,
    words: Option<Coverage>,
}

impl<'a> Said<'a> {
    pub(in crate::formats) fn new(text: &'a str) -> Self {
        Self {
            text,
            compared: 0,
            words: None,
        }
    }

    /// The length, in characters, of those lines of another text that this one does not have.
    pub(in crate::formats) fn missing(&mut self, other: &str) -> usize {
        self.compared += 1;
        if self.compared <= FEW_TEXTS {
            return missing(self.text, other);
        }
        let words = self.words.get_or_insert_with(|| Coverage::of(self.text));
        words.missing(other)
    }
}

/// The length, in characters, of those lines of a text that another one does not have.
fn missing(said: &str, text: &str) -> usize {
    // Summaries are often cut off: `The board met and […]`.
    let whole = text.trim_end_matches(|c: char| c.is_whitespace() || "[]….".contains(c));
    let is_literal = whole.lines().take(FEW_LINES + 1).count() <= FEW_LINES
        && whole.lines().all(|line| said.contains(line.trim()));
    if is_literal || words(said).eq(words(text)) {
        return 0;
    }
    // The other text is mostly the longer one, so it is this one whose rows are kept.
    let mut wanted = Rows::default();
    let mut has_short = false;
    if text.len() <= LONGEST {
        for line in text.lines() {
            let words: Vec<u64> = words(line).collect();
            has_short |= words.len() < ROW;
            each_row(&words, &mut |row| {
                wanted.insert(row);
            });
        }
    }
    if said.len() <= LONGEST {
        let words: Vec<u64> = words(said).collect();
        for word in words.iter().filter(|_| has_short) {
            wanted.remove(word);
        }
        each_row(&words, &mut |row| {
            wanted.remove(&row);
        });
    }
    lines_that(text, |row| wanted.contains(&row) || text.len() > LONGEST)
}

/// Hashes of words and of rows of words.
type Rows = HashSet<u64, BuildHasherDefault<AsItIs>>;

/// The words of a text, in rows.
#[derive(Debug, Default)]
pub(in crate::formats) struct Coverage {
    rows: Rows,
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
        each_row(&words, &mut |row| {
            self.rows.insert(row);
        });
    }

    /// The length, in characters, of those lines of a text that are not in this one.
    pub(in crate::formats) fn missing(&self, text: &str) -> usize {
        lines_that(text, |row| !self.rows.contains(&row))
    }
}

/// The length, in characters, of the lines of a text in which a row is missing.
fn lines_that(text: &str, is_missing: impl Fn(u64) -> bool) -> usize {
    let is_missed = |line: &&str| {
        let words: Vec<u64> = words(line).collect();
        let mut missed = false;
        each_row(&words, &mut |row| missed |= is_missing(row));
        missed
    };
    text.lines()
        .filter(is_missed)
        .map(|line| line.trim().chars().count())
        .sum()
}

/// Calls a function with the rows of a line: those of three words, or its one or two words.
fn each_row(words: &[u64], take: &mut dyn FnMut(u64)) {
    if words.len() < ROW {
        words.iter().copied().for_each(take);
    } else {
        words.windows(ROW).map(row).for_each(take);
    }
}

/// A hasher of numbers that are hashes already.
#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(self.0.rotate_left(8) ^ u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        // The last bits of a product are no hash; the table looks at both ends.
        self.0 = number ^ number >> 32;
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
    let lower = match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => c.to_lowercase().next().unwrap_or(c),
    };
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
        assert_eq!(
            missing("The board met and left.", "The board met and […]"),
            0
        );
        assert_eq!(missing("One. Two. Three.", "one two\nthree four"), 10);
    }
}
