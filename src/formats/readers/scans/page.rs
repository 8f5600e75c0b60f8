//! A page of print as a program has recognised it, whatever format it is written in.
//!
//! A page has blocks, a block has lines, a line has words. [`text_of`] makes the text of blocks,
//! which may be on several pages: words that the end of a line, a block or a page cuts are whole.

use crate::formats::bytes::cut_words::{CutWords, SOFT_HYPHEN};
use crate::formats::xml::Root;
use std::collections::HashMap;

/// A page.
#[derive(Debug, Default)]
pub(super) struct ScannedPage {
    /// Its number, as the file has it.
    pub(super) number: Option<String>,
    /// Its language, as the file has it.
    pub(super) language: Option<String>,
    /// How sure the program was of its words, in percent, if the file says it of the page.
    pub(super) certainty: Option<u8>,
    /// The name of the picture that was scanned, with its folders, as the file has it.
    pub(super) image: Option<String>,
    /// In the order in which they are read.
    pub(super) blocks: Vec<Block>,
    /// The ids of groups of blocks, each with the ids of its blocks.
    pub(super) groups: Vec<(String, Vec<String>)>,
}

/// A part of a page: a paragraph, a heading or a column.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) id: String,
    /// Whether it is in the margin of the page: a running head, a number.
    pub(super) is_margin: bool,
    pub(super) lines: Vec<Line>,
}

/// A line of a block.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) id: String,
    pub(super) words: Vec<Word>,
}

/// A word of a line, or several words that the source does not tell apart.
#[derive(Debug, Default)]
pub(super) struct Word {
    /// Empty, unless the reader was asked for the ids of words.
    pub(super) id: String,
    /// As it stands in the line.
    pub(super) text: String,
    pub(super) part: Part,
    /// How sure the program was, in percent; `None` if the source does not say.
    pub(super) certainty: Option<u8>,
}

/// The lines of a block, or some of them: the words of each.
pub(super) type Lines<'p> = Vec<&'p [Word]>;

/// Whether a word is cut by the end of a line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    #[default]
    Whole,
    /// The first part of this word; empty if the source does not say which.
    First(String),
    /// The second part of this word; empty if the source does not say which.
    Second(String),
}

impl Block {
    /// All its lines.
    pub(super) fn all_lines(&self) -> Lines<'_> {
        self.lines.iter().map(|line| &*line.words).collect()
    }
}

impl Line {
    /// A line whose words are not told apart.
    pub(super) fn of_text(text: String, certainty: Option<u8>) -> Self {
        let word = Word {
            text,
            certainty,
            ..Word::default()
        };
        Self {
            id: String::new(),
            words: vec![word],
        }
    }

    /// Whether there is nothing in it.
    pub(super) fn is_blank(&self) -> bool {
        self.words.iter().all(|word| word.text.trim().is_empty())
    }
}

/// Whether the root element in a file's first bytes has this name, whatever its prefix.
pub(super) fn has_root(head: &[u8], name: &str) -> bool {
    Root::of(head).is_some_and(|root| root.name.rsplit(':').next() == Some(name))
}

/// Sorts blocks by a list of their ids. Those that are not in it stay where they are, after the one
/// before them.
pub(super) fn in_order(blocks: &mut Vec<Block>, order: &[String], id: fn(&Block) -> &str) {
    if order.is_empty() {
        return;
    }
    let places: HashMap<&str, usize> = order.iter().map(|id| &**id).zip(1..).collect();
    let mut last = 0;
    let mut sorted: Vec<(usize, Block)> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        last = places.get(id(&block)).copied().unwrap_or(last);
        sorted.push((last, block));
    }
    sorted.sort_by_key(|(place, _)| *place);
    blocks.extend(sorted.into_iter().map(|(_, block)| block));
}

/// Makes words whole that the end of a page cuts, on the page where they begin. The next page has to
/// go on in lower case with its first word.
pub(super) fn join_over_pages(pages: &mut [ScannedPage], words: &CutWords) {
    for at in 1..pages.len() {
        let (before, after) = pages.split_at_mut(at);
        let (own, next) = (&mut before[at - 1].blocks, &mut after[0].blocks);
        if let (Some(last), Some(first)) = (last_word(own), first_word(next)) {
            join(last, first, words);
        }
    }
}

/// The last word of some blocks that is not blank and not in a margin.
fn last_word(blocks: &mut [Block]) -> Option<&mut Word> {
    let blocks = blocks.iter_mut().rev().filter(|block| !block.is_margin);
    let mut words = blocks
        .flat_map(|block| block.lines.iter_mut().rev())
        .flat_map(|line| line.words.iter_mut().rev());
    words.find(|word| !word.text.trim().is_empty())
}

/// The first one.
fn first_word(blocks: &mut [Block]) -> Option<&mut Word> {
    let blocks = blocks.iter_mut().filter(|block| !block.is_margin);
    let mut words = blocks
        .flat_map(|block| block.lines.iter_mut())
        .flat_map(|line| line.words.iter_mut());
    words.find(|word| !word.text.trim().is_empty())
}

