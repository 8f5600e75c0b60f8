//! What the first lines of a text say about the article: byline, date and dateline.
//!
//! They are read but stay in the text. Metadata and fields win over them.

use super::bylines;
use super::date_choice::DateChoice;
use super::dateline::{Dateline, is_agency, read_dateline};
use super::language;
use super::written_date::{Calendar, needs_language};
use crate::article::spelling::{DayOrder, has_croatian_month, opens_with_date};
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

/// Fills the fields that an article still lacks from the first lines of its text. Returns a line
/// that is only a month and its year, which is less than a day elsewhere.
pub(super) fn read_opening(
    text: &str,
    article: &mut Article,
    choice: &mut DateChoice<'_>,
) -> Option<String> {
    let mut month = None;
    let lines = text.lines().filter(|line| !line.trim_start().is_empty());
    for line in lines.take(MOST_LINES) {
        if let Some(byline) = byline_alone(line).or_else(|| byline_of_language(line, text)) {
            add_bylines(article, byline);
        } else if let Some(names) = labelled_byline(line) {
            add_bylines(article, names);
        } else if let Some((date, precision)) = date_alone(line, choice.calendar()) {
            if precision >= Precision::Day {
                choice.offer_text(DateSource::MetadataLine, date);
            } else {
                month.get_or_insert_with(|| date.to_owned());
            }
        } else if let Some((place, date)) = place_and_date(line, choice.calendar()) {
            article.place.get_or_insert_with(|| place.to_owned());
            choice.offer_text(DateSource::Dateline, date);
        } else {
            read_first_sentence(article, choice, line);
            break;
        }
    }
    month
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
    let (date, precision) = date_alone(date, calendar)?;
    let is_one = is_place && precision >= Precision::Day && line.len() <= LONGEST_LINE;
    is_one.then_some((place, date))
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

/// Words that open a byline in one language, and are other words in others. `Di` opens places too
/// (`Di Reggio Calabria`).
const BY_IN: &[(&str, &[&str])] = &[
    ("di ", &["it"]),
    ("De ", &["ro", "ca", "gl"]),
    ("Per ", &["ca"]),
    ("От ", &["ru", "bg", "mk"]),
    ("Від ", &["uk"]),
    ("Od ", &["sl", "hr", "sr", "bs"]),
    ("Af ", &["da", "is"]),
    ("Frá ", &["is"]),
];

/// A line that is only a byline by the language of the text: `di Anna Rossi`. Whole names have to
/// follow.
fn byline_of_language<'l>(line: &'l str, text: &str) -> Option<&'l str> {
    let line = line.trim();
    let (by, languages) = BY_IN.iter().find(|(by, _)| line.starts_with(by))?;
    let names = are_whole_names(&line[by.len()..])?;
    let detected = language::detect("", text)?;
    languages.contains(&detected).then_some(names)
}

/// Labels of bylines, in lower case.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "author", "authors", "autor", "autorin", "autoren", "autores", "autora", "autorka", "autorzy",
    "autoři", "auteur", "auteurs", "autrice", "autore", "autori", "verfasser", "författare",
    "forfatter", "kirjoittaja", "szerző", "yazar", "penulis", "автор", "авторы", "автори",
];

/// The names after a label: `Autor: Anna Kowalska`.
fn labelled_byline(line: &str) -> Option<&str> {
    let (label, names) = line.trim().split_once(':')?;
    let label = label.trim_end().to_lowercase();
    LABELS.contains(&&*label).then(|| are_whole_names(names))?
}

/// A text that has nothing but whole names of people.
fn are_whole_names(text: &str) -> Option<&str> {
    let text = text.trim();
    let people = bylines::bylines(text);
    let is_sentence = text.len() > LONGEST_LINE
        || text.ends_with(['.', '!', '?', ':'])
        || text.contains(|c: char| c.is_ascii_digit() || "()“”\"".contains(c));
    let are_names = people.iter().all(|one| bylines::is_whole_name(one));
    (!is_sentence && !people.is_empty() && are_names).then_some(text)
}

/// A line that is only a date: a day, or a month that is named. A year alone may be a heading, and so
/// may a text with a label in it.
fn date_alone(line: &str, calendar: Calendar) -> Option<(&str, Precision)> {
    if line.len() > LONGEST_LINE || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let date = calendar.read(line, DayOrder::default())?;
    let precision = date.published.precision();
    let is_whole = match precision {
        Precision::Year => false,
        Precision::Month => line.contains(char::is_alphabetic),
        _ => true,
    };
    (is_whole && opens_with_date(line)).then(|| (line.trim(), precision))
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
        let month = read_opening(body, &mut article, &mut choice);
        if let Some(month) = month {
            choice.offer_text(DateSource::MetadataLine, &month);
        }
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
    fn bylines_may_have_a_label_or_be_of_the_language_of_the_text() {
        let italian = "Il consiglio del porto ha annunciato lunedì che il vecchio traghetto lascerà il molo a marzo.";
        let russian = "Совет порта сообщил в понедельник, что старый паром покинет причал в последний раз в марте.";
        for (body, expected) in [
            ("Autor: Anna Kowalska\n\nRada portu obradowała.".to_owned(), &["Anna Kowalska"][..]),
            ("Автор: Анна Петрова и Иван Котов\n\nСовет собрался.".to_owned(), &["Анна Петрова", "Иван Котов"]),
            (format!("di Anna Rossi\n\n{italian}"), &["Anna Rossi"]),
            (format!("di Anna Rossi e Bo Ek\n\n{italian}"), &["Anna Rossi", "Bo Ek"]),
            (format!("От Анны Петровой\n\n{russian}"), &["Анны Петровой"]),
            ("Di Jakarta Selatan\n\nDewan pelabuhan mengatakan pada hari Senin bahwa feri tua akan berlayar.".to_owned(), &[]),
            (format!("Di Reggio Calabria\n\n{italian}"), &[]),
            ("Author: It is a sentence.".to_owned(), &[]),
            ("Text: Breaking News".to_owned(), &[]),
            ("Texte: Air France\n\nLa compagnie a annoncé.".to_owned(), &[]),
            ("Author: unknown".to_owned(), &[]),
            (format!("Di mattina presto\n\n{italian}"), &[]),
        ] {
            assert_eq!(opened(&body).bylines, expected, "{body}");
        }
    }

    #[test]
    fn a_line_is_a_date_if_nothing_but_a_label_is_above_it() {
        for (line, date) in [
            ("公開 2021年5月4日", Some("2021-05-04")),
            ("기사입력 2021.05.04", Some("2021-05-04")),
            (
                "This article was first published on 4 May 2021",
                Some("2021-05-04"),
            ),
            ("映画『港』公開 2021年5月4日", None),
            ("映画『港2』公開 2021年5月4日", None),
            ("January 19, 2021 - updated 10:12", Some("2021-01-19")),
            ("Film about the harbour published 4 May 2021", None),
            ("janvier 2021", Some("2021-01")),
            ("listopad 2021", Some("2021-11")),
            ("2021年5月", Some("2021-05")),
            ("2021", None),
            ("2021-05", None),
        ] {
            let published = opened(&format!("{line}\n\nText.")).published;
            assert_eq!(
                published.map(|date| date.to_string()).as_deref(),
                date,
                "{line}"
            );
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
