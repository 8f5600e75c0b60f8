//! A line that is typed: a text, and a cursor between two of its characters.
//!
//! A character is what a reader takes for one (a grapheme), so a letter never loses its accent, and
//! an emoji is one key. Control characters never get in. Libraries for this count in `char`s.

use crate::present::{columns, for_terminal};
use unicode_segmentation::UnicodeSegmentation;

/// The most bytes of a line; what is pasted after that is left out.
const LONGEST: usize = 4096;

/// A line that is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    text: String,
    /// The place of the cursor, in bytes; always between two graphemes.
    cursor: usize,
}

impl Line {
    /// A line with a text, and the cursor at its end.
    pub(super) fn new(text: &str) -> Self {
        let mut line = Self::default();
        line.insert(text);
        line
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Inserts a text at the cursor, made safe.
    pub(super) fn insert(&mut self, text: &str) {
        let safe = for_terminal(text);
        let room = LONGEST.saturating_sub(self.text.len());
        let mut end = safe.len().min(room);
        while !safe.is_char_boundary(end) {
            end -= 1;
        }
        self.text.insert_str(self.cursor, &safe[..end]);
        self.cursor += end;
        // An accent that was typed joins the letter before it.
        self.cursor = self.border_at_or_after(self.cursor);
    }

    /// Removes the character before the cursor. Returns whether there was one.
    pub(super) fn backspace(&mut self) -> bool {
        let end = self.cursor;
        self.left();
        self.text.replace_range(self.cursor..end, "");
        self.settle();
        self.cursor < end
    }

    /// Removes the character after the cursor.
    pub(super) fn delete(&mut self) {
        let start = self.cursor;
        self.right();
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
        self.settle();
    }

    /// Removes the word before the cursor.
    pub(super) fn delete_word(&mut self) {
        let end = self.cursor;
        self.word_left();
        self.text.replace_range(self.cursor..end, "");
        self.settle();
    }

    /// Removes everything.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn left(&mut self) {
        let before = self.text[..self.cursor].grapheme_indices(true).next_back();
        self.cursor = before.map_or(0, |(at, _)| at);
    }

    pub(super) fn right(&mut self) {
        let after = self.text[self.cursor..].graphemes(true).next();
        self.cursor += after.map_or(0, str::len);
    }

    pub(super) fn word_left(&mut self) {
        let before = self.text[..self.cursor].trim_end();
        self.cursor = before.rfind(' ').map_or(0, |space| space + 1);
        self.settle();
    }

    pub(super) fn word_right(&mut self) {
        let after = &self.text[self.cursor..];
        let word = after.len() - after.trim_start().len();
        let end = after[word..].find(' ').map_or(after.len(), |at| word + at);
        self.cursor += end;
        self.settle();
    }

    pub(super) fn home(&mut self) {
        self.cursor = 0;
    }

    pub(super) fn end(&mut self) {
        self.cursor = self.text.len();
    }

    /// The part that is seen in `width` columns, and the column of the cursor in it.
    pub(super) fn seen(&self, width: usize) -> (&str, usize) {
        let width = width.max(2);
        let mut start = 0;
        while columns(&self.text[start..self.cursor]) >= width {
            start += self.text[start..]
                .graphemes(true)
                .next()
                .map_or(1, str::len);
        }
        let mut end = start;
        for grapheme in self.text[start..].graphemes(true) {
            if columns(&self.text[start..end + grapheme.len()]) > width {
                break;
            }
            end += grapheme.len();
        }
        (
            &self.text[start..end],
            columns(&self.text[start..self.cursor]),
        )
    }

    /// Removing text may join what was apart.
    fn settle(&mut self) {
        self.cursor = self.border_at_or_after(self.cursor);
    }

    fn border_at_or_after(&self, place: usize) -> usize {
        let mut borders = self.text.grapheme_indices(true).map(|(at, _)| at);
        borders.find(|at| *at >= place).unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn characters_stay_whole() {
        let mut line = Line::new("cafe");
        line.insert("\u{301}");
        line.insert("👩\u{200d}🚒");
        assert!(line.backspace());
        assert_eq!(line.text(), "cafe\u{301}");
        assert!(line.backspace());
        assert_eq!(line.text(), "caf");
        line.home();
        assert!(!line.backspace());
        line.delete();
        assert_eq!(line.text(), "af");
    }

    #[test]
    fn words_are_removed_one_by_one() {
        let mut line = Line::new("port strike \"since 2021\" ");
        line.delete_word();
        assert_eq!(line.text(), "port strike \"since ");
        line.word_left();
        line.word_left();
        line.delete_word();
        assert_eq!(line.text(), "strike \"since ");
        line.word_right();
        line.insert("s");
        assert_eq!(line.text(), "strikes \"since ");
    }

    #[test]
    fn no_control_character_is_typed_or_pasted() {
        let mut line = Line::new("a\nb\u{1b}[31m\u{202e}");
        assert_eq!(line.text(), "a b\u{fffd}[31m");
        line.insert(&"x".repeat(10_000));
        assert_eq!(line.text().len(), LONGEST);
    }

    #[test]
    fn the_cursor_is_always_seen() {
        let mut line = Line::new("撤退のニュース and a long line");
        assert_eq!(line.seen(10).1, 9);
        line.home();
        let (seen, column) = line.seen(9);
        assert_eq!((seen, column), ("撤退のニ", 0));
    }

    proptest! {
        #[test]
        fn editing_never_cuts_a_character(texts in prop::collection::vec((".{0,3}", 0..8u8), 0..40)) {
            let mut line = Line::default();
            for (text, key) in texts {
                match key {
                    0 => { line.backspace(); }
                    1 => line.delete(),
                    2 => line.delete_word(),
                    3 => line.left(),
                    4 => line.word_left(),
                    5 => line.word_right(),
                    6 => line.right(),
                    _ => line.insert(&text),
                }
                let (_, column) = line.seen(7);
                prop_assert!(column <= 7);
                prop_assert!(line.text.is_char_boundary(line.cursor));
            }
        }
    }
}
