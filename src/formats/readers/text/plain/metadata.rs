//! Blocks of `Key: value` lines: how they are recognized.
//!
//! A block is at the top of a file; `layout` says where exactly. It needs one known key, because a
//! headline such as `Iraq: troops leave` has the same form. Lines with other keys are part of the
//! block, and are kept for the body. A line that is a date or a byline and nothing else is an entry
//! too. `key` says what the keys mean.

use super::key::Key;
use super::labels::{LONGEST as LONGEST_KEY, is_direction, key_of};
use crate::article::spelling::{Day, DayOrder, read_day};
use crate::formats::bytes::white_space::{is_blank, skip_blank_lines, take_line};
use crate::formats::gather::opening::byline_alone;
use std::borrow::Cow;

/// The longest line that is a date and nothing else, in bytes.
const LONGEST_DATE: usize = 100;

/// The most words of a label after another entry.
const MOST_LABEL_WORDS: usize = 4;

/// The most entries in one line.
const MOST_IN_LINE: usize = 8;

/// One entry of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// The meaning of its key; `None` if that is not known.
    pub(super) key: Option<Key>,
    /// Its value, wrapped lines joined.
    pub(super) value: Cow<'a, str>,
    /// Its lines as in the file. Of several entries in one line, the first has the line.
    pub(super) lines: &'a str,
    /// Whether a blank line is above it, or nothing.
    pub(super) is_apart: bool,
}

/// A block and the text after it.
#[derive(Debug, Default)]
pub(super) struct Block<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    pub(super) rest: &'a str,
}

impl<'a> Block<'a> {
    /// Reads the block that a text opens with, if it opens with one.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let mut block = Self {
            entries: Vec::new(),
            rest: text,
        };
        while block.read_entry() {}
        block
            .entries
            .iter()
            .any(|entry| entry.key.is_some())
            .then_some(block)
    }

    /// Whether there is an entry of that key with a value.
    pub(super) fn has(&self, key: Key) -> bool {
        self.entries
            .iter()
            .any(|entry| entry.key == Some(key) && !entry.value.is_empty())
    }

    /// Whether it is certainly metadata: most keys are known, and there is a date, or a headline
    /// and another known key.
    pub(super) fn is_certain(&self) -> bool {
        let known = self.entries.iter().filter(|entry| entry.key.is_some());
        let says_when = known.clone().any(|entry| {
            matches!(entry.key, Some(Key::Published | Key::Time))
                && Key::Published.fits(&entry.value)
        });
        let count = known.count();
        count * 2 > self.entries.len() && (says_when || (self.has(Key::Headline) && count > 1))
    }

    /// Whether it is one line that could also be a headline.
    pub(super) fn is_doubtful(&self) -> bool {
        match self.entries.as_slice() {
            [entry] => entry
                .key
                .is_none_or(|key| key.opens_headlines() || !key.fits(&entry.value)),
            _ => false,
        }
    }

    fn read_entry(&mut self) -> bool {
        let text = skip_blank_lines(self.rest);
        let Some((line, mut rest)) = take_line(text) else {
            return false;
        };
        let Some((key, value)) = split_entry(line) else {
            return false;
        };
        let is_apart = text.len() < self.rest.len() || self.entries.is_empty();
        if is_apart && !self.entries.is_empty() && !self.takes_loosely(key, value) {
            return false;
        }
        let mut entries = entries_in_line(line, key, value, is_apart);
        if let [entry] = &mut entries[..] {
            while let Some((more, after)) = take_line(rest)
                && continues(line, more)
            {
                if !entry.value.is_empty() {
                    entry.value.to_mut().push(' ');
                }
                entry.value.to_mut().push_str(more.trim());
                rest = after;
            }
            entry.lines = text[..text.len() - rest.len()].trim_end();
        }
        self.entries.extend(entries);
        self.rest = rest;
        true
    }

    /// Whether an entry after a blank line still belongs to the block. Its key has to be known and
    /// new, its value typical, and the headline must not have come yet.
    fn takes_loosely(&self, key: Option<Key>, value: &str) -> bool {
        key.is_some_and(|key| !self.has(key) && key.fits(value)) && !self.has(Key::Headline)
    }
}

