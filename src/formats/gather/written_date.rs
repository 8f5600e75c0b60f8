//! How the dates of sources are read: one rule for all formats.
//!
//! The language decides the calendar of numbers. The number of digits decides whether a number
//! counts time or is a day.

use crate::article::spelling::{DayOrder, Habit, Spelling, read_date_by};
use crate::article::{Precision, Published};
use jiff::civil::Date;

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
    "hr", "hy", "id", "is", "it", "iw", "ka", "kk", "km", "kn", "lv", "mk", "ml", "mr", "ms", "nb", "nl", "nn", "no", "pa", "pl", "pt",
    "ro", "ru", "sk", "sl", "sq", "sr", "sv", "ta", "te", "th", "tr", "uk", "ur", "uz", "vi",
    "en-gb", "en-ie", "en-au", "en-nz", "en-in", "en-za",
    "arabic", "dutch", "french", "german", "greek", "italian", "polish", "portuguese", "russian", "spanish", "turkish", "ukrainian",
];

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
        let is_in = |table: &[&str]| table.contains(&&*name) || table.contains(&primary);
        if is_in(PERSIAN) {
            Self::Persian
        } else if is_in(YEAR_FIRST) {
            Self::YearFirst
        } else if is_in(DAY_FIRST) {
            Self::DayFirst
        } else {
            Self::Gregorian
        }
    }

    /// Reads a date in words or numbers.
    pub(in crate::formats) fn read(self, text: &str, order: DayOrder) -> Option<Spelling> {
        match self {
            Self::Gregorian => read_date_by(text, order, Habit::YearLast),
            Self::DayFirst => Self::read_day_first(text, order, Habit::YearLast),
            Self::YearFirst => read_date_by(text, order, Habit::YearFirst),
            Self::Persian => Self::read_day_first(text, order, Habit::SolarHijri),
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
    let mut parts = text.split(mark);
    let ends_in_digit = |part: &str| part.trim_end().ends_with(char::is_numeric);
    parts.next().is_some_and(ends_in_digit) && parts.next().is_some_and(ends_in_digit)
}

/// Whether the language of a text decides what its date is: the date has numbers joined by marks,
/// and no year of four digits after 1499 comes first.
pub(super) fn needs_language(written: &str) -> bool {
    let written = written.trim_start();
    let length = written.chars().take_while(|c| c.is_numeric()).count();
    let starts_with_year = length == 4 && !written.starts_with("13") && !written.starts_with("14");
    !starts_with_year
        && ['.', '/', '-']
            .iter()
            .any(|mark| joins_numbers(written, *mark))
}

/// A way to read a date from a text.
pub(in crate::formats) type ReadDate = fn(&str, DayOrder, Calendar) -> Option<Spelling>;

/// Reads a date in any spelling, or a number that counts time from 1970.
pub(in crate::formats) fn read_written(
    written: &str,
    order: DayOrder,
    calendar: Calendar,
) -> Option<Spelling> {
    let written = written.trim();
    let Some(number) = Number::of(written) else {
        return calendar.read(written, order);
    };
    if let Some(date) = number.date(order, calendar) {
        return Some(date);
    }
    // Tables made by spreadsheets have `20210119.0`.
    calendar.read(written, order).or_else(|| {
        calendar
            .read(number.whole, order)
            .filter(|_| number.has_fraction())
    })
}

/// Whether a text is a date of any calendar, for readers that do not know the language yet.
pub(in crate::formats) fn is_date(written: &str, order: DayOrder) -> bool {
    [Calendar::Gregorian, Calendar::Persian]
        .into_iter()
        .any(|calendar| read_written(written, order, calendar).is_some())
}

/// A text that is a number.
struct Number<'a> {
    is_negative: bool,
    /// The digits before the point.
    whole: &'a str,
    /// The length of the number without its sign, in bytes.
    length: usize,
}

