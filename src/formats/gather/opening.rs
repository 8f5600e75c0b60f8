//! What the first lines of a text say about the article: byline, date and dateline.
//!
//! They are read but stay in the text. Metadata and fields win over them.

use super::bylines;
use super::date_choice::DateChoice;
use super::dateline::{Dateline, read_dateline};
use super::written_date::{Calendar, needs_language};
use crate::article::spelling::DayOrder;
use crate::article::{Article, DateSource, Precision};

/// The longest line that can be a byline or a date, in bytes.
const LONGEST_LINE: usize = 100;

/// The most lines before the dateline.
const MOST_LINES: usize = 3;

/// Words of bylines that are in lower case.
const PARTICLES: &[&str] = &[
    "and", "for", "in", "at", "of", "the", "de", "da", "di", "van", "von", "der", "den", "al",
    "el", "bin", "ibn", "la", "le", "y",
];

/// Fills the fields that an article still lacks from the first lines of its text.
pub(super) fn read_opening(text: &str, article: &mut Article, choice: &mut DateChoice<'_>) {
    let lines = text.lines().filter(|line| !line.trim_start().is_empty());
    for line in lines.take(MOST_LINES) {
        if let Some(byline) = byline_alone(line) {
            add_bylines(article, byline);
        } else if let Some(date) = date_alone(line, choice.calendar()) {
            choice.offer_text(DateSource::MetadataLine, date);
        } else {
            read_first_sentence(article, choice, line);
            break;
        }
    }
}

/// Whether one of the first lines may be a date that depends on the language of the text.
pub(super) fn opening_needs_language(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim_start().is_empty());
    lines
        .take(MOST_LINES)
        .any(|line| line.len() <= LONGEST_LINE && needs_language(line))
}

/// Reads the dateline at the start of the text itself, with or without a byline before it.
fn read_first_sentence(article: &mut Article, choice: &mut DateChoice<'_>, line: &str) {
    let order = choice.day_order();
    if let Some(dateline) = read_dateline(line, order) {
        fill(article, choice, &dateline);
    } else if let Some((byline, dateline)) = byline_and_dateline(line, order) {
        add_bylines(article, byline);
        fill(article, choice, &dateline);
    }
}

/// Fills place and agency from a dateline, where an article lacks them, and offers its day.
fn fill(article: &mut Article, choice: &mut DateChoice<'_>, dateline: &Dateline<'_>) {
    fill_place(article, dateline);
    if let (Some(day), Some(date)) = (dateline.day, dateline.date) {
        choice.offer(DateSource::Dateline, day, date);
    }
}

/// Fills place and agency from a dateline, where an article lacks them.
pub(super) fn fill_place(article: &mut Article, dateline: &Dateline<'_>) {
    if article.place.is_none() {
        article.place.clone_from(&dateline.place);
    }
    if article.agency.is_none() {
        article.agency = dateline.agency.map(str::to_owned);
    }
}

fn add_bylines(article: &mut Article, byline: &str) {
    if article.bylines.is_empty() {
        article.bylines = bylines::bylines(byline);
    }
}

/// A line that is only a byline: `By Ann Lee and Bo Ek, Staff Writers`.
pub(in crate::formats) fn byline_alone(line: &str) -> Option<&str> {
    let line = line.trim();
    let name = after_by(line).filter(|_| line.len() <= LONGEST_LINE)?;
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) || PARTICLES.contains(&word) || word == "&"
    };
    let is_sentence = name.ends_with(['.', '!', '?', ':'])
        || name.contains(|c: char| c.is_ascii_digit() || "()“”\"".contains(c));
    (!is_sentence && name.starts_with(char::is_uppercase) && name.split_whitespace().all(is_name))
        .then_some(line)
}

fn after_by(line: &str) -> Option<&str> {
    ["By ", "BY ", "By\u{a0}"]
        .iter()
        .find_map(|by| line.strip_prefix(by))
        .map(str::trim_start)
}

/// A line that is only a date, and has at least a day: a year alone may be a heading.
fn date_alone(line: &str, calendar: Calendar) -> Option<&str> {
    if line.len() > LONGEST_LINE || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let date = calendar.read(line, DayOrder::default())?;
    (date.published.precision() >= Precision::Day).then(|| line.trim())
}

/// `By John Smith WASHINGTON (AP) —`: the byline, and the dateline after it.
fn byline_and_dateline(line: &str, order: DayOrder) -> Option<(&str, Dateline<'_>)> {
    let name = after_by(line.trim_start())?;
    let is_place = |word: &str| {
        word.chars().filter(|c| c.is_uppercase()).count() > 2 && !word.contains(char::is_lowercase)
    };
    let mut at = 0;
    for word in name.split_inclusive(' ').take(8) {
        if at > 0 && is_place(word) {
            let dateline = read_dateline(&name[at..], order)?;
            return Some((name[..at].trim_end().trim_end_matches(','), dateline));
        }
        at += word.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::ReadOptions;

    fn opened(body: &str) -> Article {
        let options = ReadOptions::at("2022-01-01T00:00:00Z".parse().unwrap());
        let mut choice = DateChoice::new(&options, 1);
        let mut article = Article::default();
        read_opening(body, &mut article, &mut choice);
        choice.settle(&mut article);
        article
    }

    #[test]
    fn bylines_and_dates_may_be_before_the_dateline() {
        for body in [
            "By John Smith\nJanuary 19, 2021\n\nWASHINGTON (AP) — The Senate voted.",
            "January 19, 2021\n\nBy John Smith\nWASHINGTON (AP) — The Senate voted.",
            "By John Smith WASHINGTON, Jan 19 2021 (AP) — The Senate voted.",
            "By John Smith, WASHINGTON, Jan 19 2021 (AP) — The Senate voted.",
        ] {
            let article = opened(body);
            assert_eq!(article.bylines, ["John Smith"], "{body}");
            assert_eq!(article.place.as_deref(), Some("Washington"), "{body}");
            assert_eq!(article.agency.as_deref(), Some("AP"), "{body}");
            let date = article.published.map(|date| date.to_string());
            assert_eq!(date.as_deref(), Some("2021-01-19"), "{body}");
        }
    }

    #[test]
    fn sentences_that_start_with_by_are_not_bylines() {
        for body in [
            "By noon the square was full.",
            "By Monday, the river had risen.",
            "By John Smith's count, three were missing.",
            "By 2021 all was over",
        ] {
            assert_eq!(opened(body).bylines, [""; 0], "{body}");
        }
        assert_eq!(opened("By Ann Lee and Bo Ek").bylines, ["Ann Lee", "Bo Ek"]);
    }

    #[test]
    fn metadata_wins_over_the_first_lines() {
        let mut article = Article {
            place: Some("Basra".to_owned()),
            agency: Some("NINA".to_owned()),
            bylines: vec!["Ann Lee".to_owned()],
            ..Article::default()
        };
        let before = article.clone();
        let options = ReadOptions::at("2022-01-01T00:00:00Z".parse().unwrap());
        let text = "By Bo Ek\nBAGHDAD (Dispatches) – The bloc";
        read_opening(text, &mut article, &mut DateChoice::new(&options, 1));
        assert_eq!(article, before);
    }
}
