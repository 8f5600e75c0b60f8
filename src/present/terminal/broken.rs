//! A text of several paragraphs, broken into lines for a terminal.
//!
//! Only the places of lines are kept, as byte ranges of the text. A line is made safe and marked
//! when it is drawn, so a long article is in memory once, and other matches need no other lines.

use super::marked::{MIN_WIDTH, Marked, next_char, ranges_within};
use super::wrap;
use std::ops::Range;

/// A line of a text that is safe on a terminal, with what matches a query in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkedLine {
    /// The text, without control characters.
    pub text: String,
    /// Byte ranges of it that match, ascending, at character borders.
    pub marks: Vec<Range<usize>>,
}

/// Where the lines of a text are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BrokenText {
    /// Their byte ranges, ascending.
    lines: Vec<Range<usize>>,
}

/// The lines of a text of several paragraphs, at most `width` columns wide (less than 20 counts as
/// 20), made safe. `matches` are ascending byte ranges of the text; those that do not fit are left
/// out.
#[must_use]
pub fn marked_lines(text: &str, matches: &[Range<usize>], width: usize) -> Vec<MarkedLine> {
    let broken = BrokenText::new(text, width);
    let lines = (0..broken.count()).map(|at| broken.line(text, matches, at));
    lines.collect()
}

impl BrokenText {
    /// Breaks a text into lines of at most `width` columns; less than 20 counts as 20.
    #[must_use]
    pub fn new(text: &str, width: usize) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for paragraph in text.split_inclusive('\n') {
            let before = lines.len();
            break_paragraph(paragraph, start, width.max(MIN_WIDTH), &mut lines);
            if lines.len() == before {
                lines.push(start..start);
            }
            start += paragraph.len();
        }
        Self { lines }
    }

    /// The number of lines.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lines.len()
    }

    /// The line that has this byte of the text, or the last line before it.
    #[must_use]
    pub fn line_at(&self, byte: usize) -> usize {
        let after = self.lines.partition_point(|line| line.start <= byte);
        after.saturating_sub(1)
    }

    /// One of its lines, made safe; an empty one if there is no such line. `text` is the text that
    /// was broken, `matches` are ascending byte ranges of it.
    #[must_use]
    pub fn line(&self, text: &str, matches: &[Range<usize>], at: usize) -> MarkedLine {
        let Some((line, own)) = self
            .lines
            .get(at)
            .and_then(|line| Some((line, text.get(line.clone())?)))
        else {
            return MarkedLine::default();
        };
        let (mut text, mut marks) = Marked::new(own, &ranges_within(matches, line)).into_parts();
        text.truncate(text.trim_end_matches(' ').len());
        if let Some(last) = marks.last_mut() {
            last.end = last.end.min(text.len());
        }
        marks.retain(|mark| mark.start < mark.end);
        MarkedLine { text, marks }
    }
}

/// Adds the lines of a paragraph that starts at a byte of the text.
fn break_paragraph(paragraph: &str, start: usize, width: usize, lines: &mut Vec<Range<usize>>) {
    let mut safe = String::new();
    // Where the safe text is as far from the paragraph as before, nothing is noted.
    let mut shifts: Vec<(usize, usize)> = Vec::new();
    let mut expected = None;
    for (at, c) in paragraph.char_indices() {
        if let Some(next) = next_char(&safe, c) {
            if expected != Some(at) {
                shifts.push((safe.len(), at));
            }
            safe.push(next);
            expected = Some(at + next.len_utf8());
        }
    }
    let place = |of: usize| {
        let after = shifts.partition_point(|(safe, _)| *safe <= of);
        let (safe, at) = shifts[after - 1];
        start + at + (of - safe)
    };
    for line in wrap::lines(&safe, width) {
        let end = if line.end < safe.len() {
            place(line.end)
        } else {
            start + paragraph.len()
        };
        lines.push(place(line.start)..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    #[test]
    fn marks_stay_on_their_words() {
        let text = "the\u{202e} \t foreign\u{1b} troops\u{200b} \n\n and \u{1b}\u{1b} all of them";
        let marks: Vec<_> = ["foreign", "troops", "all"]
            .iter()
            .map(|word| text.find(word).unwrap())
            .zip([7, 6, 3])
            .map(|(at, length)| at..at + length)
            .collect();
        let shown = marked_lines(text, &marks, 20).into_iter().map(|line| {
            let marked = line.marks.iter().map(|mark| &line.text[mark.clone()]);
            format!("{} {:?}", line.text, marked.collect::<Vec<_>>())
        });
        assert_eq!(
            shown.collect::<Vec<_>>(),
            [
                "the foreign\u{fffd} troops [\"foreign\", \"troops\"]",
                " []",
                "and \u{fffd}\u{fffd} all of them [\"all\"]",
            ]
        );
    }

    #[test]
    fn a_long_text_with_many_matches_takes_as_long_as_it_is() {
        for end in ["\n", " "] {
            let text = format!("ferry sails w0 w1 w2{end}").repeat(60_000);
            let marks: Vec<_> = text
                .match_indices("ferry")
                .map(|(at, _)| at..at + 5)
                .collect();
            let start = Instant::now();
            let lines = marked_lines(&text, &marks, 80);
            // Comparing each line with each match takes minutes.
            assert!(start.elapsed() < Duration::from_secs(20));
            let marked: usize = lines.iter().map(|line| line.marks.len()).sum();
            assert_eq!(marked, 60_000);
        }
    }

    proptest! {
        #[test]
        fn lines_are_those_of_the_safe_text(
            text in "([a-zé日本、。\u{301}\u{200b}\u{1b}\t -]{0,12}\n?){0,12}",
            width in 20_usize..40,
        ) {
            let lines = marked_lines(&text, &[], width);
            let mut own = lines.iter();
            for paragraph in text.split_inclusive('\n') {
                let (safe, _) = Marked::plain(paragraph).into_parts();
                let wrapped = wrap::lines(&safe, width);
                for line in &wrapped {
                    prop_assert_eq!(Some(&safe[line.clone()]), own.next().map(|own| own.text.as_str()));
                }
                if wrapped.is_empty() {
                    prop_assert_eq!(Some(""), own.next().map(|own| own.text.as_str()));
                }
            }
            prop_assert_eq!(own.next(), None);
        }
    }
}