impl<'a> Number<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let unsigned = text.strip_prefix('-');
        let digits = unsigned.unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        (!whole.is_empty() && is_number(whole) && is_number(fraction)).then_some(Self {
            is_negative: unsigned.is_some(),
            whole,
            length: digits.len(),
        })
    }

    fn has_fraction(&self) -> bool {
        self.length > self.whole.len()
    }

    /// Its date, by its number of digits.
    ///
    /// Seconds since 1970 have 9 digits from 1973 and 10 from 2001, milliseconds 12 and 13,
    /// microseconds 15 and 16, nanoseconds 18 and 19. Shorter numbers are days (`20210119`),
    /// months (`202101`) and row numbers much more often than moments of the years before 1973,
    /// so they count time only with a minus sign, which days never have. Numbers of 12, 14 and 17
    /// digits are a day and a time if they can be.
    fn date(&self, order: DayOrder, calendar: Calendar) -> Option<Spelling> {
        let per_second = match self.whole.len() {
            6..=8 if self.is_negative => 1,
            9 | 10 => 1,
            12 => match self.day_and_time(order, calendar) {
                Some(date) => return Some(date),
                None => 1_000,
            },
            13 => 1_000,
            14 | 17 => return self.day_and_time(order, calendar),
            15 | 16 => 1_000_000,
            18 | 19 => 1_000_000_000,
            _ => return None,
        };
        let count: i64 = self.whole.parse().ok()?;
        let count = if self.is_negative { -count } else { count };
        let seconds = count.div_euclid(per_second);
        Published::from_stored(seconds, Precision::Second, Some(0)).map(sure)
    }

    /// `202101192200`, `20210119220005` or `20210119220005123`.
    fn day_and_time(&self, order: DayOrder, calendar: Calendar) -> Option<Spelling> {
        if self.is_negative || self.has_fraction() {
            return None;
        }
        let (day, time) = self.whole.split_at(8);
        let time = &time[..time.len().min(6)];
        calendar.read(&format!("{day}T{time}"), order)
    }
}

/// Days that stand for no date: the first ones of the calendars of programs (Unix, spreadsheets and
/// databases, .NET).
const PLACEHOLDERS: [(i16, i8, i8); 3] = [(1970, 1, 1), (1900, 1, 1), (1, 1, 1)];

/// The same, where a program wrote the midnight too: days that papers appeared on.
const PLACEHOLDERS_AT_MIDNIGHT: [(i16, i8, i8); 4] =
    [(1601, 1, 1), (1753, 1, 1), (1899, 12, 30), (1904, 1, 1)];

/// Whether a date stands for no date, such as `1970-01-01` or `1969-12-31T19:00:00-05:00`: the
/// moment at which the clock of a program starts, on the clocks of any time zone.
pub(super) fn is_placeholder(date: Published) -> bool {
    if date.precision() < Precision::Day {
        return false;
    }
    let has_time = date.precision() > Precision::Day;
    // The day on the clocks of the source, or the moment itself with some seconds after it.
    let is_one = |(year, month, day): (i16, i8, i8), length: i64| {
        let first = Date::new(year, month, day).ok().and_then(Published::day);
        first.is_some_and(|first| {
            let first = first.local_seconds();
            (0..length).contains(&(date.local_seconds() - first))
                || (0..60).contains(&(date.utc_seconds() - first))
        })
    };
    // The clocks west of Greenwich, where their offset is not written.
    let is_west = has_time
        && date.offset_seconds().is_none()
        && (-12 * 3600..0).contains(&date.local_seconds())
        && date.local_seconds() % 1800 == 0;
    PLACEHOLDERS.into_iter().any(|day| is_one(day, 86_400))
        || PLACEHOLDERS_AT_MIDNIGHT
            .into_iter()
            .any(|day| has_time && is_one(day, 1))
        || is_west
}