/// Moves the second part of a word to its first one, if both are parts of one.
fn join(last: &mut Word, first: &mut Word, words: &CutWords) {
    let next = first.text.trim_start();
    if !next.starts_with(char::is_lowercase) {
        return;
    }
    let end = next.find(char::is_whitespace).unwrap_or(next.len());
    let (part, rest) = next.split_at(end);
    let is_mark = |c: char| !c.is_alphanumeric();
    match (&mut last.part, &first.part) {
        // The whole word stands with its first part. A mark after it may be missing there.
        (Part::First(whole), Part::Second(_) | Part::Whole) if !whole.is_empty() => {
            let letters = part.trim_end_matches(is_mark);
            if letters.is_empty() || !whole.trim_end_matches(is_mark).ends_with(letters) {
                return;
            }
            let mark = &part[letters.len()..];
            if !whole.ends_with(mark) {
                whole.push_str(mark);
            }
        }
        (Part::First(_), Part::Second(_)) => {
            let stem = last.text.trim_end_matches(['-', '¬', SOFT_HYPHEN, ' ']);
            last.text = format!("{stem}{part}");
            last.part = Part::Whole;
        }
        (Part::Whole, _) => {
            let Some(kept) = words.kept_of_cut(&last.text, next) else {
                return;
            };
            last.text.truncate(kept);
            last.text.push_str(part);
        }
        _ => return,
    }
    first.text = rest.trim_start().to_owned();
    first.part = Part::Whole;
}

/// Lets `words` learn the hyphenated words of a page.
pub(super) fn learn(words: &mut CutWords, page: &ScannedPage) {
    let lines = page.blocks.iter().flat_map(|block| &block.lines);
    for line in lines {
        // The last word of a line may be cut.
        for word in line.words.iter().rev().skip(1) {
            words.learn(&word.text);
        }
        if let Some(last) = line.words.last() {
            words.learn(last.text.trim_end_matches(['-', ' ']));
        }
    }
}

/// The text of blocks: a paragraph each, whose lines are joined. `cut` knows the hyphenated words of
/// the file.
pub(super) fn text_of(blocks: &[Lines<'_>], cut: &CutWords) -> String {
    let mut writer = Writer::default();
    for block in blocks {
        for words in block {
            writer.line(words);
        }
        writer.text.push('\n');
    }
    let text = cut.joined(&writer.text);
    let mut out = String::with_capacity(text.len());
    for paragraph in text
        .split("\n\n")
        .map(str::trim)
        .filter(|it| !it.is_empty())
    {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        for line in paragraph.lines().map(str::trim) {
            if !out.is_empty() && !out.ends_with('\n') && !goes_on(&out, line) {
                out.push(' ');
            }
            out.push_str(line);
        }
    }
    out
}

/// Whether a line goes on directly after a hyphen that belongs to a word: `Coast-` and `Guard`.
fn goes_on(text: &str, line: &str) -> bool {
    text.strip_suffix('-').is_some_and(|before| {
        before.ends_with(char::is_alphabetic) && line.starts_with(char::is_uppercase)
    })
}

/// Writes lines, with words whole where the source says what they are.
#[derive(Default)]
struct Writer {
    text: String,
    /// A whole word that was written where its first part stands.
    written: Option<String>,
}

impl Writer {
    fn line(&mut self, words: &[Word]) {
        let start = self.text.len();
        for word in words {
            self.word(word, start);
        }
        if self.text.len() > start {
            self.text.push('\n');
        }
    }

    fn word(&mut self, word: &Word, line_start: usize) {
        let written = self.written.take();
        let text = word.text.trim();
        if text.is_empty() {
            self.written = written;
            return;
        }
        match &word.part {
            Part::First(whole) if !whole.is_empty() => {
                self.push(whole, line_start);
                self.written = Some(whole.clone());
            }
            Part::First(_) => {
                self.push(text.trim_end_matches(['-', '¬', SOFT_HYPHEN]), line_start);
                self.text.push(SOFT_HYPHEN);
            }
            Part::Second(_) if written.is_some() => {
                // A mark after the word may be missing in the whole word.
                let whole = written.unwrap_or_default();
                let end = text.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
                if !whole.ends_with(&text[end..]) {
                    let at = self.text.trim_end().len();
                    self.text.insert_str(at, &text[end..]);
                }
            }
            Part::Second(whole) if !whole.is_empty() => self.push(whole, line_start),
            Part::Second(_) => self.push(text, line_start),
            Part::Whole => match written {
                // The second part, not named as such.
                Some(whole) if whole.ends_with(text) => {}
                _ => self.push(text, line_start),
            },
        }
    }

    fn push(&mut self, text: &str, line_start: usize) {
        if self.text.len() > line_start {
            self.text.push(' ');
        }
        self.text
            .extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_pages_have_one_word_only_if_its_parts_say_so() {
        let first = |whole: &str| Part::First(whole.to_owned());
        let second = |whole: &str| Part::Second(whole.to_owned());
        for (last, next, expected) in [
            (
                ("com-", first("committee")),
                ("mittee.", second("committee")),
                ["committee.", ""],
            ),
            (
                ("com-", first("committee,")),
                ("mittee, met", Part::Whole),
                ["committee,", "met"],
            ),
            (
                ("com-", first("committee")),
                ("under the bridge", Part::Whole),
                ["committee", "under the bridge"],
            ),
            (
                ("com-", first("committee")),
                ("under", second("")),
                ["committee", "under"],
            ),
            (
                ("com-", first("")),
                ("mittee. It", second("")),
                ["committee.", "It"],
            ),
        ] {
            let page = |(text, part): (&str, Part)| {
                let mut line = Line::of_text(text.to_owned(), None);
                line.words[0].part = part;
                let block = Block {
                    lines: vec![line],
                    ..Block::default()
                };
                ScannedPage {
                    blocks: vec![block],
                    ..ScannedPage::default()
                }
            };
            let mut pages = [page(last), page(next)];
            let words = CutWords::default();
            join_over_pages(&mut pages, &words);
            let texts = pages.each_ref().map(|page| {
                let blocks: Vec<_> = page.blocks.iter().map(Block::all_lines).collect();
                text_of(&blocks, &words)
            });
            assert_eq!(texts, expected);
        }
    }
}
