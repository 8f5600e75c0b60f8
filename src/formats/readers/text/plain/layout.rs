//! The layout of a plain text: where site line, metadata, headline and body are.
//!
//! There are three layouts: a dump of a news site (site line, metadata block, headline, body), a
//! header block as in RFC 822 (which names the headline), and headline, blank line, body. A
//! headline may also be above the metadata. Every line of the file is in one part of [`Layout`], but
//! for rules next to a headline or metadata.
//! `headline` says which lines are one.

use super::headline::{
    LONGEST_STATED, MOST_LINES, ends_sentence, is_caption, is_phrase, opens_body,
    opens_with_headline, split_headline,
};
use super::key::Key;
use super::line::Entry;
use super::marks::{author_below, marked_headline, without_rule};
use super::metadata::Block;
use super::site::{is_host, is_site_name};
use crate::formats::bytes::white_space::{is_blank, one_line, skip_blank_lines, take_line};

/// The fewest words of a headline with a colon, above the metadata, if another line below could be
/// one: in a paragraph of its own, and directly above the metadata.
const LEAST_WORDS: [usize; 2] = [4, 6];

/// The longest line between headline and metadata, in characters.
const LONGEST_SUBHEAD: usize = 200;

/// A text in its parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Layout<'a> {
    /// The line that names the site.
    pub(super) site: Option<&'a str>,
    /// The metadata, unknown keys included.
    pub(super) entries: Vec<Entry<'a>>,
    /// The headline on one line; empty if an entry names it or if there is none.
    pub(super) headline: String,
    /// A line between headline and metadata.
    pub(super) subhead: Option<&'a str>,
    /// The rest.
    pub(super) body: &'a str,
}

impl<'a> Layout<'a> {
    /// Splits a text with `\n` as line end into its parts.
    pub(super) fn of(text: &'a str) -> Self {
        let text = skip_blank_lines(text);
        let layout = Self::with_marks(text)
            .or_else(|| Self::with_block(text))
            .or_else(|| Self::with_preamble(text))
            .or_else(|| Self::with_subhead(text))
            .or_else(|| Self::with_site_only(text));
        match layout {
            Some(layout) => Self {
                body: without_rule(layout.body),
                ..layout
            },
            None => Self::without_metadata(text),
        }
    }

    /// A rule or a sign marks the headline.
    fn with_marks(text: &'a str) -> Option<Self> {
        let (headline, rest) = marked_headline(text)?;
        let is_entry = Block::read(headline).is_some_and(|block| !block.is_doubtful());
        (!is_entry).then(|| Self {
            headline: one_line(headline),
            ..Self::under_headline(rest)
        })
    }

    /// Splits a text whose headline is known: metadata may be on top.
    pub(super) fn under_headline(text: &'a str) -> Self {
        let text = skip_blank_lines(text);
        match Block::read(text).filter(|block| block.is_certain() || !block.is_doubtful()) {
            Some(block) => Self {
                entries: block.entries,
                body: block.rest,
                ..Self::default()
            },
            None => Self {
                body: text,
                ..Self::default()
            },
        }
    }

    /// The metadata is at the top.
    fn with_block(text: &'a str) -> Option<Self> {
        let block = Block::read(text)?;
        if block.is_doubtful() && !opens_with_headline(block.rest) {
            return None;
        }
        Some(Self::after_block(block))
    }

    /// Up to three lines are above the metadata: a site's name, or the headline.
    fn with_preamble(text: &'a str) -> Option<Self> {
        let mut rest = text;
        for _ in 0..MOST_LINES {
            (_, rest) = take_line(rest).filter(|(line, _)| !is_blank(line))?;
            if let Some(block) = Block::read(skip_blank_lines(rest)) {
                return Self::below(text[..text.len() - rest.len()].trim(), block);
            }
        }
        None
    }

    /// Two paragraphs of one line are above the metadata: the headline, and a site's name above it or
    /// a line below it.
    fn with_subhead(text: &'a str) -> Option<Self> {
        let (first, rest) = take_line(text)?;
        let (second, rest) = take_line(skip_blank_lines(rest))?;
        let block = Block::read(skip_blank_lines(rest))?;
        let is_text = |line: &str| ends_sentence(line) || opens_body(line);
        if !block.is_certain()
            || block.has(Key::Headline)
            || first.chars().count() > LONGEST_STATED
            || second.chars().count() > LONGEST_SUBHEAD
            || is_text(first)
            || is_text(second)
        {
            return None;
        }
        let has_site = is_host(first.trim()) || (is_site_name(first) && !is_caption(second));
        let (site, headline, subhead) = if has_site {
            (Some(first.trim()), second, None)
        } else {
            (None, first, Some(second))
        };
        Some(Self {
            site,
            headline: one_line(headline),
            subhead,
            entries: block.entries,
            body: block.rest,
        })
    }