/// Splits a line into key and value. A line that is a byline or a date is an entry too.
fn split_entry(line: &str) -> Option<(Option<Key>, &str)> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || is_direction(c));
    let labelled = split_at_colon(line);
    if let Some((Some(_), _)) = labelled {
        return labelled;
    }
    if let Some(byline) = byline_alone(line) {
        return Some((Some(Key::Byline), byline));
    }
    if is_date_alone(line) {
        return Some((Some(Key::Published), line));
    }
    labelled
}

/// Splits a line into key and value at its first colon.
fn split_at_colon(line: &str) -> Option<(Option<Key>, &str)> {
    let (colon, mark) = line
        .char_indices()
        .take(LONGEST_KEY + 1)
        .find(|(_, c)| is_colon(*c))?;
    let (written, value) = (line[..colon].trim(), &line[colon + mark.len_utf8()..]);
    let known = key_of(written.trim_matches(['【', '】', '[', ']']));
    let is_value = value.is_empty() || value.starts_with(char::is_whitespace);
    let is_entry = known.is_some() || (is_key(written) && is_value);
    (is_entry && !value.starts_with("//")).then(|| (known, value.trim()))
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '∶' | '﹕')
}

/// Whether a text can be a key that is not known.
fn is_key(written: &str) -> bool {
    written.starts_with(char::is_alphabetic)
        && written.split_whitespace().count() <= 4
        && written
            .chars()
            .all(|c| c.is_alphanumeric() || " _-./'()#\u{a0}\u{200c}".contains(c))
}

/// Whether a line is a date and nothing else. Numbers without marks and months are none: they may
/// be a headline or a part of a table.
fn is_date_alone(line: &str) -> bool {
    line.len() <= LONGEST_DATE
        && line.chars().filter(|c| c.is_numeric()).count() >= 3
        && line.contains(|c: char| !c.is_numeric())
        && matches!(read_day(line, DayOrder::default()), Some(Day::Dated(_)))
}

/// The entries of a line that opens with this key, such as `发布时间：2021-01-19 来源：示例网` or
/// `By: Ann Lee | Date: 3 May 2021`. They are several only if each further label is known and each
/// value is typical.
fn entries_in_line<'a>(
    line: &'a str,
    key: Option<Key>,
    value: &'a str,
    is_apart: bool,
) -> Vec<Entry<'a>> {
    let entry = |key, value, lines, is_apart| Entry {
        key,
        value: Cow::Borrowed(value),
        lines,
        is_apart,
    };
    let whole = vec![entry(key, value, line, is_apart)];
    let Some(mut key) = key else { return whole };
    let mut entries = Vec::new();
    let mut start = 0; // of the entry in the line
    let mut from = value.as_ptr().addr() - line.as_ptr().addr(); // of its value
    let first_value = from;
    let colons = line.char_indices().filter(|(_, c)| is_colon(*c));
    for (colon, mark) in colons
        .skip_while(|(at, _)| *at < first_value)
        .take(MOST_IN_LINE)
    {
        let Some((label, next)) = label_before(&line[from..colon]) else {
            continue;
        };
        let end = from + label;
        let is_first = entries.is_empty();
        entries.push(entry(
            Some(key),
            trimmed_part(&line[from..end]),
            trimmed_part(&line[start..end]),
            is_apart && is_first,
        ));
        (key, start, from) = (next, end, colon + mark.len_utf8());
    }
    let last = (trimmed_part(&line[from..]), trimmed_part(&line[start..]));
    entries.push(entry(
        Some(key),
        last.0,
        last.1,
        is_apart && entries.is_empty(),
    ));
    let fit = |entry: &Entry<'_>| entry.key.is_some_and(|key| key.fits(&entry.value));
    if entries.len() > 1 && entries.iter().all(fit) {
        entries
    } else {
        whole
    }
}

