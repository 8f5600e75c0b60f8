//! Blocks of `Key: value` lines: how they are recognized, and what their keys mean.
//!
//! A block is at the top of a file; `layout` says where exactly. It needs one known key, because a
//! headline such as `Iraq: troops leave` has the same form. Lines with other keys are part of the
//! block, and are kept for the body.

use crate::article::spelling::DayOrder;
use crate::formats::bytes::white_space::{is_blank, skip_blank_lines, take_line};
use crate::formats::gather::opening::byline_alone;
use crate::formats::gather::written_date::is_date;
use std::borrow::Cow;

/// The longest key, in bytes.
const LONGEST_KEY: usize = 40;

/// The longest value that counts after a blank line, in bytes.
const LONGEST_LOOSE_VALUE: usize = 120;

/// The meaning of a known key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Headline,
    Id,
    Published,
    /// A time of day that may complete the date.
    Time,
    /// When it was changed. It is not a date of publication.
    Updated,
    Byline,
    Source,
    Agency,
    Section,
    Keywords,
    Place,
    Language,
    Url,
}

/// Known keys, lower case and without spaces, hyphens and underscores.
#[rustfmt::skip]
const KEYS: &[(&str, Key)] = &[
    ("headline", Key::Headline), ("title", Key::Headline), ("subject", Key::Headline),
    ("newsid", Key::Id), ("id", Key::Id), ("articleid", Key::Id), ("docid", Key::Id), ("documentid", Key::Id),
    ("newscode", Key::Id), ("storyid", Key::Id),
    ("published", Key::Published), ("publishdate", Key::Published), ("publisheddate", Key::Published),
    ("publicationdate", Key::Published), ("publishedon", Key::Published), ("publishedat", Key::Published),
    ("datepublished", Key::Published), ("date", Key::Published), ("dateandtime", Key::Published),
    ("datetime", Key::Published), ("posted", Key::Published), ("postedon", Key::Published),
    ("dateposted", Key::Published), ("pubdate", Key::Published), ("firstpublished", Key::Published),
    ("releasedate", Key::Published), ("created", Key::Published),
    ("time", Key::Time), ("publishtime", Key::Time), ("publishedtime", Key::Time), ("timepublished", Key::Time),
    ("updated", Key::Updated), ("lastupdated", Key::Updated), ("lastupdate", Key::Updated), ("update", Key::Updated),
    ("modified", Key::Updated), ("lastmodified", Key::Updated), ("datemodified", Key::Updated),
    ("dateupdated", Key::Updated), ("updatedon", Key::Updated), ("updatedat", Key::Updated),
    ("byline", Key::Byline), ("by", Key::Byline), ("author", Key::Byline), ("authors", Key::Byline),
    ("writer", Key::Byline), ("reporter", Key::Byline), ("correspondent", Key::Byline), ("from", Key::Byline),
    ("writtenby", Key::Byline), ("reportedby", Key::Byline),
    ("source", Key::Source), ("publisher", Key::Source), ("publication", Key::Source), ("site", Key::Source),
    ("newspaper", Key::Source), ("website", Key::Source), ("sitename", Key::Source),
    ("agency", Key::Agency), ("newsagency", Key::Agency),
    ("section", Key::Section), ("category", Key::Section), ("desk", Key::Section),
    ("keywords", Key::Keywords), ("keyword", Key::Keywords), ("tags", Key::Keywords), ("topics", Key::Keywords),
    ("subjects", Key::Keywords),
    ("place", Key::Place), ("location", Key::Place), ("dateline", Key::Place),
    ("language", Key::Language), ("lang", Key::Language),
    ("url", Key::Url), ("link", Key::Url), ("permalink", Key::Url),
];

impl Key {
    /// The known key of that spelling.
    fn of(written: &str) -> Option<Self> {
        let is_gap = |c: char| c.is_whitespace() || c == '_' || c == '-';
        let mut bare = written.replace(is_gap, "");
        bare.make_ascii_lowercase();
        KEYS.iter()
            .find(|(name, _)| name.len() == bare.len() && *name == bare)
            .map(|(_, key)| *key)
    }

    /// Whether the word may also open a headline: `Source: troops to leave`.
    fn opens_headlines(self) -> bool {
        !matches!(
            self,
            Self::Headline | Self::Id | Self::Published | Self::Language | Self::Url
        )
    }

    /// Whether a value is typical for the key. It decides about lines after a blank line.
    fn fits(self, value: &str) -> bool {
        let words = value.split_whitespace().count();
        match self {
            Self::Published | Self::Updated => is_date(value, DayOrder::default()),
            Self::Time => value.starts_with(|c: char| c.is_ascii_digit()),
            Self::Id | Self::Url | Self::Language => words == 1,
            Self::Headline => words > 0,
            _ => words > 0 && value.len() <= LONGEST_LOOSE_VALUE && !value.ends_with('.'),
        }
    }
}

/// One entry of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// The meaning of its key; `None` if that is not known.
    pub(super) key: Option<Key>,
    /// Its value, wrapped lines joined.
    pub(super) value: Cow<'a, str>,
    /// Its lines as in the file.
    pub(super) lines: &'a str,
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
        let says_when = known
            .clone()
            .any(|entry| entry.key == Some(Key::Published) && Key::Published.fits(&entry.value));
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
        let stands_apart = text.len() < self.rest.len() && !self.entries.is_empty();
        if stands_apart && !self.takes_loosely(key, value) {
            return false;
        }
        let mut value = Cow::Borrowed(value);
        while let Some((more, after)) = take_line(rest)
            && continues(line, more)
        {
            if !value.is_empty() {
                value.to_mut().push(' ');
            }
            value.to_mut().push_str(more.trim());
            rest = after;
        }
        self.entries.push(Entry {
            key,
            value,
            lines: text[..text.len() - rest.len()].trim_end(),
        });
        self.rest = rest;
        true
    }

    /// Whether an entry after a blank line still belongs to the block. Its key has to be known and
    /// new, its value typical, and the headline must not have come yet.
    fn takes_loosely(&self, key: Option<Key>, value: &str) -> bool {
        key.is_some_and(|key| !self.has(key) && key.fits(value)) && !self.has(Key::Headline)
    }
}

/// Splits a line into key and value. A byline without a colon is an entry too.
fn split_entry(line: &str) -> Option<(Option<Key>, &str)> {
    if let Some(byline) = byline_alone(line) {
        return Some((Some(Key::Byline), byline));
    }
    let (colon, mark) = line
        .char_indices()
        .take_while(|(at, _)| *at <= LONGEST_KEY)
        .find(|(_, c)| matches!(c, ':' | '：'))?;
    let (written, value) = (line[..colon].trim(), &line[colon + mark.len_utf8()..]);
    let known = Key::of(written);
    let is_key = written.starts_with(char::is_alphabetic)
        && written.split_whitespace().count() <= 4
        && written
            .chars()
            .all(|c| c.is_alphanumeric() || " _-./'()#\u{a0}".contains(c));
    let is_value = known.is_some() || value.is_empty() || value.starts_with(char::is_whitespace);
    (is_key && is_value && !value.starts_with("//")).then(|| (known, value.trim()))
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
