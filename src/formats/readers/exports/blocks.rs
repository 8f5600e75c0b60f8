//! The lines of a record as paragraphs, and which of them are labels after the text.
//!
//! Labels inside a text (`PRICE: …`) are text. So labels count only where they are in a row: before
//! the text, or from a place up to the end of the record.

use crate::formats::lines::{Begins, Line};
use std::borrow::Cow;

/// A paragraph: lines without a blank line between them. None of them is blank.
#[derive(Clone, Copy)]
pub(super) struct Block<'a> {
    pub(super) lines: &'a [Line],
    /// Whether a blank line is above it, or nothing.
    pub(super) is_apart: bool,
}

impl<'a> Block<'a> {
    /// Its first line, without the white space around it.
    pub(super) fn first(&self) -> &'a str {
        self.lines.first().map_or("", |line| line.text.trim())
    }

    /// Its lines as one.
    pub(super) fn line(&self) -> String {
        let mut line = String::new();
        for word in self
            .lines
            .iter()
            .flat_map(|line| line.text.split_whitespace())
        {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        line
    }
}

/// The paragraphs of a record. Blank lines and borders of paragraphs are between them.
pub(super) fn blocks(lines: &[Line]) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let block = |start: usize, end: usize| Block {
        lines: &lines[start..end],
        is_apart: start == 0 || is_blank(&lines[start - 1]),
    };
    let mut start = 0;
    for (at, line) in lines.iter().enumerate() {
        let is_blank = is_blank(line);
        if is_blank || line.style.begins >= Begins::Paragraph {
            if start < at {
                blocks.push(block(start, at));
            }
            start = if is_blank { at + 1 } else { at };
        }
    }
    if start < lines.len() {
        blocks.push(block(start, lines.len()));
    }
    blocks
}

/// The longest line of a text whose lines were broken by hand, and the shortest one that is broken
/// because it is full, in characters.
const LONGEST_BROKEN: usize = 100;
const SHORTEST_FULL: usize = 60;

/// So many lines of a text end within a sentence where they were broken by hand.
const BROKEN_LINES: usize = 2;

/// Joins the lines of a text that was put into a word processor as it was: each of its lines is a
/// paragraph there, and empty paragraphs are between its own. Other lines are left as they are.
pub(super) fn join_broken(lines: &mut [Line]) {
    let length = |line: &Line| line.text.trim_end().chars().count();
    let is_paragraph = |line: &Line| line.style.begins == Begins::Paragraph;
    let is_full = |line: &Line| {
        let text = line.text.trim_end_matches(['"', '”', '»', '\'', ')', ' ']);
        length(line) >= SHORTEST_FULL && !text.ends_with(['.', '!', '?', ':', ';'])
    };
    let broken = lines
        .windows(2)
        .filter(|pair| is_full(&pair[0]) && is_paragraph(&pair[1]) && !is_blank(&pair[1]))
        .take(BROKEN_LINES);
    if broken.count() < BROKEN_LINES
        || !lines.iter().any(is_blank)
        || lines.iter().any(|line| length(line) > LONGEST_BROKEN)
    {
        return;
    }
    for line in lines.iter_mut().filter(|line| is_paragraph(line)) {
        line.style.begins = Begins::Line;
    }
}

/// The lines of a record without those of printed pages.
pub(super) fn without_lines(lines: &[Line], is_of_page: fn(&Line) -> bool) -> Cow<'_, [Line]> {
    if !lines.iter().any(is_of_page) {
        return Cow::Borrowed(lines);
    }
    let own = lines.iter().filter(|line| !is_of_page(line));
    Cow::Owned(own.cloned().collect())
}

pub(super) fn is_blank(line: &Line) -> bool {
    line.text.trim_start().is_empty()
}

/// Adds the text of blocks to a text: a blank line between paragraphs, lines as they are.
pub(super) fn add_text(text: &mut String, blocks: &[Block<'_>]) {
    for block in blocks {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        for (at, line) in block.lines.iter().enumerate() {
            if at > 0 {
                text.push('\n');
            }
            text.push_str(line.text.trim_end());
        }
    }
}

/// Cuts the lines from the end of a text that are none: rights, and what a database adds.
pub(super) fn cut_end<'a>(
    blocks: &mut Vec<Block<'a>>,
    is_none: impl Fn(&Line) -> bool,
) -> Vec<&'a Line> {
    let mut cut = Vec::new();
    while let Some(last) = blocks.last_mut() {
        let end = last.lines.iter().rposition(|line| !is_none(line));
        let (text, rest) = last.lines.split_at(end.map_or(0, |at| at + 1));
        cut.splice(0..0, rest);
        last.lines = text;
        if !text.is_empty() {
            break;
        }
        blocks.pop();
    }
    cut
}

