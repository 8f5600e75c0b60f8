//! One story of IPTC 7901, or one that `ZCZC` opens.
//!
//! The header has a source with a number, a priority, a category and a number of words:
//! `dpa0123 4 pl 345`. Keywords follow it, before or after the start of the text. The text opens
//! with the headline, perhaps a byline, and a blank line. Its end has the time: `211259 Nov 18`.

use super::dates;
use super::envelope::{Framing, Story};
use super::heading::{self, bare, leave};
use super::paragraphs::joined;
use crate::article::{DateSource, WhyLeftOut};
use crate::formats::gather::ArticleBuilder;

/// How the lines start that open notes which are not to be printed, in lower case.
const NOT_FOR_PRINT: &[&str] = &[
    "the following information is not for publication",
    "the following information is not intended for publication",
    "die folgenden informationen sind nicht zur veröffentlichung bestimmt",
    "die nachfolgenden informationen sind nicht zur veröffentlichung bestimmt",
];

/// How many lines at the end of a text may be the time and the initials of editors.
const AT_END: usize = 4;

/// Offers what a story has.
pub(super) fn read(builder: &mut ArticleBuilder<'_>, story: &Story<'_>) {
    let mut lines: Vec<&str> = story.text.lines().collect();
    if story.framing == Some(Framing::Words) {
        take_codes(builder, &mut lines);
    }
    if !story.header.is_empty() {
        let after_first = story.header.lines().skip(1);
        take_keywords(builder, after_first);
    }
    take_end(builder, story, &mut lines);
    leave_notes(builder, &mut lines);
    let first = lines.iter().position(|line| !line.trim().is_empty());
    let lines = &lines[first.unwrap_or(lines.len())..];
    let keywords = lines.iter().take_while(|line| are_keywords(line)).count();
    let (keywords, lines) = lines.split_at(keywords);
    take_keywords(builder, keywords.iter().copied());
    let (heading, text) = lines.split_at(heading::length(lines));
    let text = joined(text);
    builder.body(&text);
    let heading: Vec<String> = heading.iter().map(|line| bare(line)).collect();
    heading::offer(builder, &heading, &text);
}

/// Whether a line above a headline has keywords: `Norvik/Cranes/`, `Norvik-cranes`.
fn are_keywords(line: &str) -> bool {
    let line = line.trim();
    let is_one_word = !line.contains(char::is_whitespace) && line.contains(['-', '/']);
    line.ends_with('/') || is_one_word
}

/// Takes keywords.
fn take_keywords<'a>(builder: &mut ArticleBuilder<'_>, lines: impl Iterator<Item = &'a str>) {
    for word in lines.flat_map(|line| line.split('/')) {
        builder.keyword(Some(bare(word)));
    }
}

/// Takes the lines of codes after `ZCZC`: a header as above, those of a system (`%MFI`, `$J`, `*X`,
/// `YY NLB`), keywords after colons (`:RACING`).
fn take_codes(builder: &mut ArticleBuilder<'_>, lines: &mut Vec<&str>) {
    let mut count = 0;
    for line in lines.iter() {
        let line = line.trim();
        if let Some(words) = line.strip_prefix(':') {
            for word in words.split(" :") {
                builder.keyword(Some(bare(word)));
            }
        } else if line.starts_with(['%', '$', '*']) && line.len() <= 40
            || is_header(line)
            || is_code(line)
        {
            if !line.is_empty() {
                leave(builder, line, WhyLeftOut::Metadata);
            }
        } else {
            break;
        }
        count += 1;
    }
    lines.drain(..count);
}

/// Whether a line is a header: a source and its number, a priority of one digit.
fn is_header(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let source = words.next().unwrap_or_default();
    source.len() <= 8
        && source.starts_with(|c: char| c.is_ascii_alphabetic())
        && source.ends_with(|c: char| c.is_ascii_digit())
        && words
            .next()
            .is_some_and(|word| word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a line is two or three short codes in capital letters: `YY NLB`.
fn is_code(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    matches!(words.len(), 2 | 3)
        && words[0].len() == 2
        && words
            .iter()
            .all(|word| word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// Takes the time from the trailer, else from the last lines of the text.
fn take_end(builder: &mut ArticleBuilder<'_>, story: &Story<'_>, lines: &mut Vec<&str>) {
    for line in story
        .trailer
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        match dates::sent(line).or_else(|| dates::filed(line)) {
            Some(date) => builder.date(DateSource::MetadataLine, Some(date)),
            None => leave(builder, &bare(line), WhyLeftOut::Metadata),
        }
    }
    let filled = lines
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, line)| !line.trim().is_empty());
    let dated = filled
        .take(AT_END)
        .find(|(_, line)| line.trim().chars().count() <= 40 && dates::sent(line).is_some());
    if let Some((at, line)) = dated {
        builder.date(DateSource::MetadataLine, dates::sent(line));
        lines.remove(at);
    }
}

/// Leaves out the notes at the end that are not to be printed, and names them.
fn leave_notes(builder: &mut ArticleBuilder<'_>, lines: &mut Vec<&str>) {
    let opens = |line: &&str| {
        let line = line.trim_start_matches(['#', '*', '-', ' ']).to_lowercase();
        NOT_FOR_PRINT.iter().any(|start| line.starts_with(start))
    };
    let Some(at) = lines.iter().position(opens) else {
        return;
    };
    let characters: usize = lines[at..]
        .iter()
        .map(|line| line.trim().chars().count())
        .sum();
    builder.left_out(
        "notes that are not for publication",
        WhyLeftOut::Boilerplate,
        characters,
    );
    lines.truncate(at);
    while lines
        .last()
        .is_some_and(|line| line.trim_matches([' ', '*', '-', '\t']).is_empty())
    {
        lines.pop();
    }
}
