//! The layout of a plain text: where site line, metadata, headline and body are.
//!
//! There are three layouts: a dump of a news site (site line, metadata block, headline, body), a
//! header block as in RFC 822 (which names the headline), and headline, blank line, body. A
//! headline may also be above the metadata. Every line of the file is in one part of [`Layout`].

use super::metadata::{Block, Entry, Key};
use crate::article::spelling::DayOrder;
use crate::formats::bytes::white_space::{is_blank, one_line, skip_blank_lines, take_line};
use crate::formats::gather::dateline::read_dateline;
use crate::formats::gather::opening::byline_alone;

/// The longest headline, in characters.
const LONGEST_HEADLINE: usize = 200;

/// The longest line of a headline wrapped over several, in bytes.
const LONGEST_WRAPPED_LINE: usize = 120;

/// The most lines of a wrapped headline.
const MOST_HEADLINE_LINES: usize = 3;

/// The longest name of a site that is not a host name, in characters.
const LONGEST_SITE_NAME: usize = 40;

/// A text in its parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Layout<'a> {
    /// The line that names the site.
    pub(super) site: Option<&'a str>,
    /// The metadata, unknown keys included.
    pub(super) entries: Vec<Entry<'a>>,
    /// The headline on one line; empty if an entry names it or if there is none.
    pub(super) headline: String,
    /// The rest.
    pub(super) body: &'a str,
}

impl<'a> Layout<'a> {
    /// Splits a text with `\n` as line end into its parts.
    pub(super) fn of(text: &'a str) -> Self {
        let text = skip_blank_lines(text);
        Self::with_block(text)
            .or_else(|| Self::with_preamble(text))
            .or_else(|| Self::with_site_only(text))
            .unwrap_or_else(|| Self::without_metadata(text))
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
        for _ in 0..MOST_HEADLINE_LINES {
            (_, rest) = take_line(rest).filter(|(line, _)| !is_blank(line))?;
            if let Some(block) = Block::read(skip_blank_lines(rest)) {
                return Self::below(text[..text.len() - rest.len()].trim(), block);
            }
        }
        None
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
        let has_headline = || block.has(Key::Headline) || opens_with_headline(block.rest);
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
        if host.is_none() && !block.is_certain() {
            return None;
        }
        if has_headline() && above.chars().count() <= LONGEST_SITE_NAME {
            return Some(Self {
                site: Some(preamble),
                ..Self::after_block(block)
            });
        }
        let is_headline = !block.has(Key::Headline) && above.chars().count() <= LONGEST_HEADLINE;
        is_headline.then(|| Self {
            site: host,
            headline: one_line(above),
            entries: block.entries,
            body: block.rest,
        })
    }
}

/// Removes a headline from the block. A headline with a colon, directly above or below the lines of
/// the block, was read as an entry of an unknown key. It stays if another headline follows.
fn take_disguised_headline<'a>(block: &mut Block<'a>) -> Option<&'a str> {
    let is_headline = |entry: &Entry<'_>| {
        entry.key.is_none() && entry.value.contains(' ') && !entry.lines.contains('\n')
    };
    let last = block.entries.len().checked_sub(1)?;
    let mut ends = [last, 0].into_iter();
    let at = ends.find(|at| is_headline(&block.entries[*at]))?;
    if opens_with_headline(block.rest) {
        return None;
    }
    Some(block.entries.remove(at).lines)
}

/// Splits a text into headline and rest. The headline is the first paragraph if that is short, else
/// the first line.
fn split_headline(text: &str) -> (String, &str) {
    let Some((first, rest)) = take_line(text) else {
        return (String::new(), text);
    };
    if first.chars().count() > LONGEST_HEADLINE || opens_body(first) {
        return (String::new(), text);
    }
    let (headline, rest) = wrapped_headline(text).unwrap_or((first, rest));
    (one_line(headline), rest)
}

/// A headline of two or three lines with a blank line after it, and the text below.
fn wrapped_headline(text: &str) -> Option<(&str, &str)> {
    let mut rest = text;
    for count in 0..=MOST_HEADLINE_LINES {
        let headline = &text[..text.len() - rest.len()];
        let (line, after) = take_line(rest)?;
        if is_blank(line) {
            let wrapped = count > 1 && !ends_sentence(headline) && !is_blank(after);
            let is_short = headline.chars().count() <= LONGEST_HEADLINE;
            return (wrapped && is_short).then_some((headline, after));
        }
        let breaks_off = line.len() > LONGEST_WRAPPED_LINE
            || (count > 0 && (opens_body(line) || byline_alone(line).is_some()));
        if breaks_off {
            return None;
        }
        rest = after;
    }
    None
}

/// Whether the first paragraph of a text is a headline, with a body after it.
fn opens_with_headline(text: &str) -> bool {
    let text = skip_blank_lines(text);
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let paragraph = match wrapped_headline(text) {
        Some((headline, _)) => headline,
        None if rest.lines().next().is_some_and(is_blank) => first,
        None => return false,
    };
    paragraph.chars().count() <= LONGEST_HEADLINE
        && !ends_sentence(paragraph)
        && !opens_body(paragraph)
        && !is_blank(&text[paragraph.len()..])
}

/// Whether a line is the first of the body and not a headline: it opens with a dateline that has an
/// agency or a day.
fn opens_body(line: &str) -> bool {
    read_dateline(line, DayOrder::default()).is_some_and(|dateline| dateline.is_sure())
}

/// Whether a text ends with a full stop that is not that of an abbreviation such as `U.S.`
fn ends_sentence(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.strip_suffix('.')
        .is_some_and(|word| !word.contains('.'))
}

/// Whether a line is the name of a host, such as `kayhan.ir` or `https://www.example.co.uk/`.
pub(super) fn is_host(line: &str) -> bool {
    let host = line
        .strip_prefix("https://")
        .or_else(|| line.strip_prefix("http://"))
        .unwrap_or(line);
    let host = host.strip_suffix('/').unwrap_or(host);
    let mut labels = host.rsplit('.');
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let ends_well = labels
        .next()
        .is_some_and(|last| last.len() >= 2 && last.chars().all(char::is_alphabetic));
    let mut others = labels.peekable();
    host.len() <= 100 && ends_well && others.peek().is_some() && others.all(is_label)
}

#[cfg(test)]
mod tests {
    use super::is_host;

    #[test]
    fn host_names_are_distinguished_from_abbreviations() {
        for line in [
            "kayhan.ir",
            "www.example.co.uk",
            "https://news.example.org/",
            "Kayhan.ir",
        ] {
            assert!(is_host(line), "{line}");
        }
        for line in [
            "U.S.",
            "U.S",
            "Kayhan",
            "kayhan.ir news",
            "3.5",
            "...",
            "",
            "a..b",
        ] {
            assert!(!is_host(line), "{line}");
        }
    }
}