/// A date that can be read in one way only.
pub(in crate::formats) fn sure(published: Published) -> Spelling {
    Spelling::sure(published)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str, calendar: Calendar) -> Option<String> {
        let date = read_written(written, DayOrder::default(), calendar)?;
        Some(date.published.to_string())
    }

    #[test]
    fn the_number_of_digits_says_what_a_number_counts() {
        for (written, date) in [
            ("1611093605", Some("2021-01-19T22:00:05Z")),
            ("1611093605.75", Some("2021-01-19T22:00:05Z")),
            ("1611093605000", Some("2021-01-19T22:00:05Z")),
            ("1611093605000000", Some("2021-01-19T22:00:05Z")),
            ("1611093605000000000", Some("2021-01-19T22:00:05Z")),
            ("541300000", Some("1987-02-26T01:06:40Z")),
            ("541300000000", Some("1987-02-26T01:06:40Z")),
            ("-86400000", Some("1967-04-07T00:00:00Z")),
            ("20210119220005", Some("2021-01-19T22:00:05")),
            ("20210119220005123", Some("2021-01-19T22:00:05")),
            ("202101192200", Some("2021-01-19T22:00")),
            ("20210119", Some("2021-01-19")),
            ("20210119.0", Some("2021-01-19")),
            ("2021", Some("2021")),
            ("2021.0", Some("2021")),
            // Days in other orders, months and row numbers: none is a moment of January 1970.
            ("31122021", None),
            ("123456", None),
            ("100000", None),
            ("7", None),
            ("16110936050", None),
        ] {
            let found = read(written, Calendar::Gregorian);
            assert_eq!(found.as_deref(), date, "{written}");
        }
    }

    #[test]
    fn the_starts_of_the_clocks_of_programs_are_no_dates() {
        for (date, expected) in [
            ("1970-01-01", true),
            ("1970-01-01T00:00:00Z", true),
            ("1970-01-01T00:00:01Z", true),
            ("1970-01-01T03:30:00+03:30", true),
            ("1969-12-31T19:00:00-05:00", true),
            ("1969-12-31T16:00", true),
            ("1900-01-01", true),
            ("1899-12-31T18:00:00-06:00", true),
            ("0001-01-01T00:00:00", true),
            ("0001-01-01T00:00:00+09:00", true),
            ("1899-12-30T00:00:00", true),
            ("1753-01-01T00:00:00", true),
            ("1899-12-30", false),
            ("1969-12-31", false),
            ("1969-12-31T16:10", false),
            ("1969-12-31T12:00:00-05:00", false),
            ("1970-01-02", false),
            ("1970-01", false),
            ("1970", false),
            ("1900", false),
        ] {
            let published: Published = date.parse().unwrap();
            assert_eq!(is_placeholder(published), expected, "{date}");
        }
    }

    #[test]
    fn a_date_of_any_calendar_is_a_date() {
        // The second month has 31 days in the Persian calendar only.
        for (written, expected) in [
            ("3 May 2021", true),
            ("1399/02/31", true),
            ("1611093605", true),
            ("2021/02/31", false),
            ("123456", false),
            ("soon", false),
        ] {
            assert_eq!(is_date(written, DayOrder::default()), expected, "{written}");
        }
    }

    #[test]
    fn a_date_of_a_language_that_writes_the_day_first_is_read_in_one_way() {
        use DayOrder::{DayFirst, MonthFirst};
        for (written, calendar, order, date, ambiguous) in [
            (
                "06.01.2026",
                Calendar::DayFirst,
                DayFirst,
                "2026-01-06",
                false,
            ),
            (
                "06.01.2026",
                Calendar::DayFirst,
                MonthFirst,
                "2026-01-06",
                false,
            ),
            (
                "06/01/2026",
                Calendar::DayFirst,
                DayFirst,
                "2026-01-06",
                false,
            ),
            (
                "06/01/2026",
                Calendar::DayFirst,
                MonthFirst,
                "2026-06-01",
                true,
            ),
            (
                "06.01.2026",
                Calendar::Gregorian,
                DayFirst,
                "2026-01-06",
                false,
            ),
            (
                "06.01.2026",
                Calendar::Gregorian,
                MonthFirst,
                "2026-06-01",
                true,
            ),
            (
                "06/01/2026",
                Calendar::Gregorian,
                DayFirst,
                "2026-01-06",
                true,
            ),
            (
                "24.04.25",
                Calendar::YearFirst,
                DayFirst,
                "2024-04-25",
                false,
            ),
            (
                "24.04.25",
                Calendar::DayFirst,
                DayFirst,
                "2025-04-24",
                false,
            ),
        ] {
            let read = read_written(written, order, calendar).unwrap();
            assert_eq!(read.published.to_string(), date, "{written} {calendar:?}");
            assert_eq!(
                read.ambiguous, ambiguous,
                "{written} {calendar:?} {order:?}"
            );
        }
    }

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
            read("1399/10/30", Calendar::Persian).as_deref(),
            Some("2021-01-19")
        );
    }
}
