//! The calendar of numbers in dates, which the language decides: `6.1.2026`, `1399/10/30`.
//!
//! Tables name the languages. How dates are spelled is known by `article::spelling`.

use crate::article::spelling::{
    DayOrder, Habit, Spelling, has_croatian_month, may_be_buddhist, read_date_by,
};
use std::collections::HashMap;
use std::sync::LazyLock;

/// How the language of an article writes dates of numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::formats) enum Calendar {
    /// In an unknown way, or as in English, where the order of day and month differs by country.
    #[default]
    Gregorian,
    /// The day always comes before the month: 6.1.2026.
    DayFirst,
    /// A year of two digits comes first: 26.1.6.
    YearFirst,
    /// In the Solar Hijri calendar of Iran and Afghanistan.
    Persian,
    /// Years of two digits are of the Buddhist era.
    Thai,
    /// The day first, and October has the name that November has in Polish.
    Croatian,
}

/// Letters of Persian that Arabic does not have.
const PERSIAN_LETTERS: [char; 4] = ['پ', 'چ', 'ژ', 'گ'];

/// Languages whose countries use the Solar Hijri calendar.
const PERSIAN: &[&str] = &[
    "fa", "fas", "per", "pes", "prs", "persian", "farsi", "dari", "ps", "pus",
];

/// Languages in which a year comes before month and day.
const YEAR_FIRST: &[&str] = &[
    "ja",
    "zh",
    "ko",
    "hu",
    "mn",
    "japanese",
    "chinese",
    "korean",
    "hungarian",
];

/// Languages in which the day comes before the month in all countries (CLDR, short dates).
#[rustfmt::skip]
const DAY_FIRST: &[&str] = &[
    "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "es", "et", "eu", "fi", "fo", "fr", "gl", "gu", "he", "hi",
    "hy", "id", "is", "it", "iw", "ka", "kk", "km", "kn", "lv", "mk", "ml", "mr", "ms", "nb", "nl", "nn", "no", "pa", "pl", "pt",
    "ro", "ru", "sk", "sl", "sq", "sr", "sv", "ta", "te", "tr", "uk", "ur", "uz", "vi",
    "en-gb", "en-ie", "en-au", "en-nz", "en-in", "en-za",
    "arabic", "dutch", "french", "german", "greek", "italian", "polish", "portuguese", "russian", "spanish", "turkish", "ukrainian",
];

/// The calendars of all these languages.
static CALENDARS: LazyLock<HashMap<&str, Calendar>> = LazyLock::new(|| {
    let rows = [
        (DAY_FIRST, Calendar::DayFirst),
        (YEAR_FIRST, Calendar::YearFirst),
        (PERSIAN, Calendar::Persian),
        (&["th", "tha", "thai"], Calendar::Thai),
        (&["hr", "hrv", "croatian"], Calendar::Croatian),
    ];
    let named = |(names, calendar): (&'static [&str], Calendar)| {
        names.iter().map(move |name| (*name, calendar))
    };
    rows.into_iter().flat_map(named).collect()
});

impl Calendar {
    /// The calendar of an article: by the language that its source names, else by the letters of
    /// its headline.
    pub(in crate::formats) fn of(language: Option<&str>, headline: &str) -> Self {
        match language {
            Some(name) => Self::of_language(name),
            None if headline.contains(PERSIAN_LETTERS) => Self::Persian,
            None => Self::Gregorian,
        }
    }

    fn of_language(name: &str) -> Self {
        let name = name.to_lowercase().replace('_', "-");
        let primary = name.split('-').next().unwrap_or_default();
        let known = CALENDARS.get(&*name).or_else(|| CALENDARS.get(primary));
        known.copied().unwrap_or_default()
    }

    /// Reads a date in words or numbers.
    pub(in crate::formats) fn read(self, text: &str, order: DayOrder) -> Option<Spelling> {
        match self {
            Self::Gregorian => read_date_by(text, order, Habit::YearLast),
            Self::DayFirst => Self::read_day_first(text, order, Habit::YearLast),
            Self::YearFirst => read_date_by(text, order, Habit::YearFirst),
            Self::Persian => Self::read_day_first(text, order, Habit::SolarHijri),
            Self::Thai => Self::read_day_first(text, order, Habit::Buddhist),
            Self::Croatian => Self::read_day_first(text, order, Habit::Croatian),
        }
    }

    /// Reads a date of a language that writes the day before the month. The month comes first only
    /// if a person said so, and never in dates with full stops.
    fn read_day_first(text: &str, order: DayOrder, habit: Habit) -> Option<Spelling> {
        let mut date = read_date_by(text, order, habit)?;
        if date.ambiguous && order == DayOrder::MonthFirst && joins_numbers(text, '.') {
            date = read_date_by(text, DayOrder::DayFirst, habit)?;
            date.ambiguous = false;
        }
        date.ambiguous &= order == DayOrder::MonthFirst;
        Some(date)
    }
}

/// Whether a text has three numbers joined by a mark, as in `6.1.2026`.
fn joins_numbers(text: &str, mark: char) -> bool {
    let mut parts = text.splitn(3, mark).map(str::trim);
    let (Some(first), Some(second), Some(third)) = (parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    first.ends_with(char::is_numeric)
        && !second.is_empty()
        && second.chars().all(char::is_numeric)
        && third.starts_with(char::is_numeric)
}

/// Whether the language of a text decides what its date is: the date has numbers joined by marks,
/// and no year of four digits after 1499 comes first, it has a month of two
/// meanings, or a year that may be of the Buddhist era.
pub(in crate::formats::gather) fn needs_language(written: &str) -> bool {
    let written = written.trim_start();
    let length = written.chars().take_while(|c| c.is_numeric()).count();
    let starts_with_year = length == 4 && !written.starts_with("13") && !written.starts_with("14");
    let year = written.get(..4).and_then(|year| year.parse().ok());
    if matches!(length, 4 | 8) && year.is_some_and(may_be_buddhist) {
        return true;
    }
    has_croatian_month(written)
        || !starts_with_year
            && ['.', '/', '-']
                .iter()
                .any(|mark| joins_numbers(written, *mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_asked_for_numbers_alone() {
        for (written, expected) in [
            ("06.01.2026", true),
            ("Stand: 6. 1. 26, 22.00 Uhr", true),
            ("1399/10/30", true),
            ("۹۹/۱۰/۳۰", true),
            ("2026-01-06T22:00:05.000Z", false),
            ("6 January 2026", false),
            ("1611093605", false),
            ("", false),
        ] {
            assert_eq!(needs_language(written), expected, "{written}");
        }
    }

    #[test]
    fn the_language_names_the_calendar() {
        for (language, headline, calendar) in [
            (Some("fa"), "", Calendar::Persian),
            (Some("fa-IR"), "", Calendar::Persian),
            (Some("fa_IR"), "", Calendar::Persian),
            (Some("ar"), "گزارش", Calendar::DayFirst),
            (Some("de-AT"), "", Calendar::DayFirst),
            (Some("en-GB"), "", Calendar::DayFirst),
            (Some("en-US"), "", Calendar::Gregorian),
            (Some("ko"), "", Calendar::YearFirst),
            (None, "گزارش", Calendar::Persian),
            (None, "تقرير", Calendar::Gregorian),
        ] {
            assert_eq!(
                Calendar::of(language, headline),
                calendar,
                "{language:?} {headline}"
            );
        }
        assert_eq!(
            Calendar::Persian
                .read("1399/10/30", DayOrder::DayFirst)
                .map(|date| date.published.to_string())
                .as_deref(),
            Some("2021-01-19")
        );
    }
}
