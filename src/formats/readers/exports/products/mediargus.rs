//! Mediargus, now GoPress: the newspapers of Belgium, as text.
//!
//! A list of results is first (`1. Headline`, then `De Kustbode, woensdag 30 november 2011, p. 23,
//! 112w.`), the articles follow. An article starts with the day and the page (`30-11-2011, p.23`)
//! and ends with the rights. Only the list names the newspaper. A file of several exports has a
//! list before the articles of each.
//!
//! GoPress has no list. Newspaper and day are in one line, with an asterisk between them
//! (`De Kustbode* - 30 nov. 2011`); the headline is above or below it.

use super::error_document;
use crate::article::spelling::{DayOrder, read_date};
use crate::article::{ProblemKind, Published};
use crate::formats::lines::Line;
use crate::formats::readers::exports::blocks::{Block, blocks, cut_end, is_blank};
use crate::formats::readers::exports::dates::leading_date;
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::labels::Meaning;
use crate::formats::readers::exports::names::{is_rights, is_short_word_count, page_number};
use crate::formats::readers::exports::product::{
    Entry, Mark, NoArticle, Product, Record, Results, Unmarked,
};

pub(in crate::formats) static MEDIARGUS: &Product = &Product {
    name: "mediargus",
    needles: &[", p.", "w.\r", "w.\n", "m.\r", "m.\n", " mots.", "* - "],
    raw: &[],
    recognizes,
    opens_surely: true,
    mark,
    list: Some(results),
    unmarked,
    read,
};

fn recognizes(lines: &[Line]) -> bool {
    let mut written = lines.iter().filter(|line| !is_blank(line)).take(MOST_ABOVE);
    if written.any(|line| masthead(&line.text).is_some()) {
        return true;
    }
    let entries = lines
        .iter()
        .filter(|line| entry(&line.text).is_some())
        .count();
    let starts = lines
        .iter()
        .filter(|line| start(&line.text).is_some())
        .count();
    let has_rights = lines.iter().any(|line| is_rights(&line.text));
    let is_listed = lines
        .iter()
        .find(|line| !is_blank(line))
        .is_some_and(|line| numbered(&line.text).is_some());
    (is_listed || starts > 0) && entries > 0
        || starts > 0
            && has_rights
            && lines
                .iter()
                .find(|line| !is_blank(line))
                .is_some_and(|line| start(&line.text).is_some())
}

/// The headline of a line of the list: `1. Brug over de Laar blijft dicht`.
fn numbered(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['?', '\u{feff}', ' ']);
    let (number, title) = text.split_once(". ")?;
    let is_number =
        (1..=5).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| title.trim())
}

/// The facts of an entry of the list: newspaper, day, page.
#[derive(Debug, PartialEq, Eq)]
struct Facts<'a> {
    source: &'a str,
    date: &'a str,
    page: Option<String>,
}

/// Reads `De Kustbode, woensdag 30 november 2011, p. 23, 112w.`
fn entry(text: &str) -> Option<Facts<'_>> {
    let text = text.trim();
    if text.len() > 200 {
        return None;
    }
    let mut parts: Vec<&str> = text.split(", ").collect();
    if !is_short_word_count(parts.pop()?) {
        return None;
    }
    let page = parts.last().and_then(|last| page_number(last));
    if page.is_some() {
        parts.pop();
    }
    let date = parts.pop()?;
    leading_date(date, DayOrder::DayFirst)?;
    let end = text.find(date)?;
    let source = text[..end].trim_end_matches([',', ' ']);
    (!source.is_empty()).then_some(Facts { source, date, page })
}

/// The day and the page of the line that starts an article: `30-11-2011, p.23`.
fn start(text: &str) -> Option<(&str, Option<String>)> {
    let text = text.trim();
    if text.len() > 40 || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (date, page) = text.split_once(',').unwrap_or((text, ""));
    let is_day = (8..=10).contains(&date.len())
        && date
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"-/".contains(&byte))
        && read_date(date, DayOrder::DayFirst).is_some();
    let page = page.trim();
    let number = page_number(page);
    (is_day && (number.is_some() || page.is_empty())).then_some((date, number))
}

