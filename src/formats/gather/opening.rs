//! What the first lines of a text say about the article: byline, date and dateline.
//!
//! They are read but stay in the text. Metadata and fields win over them.

use super::bylines;
use super::date_choice::DateChoice;
use super::dateline::{Dateline, is_agency, read_dateline};
use super::written_date::{Calendar, needs_language};
use crate::article::spelling::{DayOrder, has_croatian_month};
use crate::article::{Article, DateSource, Precision};

/// The longest line that can be a byline or a date, in bytes.
const LONGEST_LINE: usize = 100;

/// The most lines before the dateline.
const MOST_LINES: usize = 3;

/// The longest place, in words.
const MOST_PLACE_WORDS: usize = 4;

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
        } else if let Some((place, date)) = place_and_date(line, choice.calendar()) {
            article.place.get_or_insert_with(|| place.to_owned());
            choice.offer_text(DateSource::Dateline, date);
        } else {
            read_first_sentence(article, choice, line);
            break;
        }
    }
}

/// Whether one of the first lines may be a date that depends on the language of the text.
pub(super) fn opening_needs_language(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim_start().is_empty());
    lines.take(MOST_LINES).any(|line| {
        let dateline = line.split(['-', '–', '—']).next().unwrap_or_default();
        line.len() <= LONGEST_LINE && needs_language(line)
            || dateline.len() <= LONGEST_LINE && has_croatian_month(dateline)
    })
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
    match (dateline.day, dateline.date) {
        // A dateline is read without knowing the language.
        (Some(day), Some(_)) if has_croatian_month(day) => {
            choice.offer_text(DateSource::Dateline, day);
        }
        (Some(day), Some(date)) => {
            choice.offer(DateSource::Dateline, day, date);
        }
        _ => {}
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

/// A line that is only a place and a day: `Norvik, 19 January 2021`.
fn place_and_date(line: &str, calendar: Calendar) -> Option<(&str, &str)> {
    let (place, date) = line.trim().split_once(", ")?;
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || PARTICLES.contains(&word);
    let is_place = place.starts_with(char::is_uppercase)
        && place.split_whitespace().count() <= MOST_PLACE_WORDS
        && place.split_whitespace().all(is_name)
        && !place.contains(|c: char| c.is_ascii_digit() || c == ':');
    let date = date.strip_prefix("den ").unwrap_or(date);
    let date = date_alone(date, calendar).filter(|_| is_place && line.len() <= LONGEST_LINE)?;
    Some((place, date))
}

/// A line that is only a byline: `By Ann Lee and Bo Ek, Staff Writers`, `Von Jule Harms und Bo Ek`.
pub(in crate::formats) fn byline_alone(line: &str) -> Option<&str> {
    let line = line.trim();
    let name = after_by(line).or_else(|| after_other_by(line));
    let name = name.filter(|_| line.len() <= LONGEST_LINE)?;
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) || PARTICLES.contains(&word) || word == "&"
    };
    let is_sentence = name.ends_with(['.', '!', '?', ':'])
        || name.contains(|c: char| c.is_ascii_digit() || "()“”\"".contains(c));
    let people = || bylines::bylines(name);
    (!is_sentence
        && name.starts_with(char::is_uppercase)
        && people()
            .iter()
            .all(|one| is_agency(one) || one.split_whitespace().all(is_name)))
    .then_some(line)
}

fn after_by(line: &str) -> Option<&str> {
    ["By ", "BY ", "By\u{a0}"]
        .iter()
        .find_map(|by| line.strip_prefix(by))
        .map(str::trim_start)
}

/// What is after the "by" of another language. These words are parts of names too, and start
/// headlines: a full name has to follow, or several.
fn after_other_by(line: &str) -> Option<&str> {
    let words = [
        "Von ", "VON ", "Par ", "PAR ", "Por ", "POR ", "Door ", "DOOR ", "Av ", "Af ",
    ];
    let name = words
        .iter()
        .find_map(|by| line.strip_prefix(by))?
        .trim_start();
    let is_whole = |one: &String| (2..=6).contains(&one.split_whitespace().count());
    let people = bylines::bylines(name);
    // An agency may be named last: `Von Jule Harms und dpa`.
    (!people.is_empty()
        && people
            .iter()
            .enumerate()
            .all(|(at, one)| at > 0 || is_whole(one)))
    .then_some(name)
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
        for (body, expected) in [
            ("By Ann Lee and Bo Ek", &["Ann Lee", "Bo Ek"][..]),
            ("Von Jule Harms und Tom Aske", &["Jule Harms", "Tom Aske"]),
            (
                "Von Jule Harms, Bo Ek und Anna Maria Aske",
                &["Jule Harms", "Bo Ek", "Anna Maria Aske"],
            ),
            (
                "Par Élodie Marin et Luc Brière",
                &["Élodie Marin", "Luc Brière"],
            ),
            ("Por Ana Ruiz y Luis Gil", &["Ana Ruiz", "Luis Gil"]),
            ("POR ANA RUIZ Y LUIS GIL", &["ANA RUIZ", "LUIS GIL"]),
            ("Door Jan Loo en Els Claes", &["Jan Loo", "Els Claes"]),
            ("Av Ola Dahl og Bo Ek", &["Ola Dahl", "Bo Ek"]),
        ] {
            assert_eq!(opened(body).bylines, expected, "{body}");
        }
    }

    #[test]
    fn bylines_of_other_languages_and_lines_of_place_and_day() {
        let text = "Von Jule Harms\nLangholm, den 19. Januar 2021\n\nDer Rat hat beraten.";
        let article = opened(text);
        assert_eq!(article.bylines, ["Jule Harms"]);
        assert_eq!(article.place.as_deref(), Some("Langholm"));
        let date = article.published.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("2021-01-19"));
        for body in [
            "Von Langholm",
            "Von Langholm nach Norvik",
            "Par ici, tout va bien",
            "Von Langholm und Norvik",
            "Von Langholm und Norvik in die Berge",
        ] {
            assert_eq!(opened(body).bylines, [""; 0], "{body}");
        }
        for body in [
            "The ferry, 19 January 2021",
            "Ferries, boats: 19 January 2021",
        ] {
            assert_eq!(opened(body).place, None, "{body}");
        }
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