/// What a block after the text can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// A label whose value is in the block, or a line of rights.
    Label,
    /// A label whose value may have more paragraphs after it.
    LongLabel,
    /// The same, alone on its line: its value is the paragraphs after it.
    LabelAlone,
    /// A short line in capitals, which is a code if it is among labels.
    Code,
    /// None of these.
    Text,
}

/// The most paragraphs of the value of a label.
const MOST_PARAGRAPHS: usize = 40;

/// The most paragraphs of the value of a label that is alone on its line.
const MOST_OF_LABEL_ALONE: usize = 3;

/// Where the labels after a text start: all blocks from there to the end are labels, or paragraphs
/// of a long label that has another label somewhere before it.
pub(super) fn tail_start(blocks: &[Block<'_>], of: impl Fn(&Block<'_>) -> Tail) -> usize {
    let mut start = blocks.len();
    let (mut paragraphs, mut codes) = (0, 0);
    let mut needs_label = false;
    for (at, block) in blocks.iter().enumerate().rev() {
        match of(block) {
            Tail::Code | Tail::Text if paragraphs + codes > MOST_PARAGRAPHS => break,
            Tail::Code => {
                codes += 1;
                continue;
            }
            Tail::Text => {
                paragraphs += 1;
                continue;
            }
            Tail::Label if paragraphs > 0 => break,
            Tail::Label => {
                needs_label = false;
                codes = 0;
            }
            Tail::LabelAlone if paragraphs <= MOST_OF_LABEL_ALONE => {
                (paragraphs, codes) = (0, 0);
            }
            Tail::LongLabel | Tail::LabelAlone => {
                needs_label |= paragraphs + codes > 0;
                (paragraphs, codes) = (0, 0);
            }
        }
        if !needs_label {
            start = at;
        }
    }
    start
}

/// Where the last paragraph of some lines starts.
pub(super) fn last_paragraph(lines: &[Line]) -> usize {
    let Some(end) = lines.iter().rposition(|line| !is_blank(line)) else {
        return lines.len();
    };
    let starts = |at: &usize| {
        *at == 0 || is_blank(&lines[at - 1]) || lines[*at].style.begins >= Begins::Paragraph
    };
    (0..=end).rev().find(starts).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        text.lines().map(Line::plain).collect()
    }

    fn tail_of(text: &str) -> usize {
        let lines = lines(text);
        tail_start(&blocks(&lines), |block| match block.first() {
            label if label.starts_with("LOAD") => Tail::Label,
            label if label.starts_with("GRAPHIC") => Tail::LongLabel,
            "CODE" => Tail::Code,
            _ => Tail::Text,
        })
    }

    #[test]
    fn paragraphs_end_at_blank_lines_and_borders() {
        let mut lines = lines("a\nb\n\n\n  c\nd");
        let texts: Vec<_> = blocks(&lines).iter().map(Block::line).collect();
        assert_eq!(texts, ["a b", "c d"]);
        lines[1].style.begins = Begins::Paragraph;
        assert_eq!(blocks(&lines).len(), 3);
    }

    #[test]
    fn lines_that_were_broken_by_hand_are_joined() {
        let full = "the harbour of Norvik is closed until the ice in the sound is gone";
        let whole = format!("{full}.");
        for (text, count) in [
            (format!("T\n\n{full}\n{full}\nend.\n\nb"), 3),
            (format!("T\n\n{whole}\n{whole}\nend."), 4),
            (format!("{full}\n{full}\nend."), 3),
            (format!("T\n\n{full}\n{full}\nend.\n{whole} {whole}"), 5),
        ] {
            let mut lines = lines(&text);
            for line in &mut lines {
                line.style.begins = Begins::Paragraph;
            }
            join_broken(&mut lines);
            assert_eq!(blocks(&lines).len(), count, "{text}");
        }
    }

    #[test]
    fn labels_in_the_text_are_not_the_tail() {
        for (text, start) in [
            ("one\n\nLOAD: x", 1),
            ("LOAD: x\n\none\n\nLOAD: y", 2),
            ("one\n\nLOAD: x\n\nGRAPHIC: y\n\nmore\n\nand more", 1),
            ("one\n\nGRAPHIC: y\n\ntwo\n\nLOAD: x", 3),
            ("one\n\nGRAPHIC: y\n\nLOAD: x", 1),
            ("one\n\ntwo", 2),
            ("one\n\nLOAD: x\n\nCODE\n\nLOAD: y", 1),
            ("one\n\nCODE\n\nLOAD: y", 2),
            ("CODE\n\nLOAD: y\n\none\n\nCODE\n\nLOAD: y", 4),
        ] {
            assert_eq!(tail_of(text), start, "{text:?}");
        }
    }
}
