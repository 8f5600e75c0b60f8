//! Dates at the start of a line, with more after them: `January 19, 2021 Tuesday 10:47 AM GMT`,
//! `December 19, 1991, Thursday, Final Edition`.
//!
//! Which line has a date is known to the products.

use crate::article::Precision;
use crate::article::spelling::{DayOrder, Spelling, read_date};

/// The longest date, in words.
const MOST_WORDS: usize = 10;

/// A line that is longer is no date, in bytes.
const LONGEST_LINE: usize = 200;

/// The date that a text starts with, of a day or a month, and how long it is in bytes. As many
/// words as can be read are part of it.
pub(super) fn leading_date(text: &str, order: DayOrder) -> Option<(Spelling, usize)> {
    let is_dated = text.len() <= LONGEST_LINE && text.bytes().any(|byte| byte.is_ascii_digit());
    if !is_dated {
        return None;
    }
    let start = text.len() - text.trim_start().len();
    let mut ends: Vec<usize> = Vec::new();
    let mut at = start;
    for word in text[start..]
        .split_inclusive(char::is_whitespace)
        .take(2 * MOST_WORDS)
    {
        at += word.len();
        if !word.trim().is_empty() {
            ends.push(at);
        }
        if ends.len() == MOST_WORDS {
            break;
        }
    }
    let is_edge = |c: char| c.is_whitespace() || c == ',' || c == ';';
    ends.iter().rev().find_map(|end| {
        let read = read_words(text[start..*end].trim_matches(is_edge), order)?;
        (read.published.precision() >= Precision::Month).then_some((read, *end))
    })
}

/// Reads a date whose weekday may be between day and time, as LexisNexis writes it.
fn read_words(written: &str, order: DayOrder) -> Option<Spelling> {
    if written.is_empty() {
        return None;
    }
    read_date(written, order).or_else(|| {
        let kept: Vec<&str> = written
            .split_whitespace()
            .filter(|word| !is_weekday(word))
            .collect();
        let shorter = kept.join(" ");
        (shorter.len() < written.len()).then(|| read_date(&shorter, order))?
    })
}

/// Weekdays in the languages of these products.
#[rustfmt::skip]
const WEEKDAYS: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
    "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag", "mandag", "tirsdag", "lørdag", "søndag",
    "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira",
    "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
];

fn is_weekday(word: &str) -> bool {
    let word = word
        .trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    WEEKDAYS.contains(&&*word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_up_to_what_follows() {
        for (text, date) in [
            ("January 19, 2021 Tuesday 10:47 AM GMT", "2021-01-19T10:47Z"),
            ("December 19, 1991, Thursday, Final Edition", "1991-12-19"),
            ("Mittwoch 31. August 2011", "2011-08-31"),
            (
                "27. Februar 2012 Montag 9:50 PM GMT+1",
                "2012-02-27T21:50+01:00",
            ),
            ("December 30, 2008 Tuesday 6:10 PM  EST", "2008-12-30T18:10"),
            ("January 20, 2009 Tuesday 8:27 PM AEST", "2009-01-20T20:27"),
            ("17 mai 2003", "2003-05-17"),
            ("mardi 14 mars 2023 p. 12", "2023-03-14"),
            ("vrijdag 3 januari 2014", "2014-01-03"),
            ("May 2010", "2010-05"),
            ("November 4, 2010 Thursday 2:30 PM EST", "2010-11-04T14:30"),
            ("14 February 2018", "2018-02-14"),
        ] {
            let read = leading_date(text, DayOrder::DayFirst);
            let read = read.map(|(spelling, _)| spelling.published.to_string());
            assert!(
                read.as_deref().is_some_and(|read| read.starts_with(date)),
                "{text}: {read:?}, not {date}"
            );
        }
    }

    #[test]
    fn other_lines_are_no_dates() {
        for text in [
            "The Norvik Mercury",
            "112 words",
            "Section B; Column 2",
            "",
            "January",
            "3",
            "In 2010 the ferry sank",
        ] {
            assert_eq!(leading_date(text, DayOrder::DayFirst), None, "{text}");
        }
    }
}
