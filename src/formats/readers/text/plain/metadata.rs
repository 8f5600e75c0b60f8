//! Blocks of `Key: value` lines: how they are recognized.
//!
//! A block is at the top of a file; `layout` says where exactly. It needs one known key, because a
//! headline such as `Iraq: troops leave` has the same form. Lines with other keys are part of the
//! block, and are kept for the body. A line that is a date, a byline or an address and nothing else
//! is an entry too. `line` reads one line, `key` says what the keys mean.

use super::key::Key;
use super::labels::may_mean_headline;
use super::line::{Entry, dated_line, entries_in_line, is_colon, split_entry};
use crate::formats::bytes::white_space::{is_blank, skip_blank_lines, take_line};

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

    /// Whether it is only the address of the page, without a label.
    pub(super) fn is_address(&self) -> bool {
        let is_bare = |entry: &Entry<'_>| entry.key == Some(Key::Url) && entry.lines == entry.value;
        matches!(self.entries.as_slice(), [entry] if is_bare(entry))
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

    /// Reads a label as that of the headline, as it is in another language. Returns whether there is
    /// one.
    pub(super) fn read_other_headline(&mut self) -> bool {
        let is_one = |entry: &&mut Entry<'_>| {
            let label = entry.lines.split(is_colon).next().unwrap_or_default();
            may_mean_headline(label) && entry.value.split_whitespace().nth(1).is_some()
        };
        let found = self.entries.iter_mut().find(is_one);
        found.map(|entry| entry.key = Some(Key::Headline)).is_some()
    }

    fn read_entry(&mut self) -> bool {
        let text = skip_blank_lines(self.rest);
        let Some((line, mut rest)) = take_line(text) else {
            return false;
        };
        let is_apart = text.len() < self.rest.len() || self.entries.is_empty();
        if let Some(entries) = dated_line(line, is_apart)
            && (self.entries.is_empty() || !is_apart || !self.has(Key::Published))
        {
            self.entries.extend(entries);
            self.rest = rest;
            return true;
        }
        let Some((key, value)) = split_entry(line) else {
            return false;
        };
        // A first line such as `Date: a night to remember` is a headline.
        let key = key.filter(|key| !(self.entries.is_empty() && key.contradicts(value)));
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