    /// A preamble without metadata: the host's name above headline and body.
    fn with_site_only(text: &'a str) -> Option<Self> {
        let (line, rest) = take_line(text).filter(|(line, _)| is_host(line.trim()))?;
        opens_with_headline(rest).then(|| Self {
            site: Some(line.trim()),
            ..Self::without_metadata(skip_blank_lines(rest))
        })
    }

    fn without_metadata(text: &'a str) -> Self {
        let (headline, body) = split_headline(text);
        Self {
            headline,
            body,
            ..Self::default()
        }
    }

    fn after_block(mut block: Block<'a>) -> Self {
        if block.has(Key::Headline) {
            return Self {
                entries: block.entries,
                body: block.rest,
                ..Self::default()
            };
        }
        if !opens_with_headline(block.rest) && block.read_other_headline() {
            return Self {
                entries: block.entries,
                body: block.rest,
                ..Self::default()
            };
        }
        if let Some(headline) = take_disguised_headline(&mut block) {
            return Self {
                entries: block.entries,
                headline: one_line(headline),
                body: block.rest,
                ..Self::default()
            };
        }
        Self {
            entries: block.entries,
            ..Self::without_metadata(skip_blank_lines(block.rest))
        }
    }

    /// Decides what is above the metadata. The name of a host is recognized by its form. Any other
    /// short text is the name of the site only if a headline follows.
    fn below(preamble: &'a str, block: Block<'a>) -> Option<Self> {
        let has_headline = || {
            block.has(Key::Headline)
                || opens_with_headline(block.rest)
                || is_above_dateline(block.rest)
        };
        if block.is_doubtful() && !has_headline() {
            return None;
        }
        let (host, above) = match preamble.split_once('\n') {
            Some((host, above)) if is_host(host.trim()) => (Some(host.trim()), above.trim()),
            None if is_host(preamble) => (Some(preamble), ""),
            _ => (None, preamble),
        };
        if above.is_empty() {
            return Some(Self {
                site: host,
                ..Self::after_block(block)
            });
        }
        if host.is_none() && !block.is_certain() && !block.is_address() {
            return None;
        }
        if is_site_name(above) && has_headline() {
            return Some(Self {
                site: Some(preamble),
                ..Self::after_block(block)
            });
        }
        let is_headline = !block.has(Key::Headline) && above.chars().count() <= LONGEST_STATED;
        let mut entries = block.entries;
        let mut above = above;
        let is_dated = entries
            .first()
            .is_some_and(|entry| entry.key == Some(Key::Published) && entry.is_bare());
        if is_dated && let Some((headline, author)) = author_below(above) {
            entries.insert(0, Entry::author(author));
            above = headline;
        }
        let (headline, subhead) = match above.split_once('\n') {
            Some((first, rest)) if is_caption(rest) => (first, Some(rest)),
            _ => (above, None),
        };
        is_headline.then(|| Self {
            site: host,
            headline: one_line(headline),
            subhead,
            entries,
            body: block.rest,
        })
    }
}

/// Whether the first line of a text is a headline, because a dateline opens the next one.
fn is_above_dateline(text: &str) -> bool {
    let lines = take_line(text).and_then(|(first, rest)| Some((first, take_line(rest)?.0)));
    lines.is_some_and(|(first, next)| {
        !is_blank(first) && !ends_sentence(first) && !opens_body(first) && opens_body(next)
    })
}

/// Whether most words of a text are in lower case, as those of names are not.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace();
    let lower = words
        .clone()
        .filter(|word| word.starts_with(char::is_lowercase));
    lower.count() * 2 > words.count()
}

/// Removes a headline from the block. A headline with a colon, directly above or below the lines of
/// the block, was read as an entry. An entry within the block stays if another headline follows; one
/// that is a paragraph of its own above the others is the headline.
fn take_disguised_headline<'a>(block: &mut Block<'a>) -> Option<&'a str> {
    let entries = &block.entries;
    let last = entries.len().checked_sub(1)?;
    let is_single =
        |at: usize| entries[at].is_apart && entries.get(at + 1).is_none_or(|next| next.is_apart);
    // The other lines are only a date or a byline.
    let is_only_label = |at: usize| at == 0 && last > 0 && entries[1..].iter().all(Entry::is_bare);
    let is_headline = |at: usize| {
        let Entry {
            key, value, lines, ..
        } = &entries[at];
        !lines.contains('\n')
            && match key {
                None => is_phrase(value, 2),
                Some(key) => {
                    key.may_be_headline(value)
                        && (is_single(at) || is_only_label(at) && is_sentence(value))
                }
            }
    };
    let enough = LEAST_WORDS[usize::from(!is_single(0))];
    let stands_above = last > 0
        && entries[0].key.is_none()
        && is_headline(0)
        && is_phrase(entries[0].lines, enough);
    let at = if stands_above {
        0
    } else if opens_with_headline(block.rest) {
        return None;
    } else {
        [last, 0].into_iter().find(|at| is_headline(*at))?
    };
    Some(block.entries.remove(at).lines)
}