/// The longest known label at the end of a text, and where it starts.
fn label_before(text: &str) -> Option<(usize, Key)> {
    let text = text.trim_end();
    if text.ends_with(|c: char| c.is_ascii_digit()) {
        return None; // a time of day
    }
    let is_gap = |c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '　');
    let starts = text.char_indices().rev().filter(|(_, c)| is_gap(*c));
    let labels = starts.take(MOST_LABEL_WORDS).filter_map(|(gap, c)| {
        let start = gap + c.len_utf8();
        key_of(&text[start..]).map(|key| (start, key))
    });
    labels.last()
}

fn trimmed_part(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '•' | '·'))
}

/// Whether a line continues the value of the entry above it: it is indented deeper.
fn continues(line: &str, next: &str) -> bool {
    let indent = |line: &str| line.chars().take_while(|c| c.is_whitespace()).count();
    !is_blank(next) && indent(next) > indent(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<(Option<Key>, String)> {
        let block = Block::read(text).unwrap_or_default();
        let pair = |entry: Entry<'_>| (entry.key, entry.value.into_owned());
        block.entries.into_iter().map(pair).collect()
    }

    #[test]
    fn keys_are_known_in_any_spelling() {
        for line in [
            "Publish Date : x",
            "PUBLISH_DATE:x",
            "publish-date\u{a0}:\u{a0}x",
            "PublishDate：x",
            "\u{200f}Publish Date: x",
            "  Publish Date: x  ",
        ] {
            assert_eq!(
                keys(line),
                [(Some(Key::Published), "x".to_owned())],
                "{line}"
            );
        }
    }

    #[test]
    fn values_go_on_where_lines_are_indented_and_may_be_empty() {
        let block =
            Block::read("Byline:\nKeywords: Iraq,\n  troops\n\twithdrawal\nViews: 12\nText")
                .unwrap();
        let values: Vec<_> = block.entries.iter().map(|entry| &*entry.value).collect();
        assert_eq!(values, ["", "Iraq, troops withdrawal", "12"]);
        assert_eq!(
            block.entries[1].lines,
            "Keywords: Iraq,\n  troops\n\twithdrawal"
        );
        assert_eq!(block.rest, "Text");
    }

    #[test]
    fn a_line_may_have_several_entries() {
        let entries = |line: &str| -> Vec<_> {
            let pairs = keys(line).into_iter();
            pairs.map(|(key, value)| (key.unwrap(), value)).collect()
        };
        let owned = |key, value: &str| (key, value.to_owned());
        assert_eq!(
            entries("发布时间：2021-01-19 22:00　来源：示例网 作者：李明"),
            [
                owned(Key::Published, "2021-01-19 22:00"),
                owned(Key::Source, "示例网"),
                owned(Key::Byline, "李明"),
            ]
        );
        assert_eq!(
            entries("Autor: Ana Muestra | Fecha de publicación: 19 de enero de 2021"),
            [
                owned(Key::Byline, "Ana Muestra"),
                owned(Key::Published, "19 de enero de 2021"),
            ]
        );
        // The second value is no date.
        assert_eq!(entries("Subject: A date: the last one").len(), 1);
    }

    #[test]
    fn dates_and_bylines_alone_are_entries() {
        for line in [
            "19 January 2021",
            "2021-01-19 22:00",
            "۳۰ دی ۱۳۹۹",
            "4/23/18",
            "2021年1月19日",
        ] {
            assert_eq!(keys(line), [(Some(Key::Published), line.to_owned())]);
        }
        for line in ["2021", "20210119", "January 2021", "3-2"] {
            assert_eq!(keys(line), []);
        }
    }

    #[test]
    fn lines_without_a_known_key_are_no_block() {
        for text in [
            "Iraq: troops leave",
            "Analysis: what the vote means",
            "https://example.org/",
            "At 22:00 they left",
            "Text",
            "",
            "\n",
        ] {
            assert!(Block::read(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn blank_lines_within_a_block_are_skipped_before_known_keys_only() {
        let block = Block::read("News ID: 1\n\nDate: 2021\n\nIraq: troops leave\n\nText").unwrap();
        assert_eq!(block.entries.len(), 2);
        assert!(block.rest.contains("Iraq"));
        let block = Block::read("Title: A\n\nDate: 2021\n").unwrap();
        assert_eq!(
            block.entries.len(),
            1,
            "the headline is there, so this is the body"
        );
    }
}
