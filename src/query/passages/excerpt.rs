//! A part of a body, cut at the borders of words.
//!
//! It starts with a sentence where one starts nearby. Scripts without spaces are cut anywhere.

use super::pattern::Match;
use crate::query::page::Passage;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A chunk of at most this many bytes without a space is kept whole at the end of a passage. A
/// longer one is a script without spaces.
const MAX_ATTACHED: usize = 24;

/// The part of the body around `window`, about `length` bytes, cut at the borders of words. It
/// starts with the sentence of the window if that is near.
pub(super) fn excerpt(
    body: &str,
    window: Range<usize>,
    length: usize,
    matches: &[Match],
) -> Passage {
    let spare = length.saturating_sub(window.len());
    let start = excerpt_start(body, window.start, spare / 2);
    let end = excerpt_end(body, window.end.max(start), start + length);
    between(body, start..end, matches)
}

/// The part of the body around `window` with this many words before it and after it, and the punctuation attached to
/// the last one.
pub(super) fn with_words(
    body: &str,
    window: Range<usize>,
    words: usize,
    matches: &[Match],
) -> Passage {
    let before = body[..window.start]
        .unicode_word_indices()
        .rev()
        .take(words);
    let start = before.last().map_or(window.start, |(at, _)| at);
    let after = body[window.end..].unicode_word_indices().take(words);
    let end = after
        .last()
        .map_or(window.end, |(at, word)| window.end + at + word.len());
    let attached = body[end..]
        .chars()
        .take_while(|c| !c.is_whitespace() && !c.is_alphanumeric());
    let end = end + attached.take(3).map(char::len_utf8).sum::<usize>();
    between(body, start..end, matches)
}

/// A part of the body, with the matches in it.
fn between(body: &str, Range { start, end }: Range<usize>, matches: &[Match]) -> Passage {
    let text = &body[start..end];
    let ranges = matches.iter().filter_map(|m| {
        let (from, to) = (m.range.start.max(start), m.range.end.min(end));
        (from < to).then(|| from - start..to - start)
    });
    Passage {
        text: text.to_owned(),
        start_byte: start,
        start: body[..start].chars().count(),
        matches: joined(ranges),
        cut_before: !body[..start].trim().is_empty(),
        cut_after: !body[end..].trim().is_empty(),
    }
}

/// The start of a passage that contains `at`, at most `spare` bytes before it: the start of the
/// first sentence or paragraph there, otherwise of the first word.
fn excerpt_start(body: &str, at: usize, spare: usize) -> usize {
    let first = body.len() - body.trim_start().len();
    let earliest = body.floor_char_boundary(at.saturating_sub(spare));
    if earliest <= first {
        return first;
    }
    let before = &body[earliest..at];
    let mut word = None;
    let mut ended = false;
    let mut spaced = false;
    for (offset, c) in before.char_indices() {
        if c.is_whitespace() {
            spaced = true;
            ended |= c == '\n';
            continue;
        }
        if spaced && ended {
            return earliest + offset;
        }
        if spaced && word.is_none() {
            word = Some(earliest + offset);
        }
        // A sentence ends with its mark and closing quotes or brackets after it: `left.” `
        ended = matches!(c, '.' | '!' | '?' | '…' | '。')
            || (ended && !spaced && matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']'));
        spaced = false;
    }
    if spaced && (ended || word.is_none()) {
        return at;
    }
    word.unwrap_or(at)
}

/// The end of a passage: before the last space up to `latest`, or at `latest` in a script without
/// spaces.
fn excerpt_end(body: &str, at: usize, latest: usize) -> usize {
    let whole = body.trim_end().len();
    if latest >= whole {
        return whole.max(at);
    }
    let latest = body.floor_char_boundary(latest.max(at));
    // One more character, to know whether a word ends exactly at `latest`.
    let after = body[latest..].chars().next().map_or(0, char::len_utf8);
    let spaces = body[at..latest + after].char_indices().rev();
    let last_space = spaces
        .filter(|(_, c)| c.is_whitespace())
        .map(|(offset, _)| at + offset)
        .next();
    match last_space {
        Some(space) if space > at => at + body[at..space].trim_end().len(),
        _ => {
            // The match is the last word: keep the punctuation attached to it.
            let attached: usize = body[at..]
                .chars()
                .take_while(|c| !c.is_whitespace())
                .map(char::len_utf8)
                .sum();
            if attached <= MAX_ATTACHED {
                at + attached
            } else {
                latest
            }
        }
    }
}

/// Sorts ranges and joins those that overlap or touch.
pub(super) fn joined(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut ranges: Vec<_> = ranges.collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
