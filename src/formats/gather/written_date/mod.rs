//! How the dates of sources are read: one rule for all formats.
//!
//! The language decides the calendar of numbers (`calendar`). The number of digits decides whether
//! a number counts time or is a day. Dates in parts are spelled out first. `placeholder` has the
//! dates that are none.

mod calendar;
mod placeholder;

pub(in crate::formats) use calendar::Calendar;
pub(in crate::formats::gather) use calendar::needs_language;
pub(in crate::formats::gather) use placeholder::is_placeholder;

use crate::article::spelling::{DayOrder, Spelling};
use crate::article::{Precision, Published};

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
    precision_of(written, order).is_some()
}

/// How precise a date of any calendar is; `None` if the text is no date.
pub(in crate::formats) fn precision_of(written: &str, order: DayOrder) -> Option<Precision> {
    [Calendar::Gregorian, Calendar::Persian]
        .into_iter()
        .find_map(|calendar| read_written(written, order, calendar))
        .map(|date| date.published.precision())
}

/// The spelling of a date that a source has in parts: `2021-01-19`, or `19 January 2021` where the
/// month is a name. Of `19th` and `19-20` the number counts that is first; other days are left out.
pub(in crate::formats) fn date_of_parts(
    year: &str,
    month: Option<&str>,
    day: Option<&str>,
) -> String {
    let number = |text: &str| text.trim().parse::<u8>().ok();
    let first = |text: &str| {
        let text = text.trim();
        let end = text.find(|c: char| !c.is_ascii_digit());
        number(&text[..end.unwrap_or(text.len())])
    };
    let year = year.trim();
    let Some(month) = month.map(str::trim).filter(|month| !month.is_empty()) else {
        return year.to_owned();
    };
    match (number(month), day.and_then(first)) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        (None, Some(day)) => format!("{day} {month} {year}"),
        (None, None) => format!("{month} {year}"),
    }
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
}