/// The most lines above the first line of GoPress with newspaper and day.
const MOST_ABOVE: usize = 8;

/// The line of GoPress with newspaper, day and perhaps a page: `De Kustbode* - 30 nov. 2011, p. 4`.
fn masthead(text: &str) -> Option<Facts<'_>> {
    let text = text.trim();
    if text.len() > 160 {
        return None;
    }
    let (source, rest) = text.split_once('*')?;
    let rest = rest.trim_start_matches([' ', '\u{a0}', '-', '–', '—', ',', ':']);
    let (_, end) = leading_date(rest, DayOrder::DayFirst)?;
    let is_source = source.starts_with(char::is_uppercase) && source.len() < 80;
    let after = rest[end..].trim_matches(|c: char| !c.is_alphanumeric());
    let page = page_number(after);
    let is_whole = after.is_empty() || page.is_some();
    (is_source && is_whole).then(|| Facts {
        source: source.trim(),
        date: &rest[..end],
        page,
    })
}

/// The mark of the line with newspaper and day. The headlines of a file are all above it, or all
/// below it.
fn mark_of_masthead(before: &[Line]) -> Mark {
    let first = before
        .iter()
        .position(|line| masthead(&line.text).is_some());
    match first {
        None => Mark::None,
        Some(at) if before[..at].iter().all(is_blank) => Mark::OpensWith,
        Some(_) => Mark::OpensAbove,
    }
}

/// Reads an article of GoPress, `at` the line with newspaper and day.
fn read_gopress(lines: &[Line], at: usize, facts: &Facts<'_>, found: &mut Found<'_, '_>) {
    found.offer(Meaning::Source, "", facts.source);
    found.date_day_first(facts.date);
    found.offer(Meaning::Page, "", facts.page.as_deref().unwrap_or_default());
    let above: Vec<&Line> = lines[..at]
        .iter()
        .filter(|line| !is_blank(line) && !is_rights(&line.text))
        .collect();
    if let Some((headline, others)) = above.split_last() {
        found.offer(Meaning::Headline, "", &headline.text);
        for line in others {
            found.left_out("line above the headline", &line.text);
        }
    }
    let mut body = &lines[at + 1..];
    while let [line, rest @ ..] = body {
        if let Some(page) = page_number(&line.text) {
            found.offer(Meaning::Page, "", &page);
        } else if !is_blank(line) {
            break;
        }
        body = rest;
    }
    if let [line, rest @ ..] = body
        && above.is_empty()
    {
        found.offer(Meaning::Headline, "", &line.text);
        body = rest;
    }
    found.paragraphs(&without_rights(&blocks(body)));
}

/// The paragraphs above the rights at the end.
fn without_rights<'a>(blocks: &[Block<'a>]) -> Vec<Block<'a>> {
    let mut text = blocks.to_vec();
    cut_end(&mut text, |line| is_rights(&line.text));
    text
}

fn mark(line: &Line, before: &[Line]) -> Mark {
    if line.text.contains('*') && masthead(&line.text).is_some() {
        return mark_of_masthead(before);
    }
    if entry(&line.text).is_some() {
        return Mark::Lists;
    }
    let is_after_gap = before.last().is_none_or(is_blank);
    if is_after_gap && line.text.len() < 60 && start(&line.text).is_some() {
        return Mark::OpensWith;
    }
    Mark::None
}

fn unmarked(lines: &[Line]) -> Unmarked {
    if lines.iter().any(|line| masthead(&line.text).is_some()) {
        return Unmarked::Article;
    }
    let length: usize = lines.iter().map(|line| line.text.trim().len()).sum();
    if lines.iter().any(|line| entry(&line.text).is_some()) || length < 200 {
        Unmarked::Boilerplate
    } else {
        Unmarked::Unknown
    }
}

