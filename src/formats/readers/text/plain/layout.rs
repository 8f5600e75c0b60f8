//! Finds the site line, the metadata, the headline and the body of a plain text.
//!
//! There are three layouts: a news site's dump (site line, metadata block, headline, body), a
//! header block as in RFC 822 (which contains the headline), and headline, blank line, body. A
//! headline may also be above the metadata. Every line of the file is in one part of [`Layout`].

use super::metadata::{Block, Entry, Key};
use crate::article::spelling::DayOrder;
use crate::formats::bytes::white_space::{is_blank, one_line, skip_blank_lines, take_line};
use crate::formats::gather::dateline::read_dateline;
use crate::formats::gather::opening::byline_alone;

/// The longest headline, in characters.
const LONGEST_HEADLINE: usize = 200;

/// The longest line of a headline that is wrapped over several lines, in bytes.
const LONGEST_WRAPPED_LINE: usize = 120;

/// The most lines of a headline.
const MOST_HEADLINE_LINES: usize = 3;

/// The longest name of a site that is not a host name, in characters.
const LONGEST_SITE_NAME: usize = 40;

/// The parts of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Layout<'a> {
    /// The line with the name of the site.
    pub(super) site: Option<&'a str>,
    /// The metadata, with unknown keys.
    pub(super) entries: Vec<Entry<'a>>,
    /// The headline on one line; empty if there is none or an entry has it.
    pub(super) headline: String,
    /// The rest.
    pub(super) body: &'a str,
}

impl<'a> Layout<'a> {
    /// Splits a text whose line ends are `\n`.
    pub(super) fn of(text: &'a str) -> Self {
        let text = skip_blank_lines(text);
        Self::with_block(text)
            .or_else(|| Self::with_preamble(text))
            .or_else(|| Self::with_site_only(text))
            .unwrap_or_else(|| Self::without_metadata(text))
    }

    /// A text that starts with metadata.
    fn with_block(text: &'a str) -> Option<Self> {
        let block = Block::read(text)?;
        if block.is_doubtful() && !opens_with_headline(block.rest) {
            return None;
        }
        Some(Self::after_block(block))
    }

    /// A text with up to three lines before the metadata: a site's name, or the headline.
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

    /// A text without metadata that starts with a host name, before headline and body.
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

    /// Decides what the lines above the metadata are. A host name is recognised by its form, any
    /// other name of the site only if a headline follows the metadata.
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

/// A headline with a colon, directly above or below the lines of the block, was read as an entry
/// with an unknown key. Removes it from the block, unless another headline follows.
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

/// Splits off the headline of a text: its first paragraph if that is short, or else its first line.
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

/// A headline of two or three lines followed by a blank line, and the text after it.
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

/// Whether the first paragraph of a text is a headline that a body follows.
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

/// Whether a line is the first of a body and not a headline: it starts with a dateline that has an
/// agency or a day.
fn opens_body(line: &str) -> bool {
    read_dateline(line, DayOrder::default()).is_some_and(|dateline| dateline.is_sure())
}

/// Whether a text ends with a full stop that does not belong to an abbreviation such as `U.S.`
fn ends_sentence(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.strip_suffix('.')
        .is_some_and(|word| !word.contains('.'))
}

/// Whether a line is a host name, such as `kayhan.ir` or `https://www.example.co.uk/`.
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
    fn host_names_differ_from_abbreviations() {
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
