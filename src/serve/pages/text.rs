//! Texts of articles, as pages may show them.
//!
//! Templates escape them for HTML. Here they lose what is invisible or controls a screen, and lines
//! get a bound.

use crate::analysis::Language;
use crate::present::for_terminal;
use std::ops::Range;

/// The longest text of a line, in characters: a word of a megabyte is no headline.
pub(super) const LONGEST: usize = 400;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The part.
    pub(super) text: String,
    /// Whether a word of the query is in it.
    pub(super) is_marked: bool,
}

/// A text without control characters and without invisible ones that change its direction.
pub(super) fn safe(text: &str) -> String {
    for_terminal(text).into_owned()
}

/// The same, cut where it is too long for a line.
pub(super) fn line(text: &str) -> String {
    let safe = for_terminal(text.trim());
    let mut cut: String = safe.chars().take(LONGEST).collect();
    if cut.len() < safe.len() {
        cut.push('…');
    }
    cut
}

/// A text with its ascending byte ranges that match marked. Ranges that do not fit are left out.
pub(super) fn parts(text: &str, matches: &[Range<usize>]) -> Vec<Part> {
    let (mut done, mut parts) = (0, Vec::new());
    let mut push = |text: &str, is_marked| {
        if !text.is_empty() {
            let text = safe(text);
            parts.push(Part { text, is_marked });
        }
    };
    for range in matches {
        let (Some(before), Some(matching)) = (text.get(done..range.start), text.get(range.clone()))
        else {
            continue;
        };
        push(before, false);
        push(matching, true);
        done = range.end;
    }
    push(text.get(done..).unwrap_or_default(), false);
    parts
}

/// The same of the start of a text: one character in a million would fill a page.
pub(super) fn first_parts(text: &str, matches: &[Range<usize>], most: usize) -> Vec<Part> {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return parts(text, matches);
    };
    let inside = matches.iter().filter(|range| range.end <= end);
    let inside: Vec<_> = inside.cloned().collect();
    let mut parts = parts(&text[..end], &inside);
    parts.push(Part {
        text: "…".to_owned(),
        is_marked: false,
    });
    parts
}

/// Which way a text in this language is set: `auto` if its own letters say it.
pub(super) fn direction(tag: &str) -> &'static str {
    const RIGHT_TO_LEFT: [&str; 10] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
    let code = tag.split('-').next().unwrap_or_default();
    if RIGHT_TO_LEFT.contains(&code) {
        "rtl"
    } else {
        "auto"
    }
}

/// The lines of a text that are not empty, each with what matches in it.
pub(super) fn paragraphs(text: &str, matches: &[Range<usize>]) -> Vec<Vec<Part>> {
    let (mut start, mut paragraphs) = (0, Vec::new());
    for line in text.split('\n') {
        let end = start + line.len();
        let first = matches.partition_point(|range| range.end <= start);
        let inside = matches[first..]
            .iter()
            .take_while(|range| range.start < end)
            .map(|range| range.start.max(start) - start..range.end.min(end) - start);
        let inside: Vec<_> = inside.collect();
        if !line.trim().is_empty() {
            paragraphs.push(parts(line, &inside));
        }
        start = end + 1;
    }
    paragraphs
}

/// The tag of a language as a page may have it (RFC 5646); empty if it is none.
pub(super) fn language_tag(language: Option<&str>) -> String {
    let language = language.unwrap_or_default();
    let is_tag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let all = language.split('-').all(is_tag) && language.len() <= 35;
    if all {
        language.to_owned()
    } else {
        String::new()
    }
}

/// The name of a language by its tag: `Persian` for `fa-ir`; the tag where it has no rules here.
pub(super) fn language_name(tag: &str) -> String {
    let (code, region) = tag
        .split_once('-')
        .map_or((tag, None), |(code, rest)| (code, Some(rest)));
    let mut languages = Language::all().iter();
    let known = languages.find(|own| own.code() == code && !code.is_empty());
    let Some(known) = known else {
        return safe(tag);
    };
    let name = known.as_str();
    let (first, rest) = name.split_at(1);
    let name = format!("{}{rest}", first.to_uppercase());
    match region {
        Some(region) => format!("{name} ({})", safe(&region.to_uppercase())),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matches_is_marked_in_its_paragraph() {
        let text = "one two\n\nthree\u{202e} four";
        let at = |word: &str| text.find(word).unwrap()..text.find(word).unwrap() + word.len();
        let lines = paragraphs(text, &[at("two"), at("four")]);
        let shown: Vec<String> = lines
            .iter()
            .map(|line| {
                let parts = line.iter();
                let shown = parts.map(|part| {
                    if part.is_marked {
                        format!("[{}]", part.text)
                    } else {
                        part.text.clone()
                    }
                });
                shown.collect()
            })
            .collect();
        assert_eq!(shown, ["one [two]", "three [four]"]);
    }

    #[test]
    fn a_language_is_a_tag_or_nothing() {
        assert_eq!(language_tag(Some("fa-ir")), "fa-ir");
        assert_eq!(language_tag(Some("\" onload=x")), "");
        assert_eq!(language_name("fa-ir"), "Persian (IR)");
        assert_eq!(language_name("xx"), "xx");
        assert_eq!(language_name(""), "");
    }

    #[test]
    fn a_huge_word_is_cut_in_a_line() {
        let huge = "x".repeat(10_000);
        assert_eq!(line(&huge).chars().count(), LONGEST + 1);
        let parts = first_parts(&huge, &[0..3, 9_000..9_001], LONGEST);
        assert!(parts[0].is_marked && !parts.last().unwrap().is_marked);
        let length: usize = parts.iter().map(|part| part.text.chars().count()).sum();
        assert_eq!(length, LONGEST + 1);
    }
}