fn read(record: &Record, found: &mut Found<'_, '_>) -> Result<(), NoArticle> {
    error_document(&record.lines)?;
    let mut lines = record.lines.iter().enumerate();
    if let Some((at, facts)) = lines.find_map(|(at, line)| Some((at, masthead(&line.text)?))) {
        read_gopress(&record.lines, at, &facts, found);
        return Ok(());
    }
    let blocks = blocks(&record.lines);
    let [first, rest @ ..] = &blocks[..] else {
        return Err(NoArticle {
            kind: ProblemKind::NoText,
            what: "has no text".to_owned(),
        });
    };
    let Some((date, page)) = start(first.first()) else {
        return Err(NoArticle {
            kind: ProblemKind::NotAnArticle,
            what: "has no day".to_owned(),
        });
    };
    found.date_day_first(date);
    found.offer(Meaning::Page, "", &page.unwrap_or_default());
    let Some((title, body)) = rest.split_first() else {
        return Err(NoArticle {
            kind: ProblemKind::NoText,
            what: "has a day and a page, and no text".to_owned(),
        });
    };
    let headline = title.line();
    found.offer(Meaning::Headline, "", &headline);
    if let Some(source) = listed(&record.results, &headline, date, record.ordinal) {
        found.offer(Meaning::Source, "", source);
    }
    found.paragraphs(&without_rights(body));
    Ok(())
}

/// Reads a list.
fn results(lines: &[Line]) -> Results {
    let mut results = Results::default();
    let mut title = None;
    for line in lines {
        if let Some(found) = numbered(&line.text) {
            title = Some(found);
        } else if let Some(entry) = entry(&line.text) {
            if let Some(title) = title.take() {
                let number = results.entries.len();
                results
                    .by_headline
                    .entry(title.to_owned())
                    .or_insert(number);
            }
            results.entries.push(Entry {
                source: entry.source.to_owned(),
                date: day(entry.date),
            });
        }
    }
    results
}

fn day(text: &str) -> Option<Published> {
    leading_date(text, DayOrder::DayFirst).map(|(read, _)| read.published)
}

/// The newspaper of an article: of the entry with its headline, else of the one with its number, if
/// that has the same day.
fn listed<'a>(results: &'a Results, headline: &str, date: &str, ordinal: u32) -> Option<&'a str> {
    let by_headline = results
        .by_headline
        .get(headline)
        .map(|at| &results.entries[*at]);
    let by_number = || {
        let at = usize::try_from(ordinal.checked_sub(results.first)?).ok()?;
        let entry = results.entries.get(at)?;
        (entry.date.is_some() && entry.date == day(date)).then_some(entry)
    };
    by_headline.or_else(by_number).map(|entry| &*entry.source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_and_starts_are_read() {
        let read = entry("De Kustbode, woensdag 30 november 2011, p. 23, 112w.").unwrap();
        assert_eq!(
            (read.source, read.page.as_deref()),
            ("De Kustbode", Some("23"))
        );
        let read = entry("Gazet, De/ Kust, 3 mei 2012, 80w.").unwrap();
        assert_eq!((read.source, read.page), ("Gazet, De/ Kust", None));
        for (line, page) in [
            (
                "La Gazette, mercredi 30 novembre 2011, p. 23, 112m.",
                Some("23"),
            ),
            (
                "La Gazette, mercredi 30 novembre 2011, p. 23, 112 mots",
                Some("23"),
            ),
            ("La Gazette, mercredi 30 novembre 2011, 112m.", None),
            (
                "The Gazette, Wednesday 30 November 2011, p. 23, 112 words",
                Some("23"),
            ),
        ] {
            assert_eq!(entry(line).unwrap().page.as_deref(), page, "{line}");
        }
        assert_eq!(entry("The bridge, the ferry, 112w."), None);
        assert_eq!(
            start("30-11-2011, p.23"),
            Some(("30-11-2011", Some("23".to_owned())))
        );
        assert_eq!(start("30-11-2011, Brussel"), None);
        assert_eq!(numbered("?1. Brug over de Laar"), Some("Brug over de Laar"));
    }
}
