//! Reads spans of time as people type them: `2021-Q1`, `last week`, `30d`, `three days ago`,
//! `monday`, `1980s`.
//!
//! What is relative stays so: no clock is looked at here. Dates in numbers and words are read by
//! `spelling`.

use super::Published;
use super::spelling::{DayOrder, WEEKDAYS, read_date, read_solar_hijri};
use super::when::{Asked, Unit, When, WhenError};
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// The longest time that can be counted back, in its unit.
const LONGEST: u32 = 100_000;

impl Asked {
    /// Reads a text.
    ///
    /// ```
    /// use dateline::article::when::{Asked, Unit, When};
    /// assert_eq!(Asked::read("30d"), Ok(Asked::Length(When::Ago(30, Unit::Day))));
    /// assert_eq!(Asked::read("3 days ago"), Ok(Asked::Span(When::Ago(3, Unit::Day))));
    /// assert_eq!(Asked::read("January 2021"), Asked::read("2021-01"));
    /// ```
    ///
    /// # Errors
    /// If it is no span of time, or a date with two readings.
    pub fn read(text: &str) -> Result<Self, WhenError> {
        let words = words(text);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if let Some(asked) = relative(&words) {
            return Ok(asked);
        }
        if let Some((first, last)) = read_solar_hijri(text)
            && let Some(asked) = Self::days(first, last)
        {
            return Ok(asked);
        }
        match read_date(text, DayOrder::default()) {
            Some(date) if date.ambiguous => Err(WhenError::Ambiguous),
            Some(date) => Ok(Self::Span(When::Date(date.published))),
            None if is_written_as_date(text.trim()) || has_no_such_day(text) => {
                Err(WhenError::NoSuchDay)
            }
            None => Err(WhenError::NoDate),
        }
    }

    fn days(first: Date, last: Date) -> Option<Self> {
        Some(Self::Days(Published::day(first)?, Published::day(last)?))
    }
}

/// The words of a text in lower case, without the hyphens of `last-week`.
fn words(text: &str) -> Vec<String> {
    let lower = text.trim().to_lowercase();
    let words = lower.split(|c: char| c.is_whitespace() || c == '_');
    let words = words.flat_map(|word| {
        let is_plain = word.starts_with(char::is_alphabetic) && !word.starts_with('q');
        let parts: Vec<_> = if is_plain {
            word.split('-').collect()
        } else {
            vec![word]
        };
        parts
    });
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a text is a year and a month of two digits, or a year, a month and a day.
fn is_written_as_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    parts.iter().all(digits) && matches!(lengths[..], [4, 2] | [4, 1 | 2, 1 | 2])
}

/// Whether a text would be a date with another day of the month: `31 February 2021`.
fn has_no_such_day(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let is_late_day = |at: &usize| {
        let (before, rest) = text.split_at(*at);
        !before.ends_with(is_digit)
            && rest.bytes().take_while(u8::is_ascii_digit).count() == 2
            && rest[..2] > *"28"
    };
    let mut digits = text.match_indices(is_digit).map(|(at, _)| at);
    digits.find(is_late_day).is_some_and(|at| {
        let with_first = [&text[..at], "1", &text[at + 2..]].concat();
        read_date(&with_first, DayOrder::default()).is_some()
    })
}

/// Reads what is relative to now, quarters and decades.
fn relative(words: &[&str]) -> Option<Asked> {
    if let Some(day) = weekday(words) {
        return Some(Asked::Span(When::Weekday(day)));
    }
    let calendar = |unit, is_last| Asked::Span(When::Calendar { unit, is_last });
    Some(match *words {
        ["today"] => calendar(Unit::Day, false),
        ["yesterday"] => calendar(Unit::Day, true),
        ["this", unit] => calendar(calendar_unit(unit)?, false),
        ["last" | "previous", unit] => calendar(calendar_unit(unit)?, true),
        ["last" | "past", count, unit] => Asked::Length(ago(count, unit)?),
        [count, unit, "ago"] => Asked::Span(ago(count, unit)?),
        [length, "ago"] => Asked::Span(length_of(length)?),
        [count, unit] if ago(count, unit).is_some() => Asked::Length(ago(count, unit)?),
        [one] => {
            let span = quarter(one).or_else(|| short_month(one)).map(Asked::Span);
            let span = span.or_else(|| week(one)).or_else(|| decade(one));
            span.or_else(|| length_of(one).map(Asked::Length))?
        }
        [one, other] => {
            let joined = [format!("{one}-{other}"), format!("{other}-{one}")];
            let quarter = joined.iter().find_map(|text| quarter(text));
            let span = quarter.map(Asked::Span);
            span.or_else(|| joined.iter().find_map(|text| week(text)))?
        }
        _ => return None,
    })
}

/// Reads `monday` and `last monday`.
fn weekday(words: &[&str]) -> Option<Weekday> {
    let ([name] | ["last" | "previous", name]) = words else {
        return None;
    };
    let place = WEEKDAYS.iter().position(|own| own == name)?;
    Weekday::from_monday_zero_offset(i8::try_from(place).ok()?).ok()
}

/// Reads `1980s`.
fn decade(text: &str) -> Option<Asked> {
    let year = text.strip_suffix('s').filter(|year| year.len() == 4)?;
    let year: i16 = year.parse().ok().filter(|year| year % 10 == 0)?;
    Some(Asked::Days(
        Published::year(year)?,
        Published::year(year + 9)?,
    ))
}

fn calendar_unit(text: &str) -> Option<Unit> {
    unit(text).filter(|unit| *unit != Unit::Hour)
}

/// Small numbers in words, from 1.
const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

fn ago(count: &str, of: &str) -> Option<When> {
    let in_words = || match count {
        "a" | "an" => Some(1),
        word => {
            let place = NUMBERS.iter().position(|number| *number == word)?;
            u32::try_from(place + 1).ok()
        }
    };
    let count = count.parse().ok().or_else(in_words)?;
    Some(When::Ago(count, unit(of)?)).filter(|_| count <= LONGEST)
}

/// Reads `30d`.
fn length_of(text: &str) -> Option<When> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (count, unit) = text.split_at(digits);
    ago(count, unit)
}

fn unit(text: &str) -> Option<Unit> {
    Some(match text {
        "h" | "hour" | "hours" => Unit::Hour,
        "d" | "day" | "days" => Unit::Day,
        "w" | "week" | "weeks" => Unit::Week,
        "mo" | "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "y" | "year" | "years" => Unit::Year,
        _ => return None,
    })
}

/// Reads `2021-q1` and `2021q1`.
fn quarter(text: &str) -> Option<When> {
    let (year, quarter) = text.split_once('q')?;
    let year = year.strip_suffix('-').unwrap_or(year);
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let quarter: i8 = quarter.parse().ok()?;
    let year: i16 = year.parse().ok().filter(|year| is_year && *year > 0)?;
    (1..=4)
        .contains(&quarter)
        .then_some(When::Quarter(year, quarter))
}

/// Reads `2021-1`, which ISO 8601 writes `2021-01`.
fn short_month(text: &str) -> Option<When> {
    let (year, month) = text.split_once('-')?;
    let is_month = year.len() == 4 && month.len() == 1;
    let are_digits = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-');
    let published = Published::month(year.parse().ok()?, month.parse().ok()?);
    published.filter(|_| is_month && are_digits).map(When::Date)
}

/// Reads a week of ISO 8601: `2021-w03`, `2021w3`.
fn week(text: &str) -> Option<Asked> {
    let (year, week) = text.split_once('w')?;
    let year = year.strip_suffix('-').unwrap_or(year);
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !are_digits(year) || !are_digits(week) {
        return None;
    }
    let monday = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday);
    let monday = monday.ok()?.date();
    Asked::days(monday, monday.checked_add(6.days()).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ZonedDateTime;

    /// Tuesday, 3 March 2026, 01:30 in Tehran: still Monday in UTC.
    fn now() -> ZonedDateTime {
        "2026-03-03T01:30+03:30[Asia/Tehran]".parse().unwrap()
    }

    #[test]
    fn spans_are_read_as_people_write_them() {
        for (typed, first, last) in [
            ("2021", "2021", "2021"),
            ("2021-01", "2021-01", "2021-01"),
            ("January 2021", "2021-01", "2021-01"),
            ("19 January 2021", "2021-01-19", "2021-01-19"),
            ("2021-01-19T22:00", "2021-01-19T22:00", "2021-01-19T22:00"),
            ("janvier 2021", "2021-01", "2021-01"),
            ("19. Jänner 2021", "2021-01-19", "2021-01-19"),
            ("январь 2021", "2021-01", "2021-01"),
            ("2021年1月", "2021-01", "2021-01"),
            ("۳۰ دی ۱۳۹۹", "2021-01-19", "2021-01-19"),
            ("2021-Q1", "2021-01", "2021-03"),
            ("2021-1", "2021-01", "2021-01"),
            ("Q4 2021", "2021-10", "2021-12"),
            ("2021q2", "2021-04", "2021-06"),
            ("today", "2026-03-03", "2026-03-03"),
            ("Yesterday", "2026-03-02", "2026-03-02"),
            ("this week", "2026-03-02", "2026-03-08"),
            ("last week", "2026-02-23", "2026-03-01"),
            ("last-month", "2026-02", "2026-02"),
            ("last quarter", "2025-10", "2025-12"),
            ("last year", "2025", "2025"),
            ("30d", "2026-02-01", "2026-02-01"),
            ("last 30 days", "2026-02-01", "2026-02-01"),
            ("6mo", "2025-09-03", "2025-09-03"),
            ("3 days ago", "2026-02-28", "2026-02-28"),
            ("a week ago", "2026-02-24", "2026-02-24"),
            ("two weeks ago", "2026-02-17", "2026-02-17"),
            ("last twelve months", "2025-03-03", "2025-03-03"),
            ("2y", "2024-03-03", "2024-03-03"),
            // The day itself is a Tuesday.
            ("monday", "2026-03-02", "2026-03-02"),
            ("last Tuesday", "2026-02-24", "2026-02-24"),
            ("last-wednesday", "2026-02-25", "2026-02-25"),
            ("2 weeks", "2026-02-17", "2026-02-17"),
            ("3h", "2026-03-02T22:30+03:30", "2026-03-02T22:30+03:30"),
        ] {
            let when = Asked::read(typed).unwrap().first();
            let (from, to) = when.span(&now()).unwrap();
            assert_eq!(
                (from.to_string(), to.to_string()),
                (first.to_owned(), last.to_owned()),
                "{typed}"
            );
            let shown = when.to_string();
            assert_eq!(Asked::read(&shown).unwrap().first(), when, "{shown}");
            assert!(!shown.contains(' '), "{shown}");
        }
    }

    #[test]
    fn weeks_and_months_of_another_calendar_are_read_as_their_days() {
        for (typed, first, last) in [
            ("2021-W03", "2021-01-18", "2021-01-24"),
            ("2021w3", "2021-01-18", "2021-01-24"),
            ("W53 2020", "2020-12-28", "2021-01-03"),
            ("2020 w1", "2019-12-30", "2020-01-05"),
            ("دی ۱۳۹۹", "2020-12-21", "2021-01-19"),
            ("دي 1399", "2020-12-21", "2021-01-19"),
            ("۱۳۹۹ دی", "2020-12-21", "2021-01-19"),
            ("Dey 1399", "2020-12-21", "2021-01-19"),
            ("۱۳۹۹", "2020-03-20", "2021-03-20"),
            ("1980s", "1980", "1989"),
        ] {
            let asked = Asked::read(typed).unwrap();
            let days = (asked.first().to_string(), asked.last().to_string());
            assert_eq!(days, (first.to_owned(), last.to_owned()), "{typed}");
        }
        assert_eq!(Asked::read("1399").unwrap().last().to_string(), "1399");
    }

    #[test]
    fn a_length_is_no_span() {
        for (typed, is_length) in [
            ("30d", true),
            ("last 2 weeks", true),
            ("2 weeks", true),
            ("30d ago", false),
            ("last week", false),
        ] {
            let asked = Asked::read(typed).unwrap();
            assert_eq!(matches!(asked, Asked::Length(_)), is_length, "{typed}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for typed in [
            "",
            "soon",
            "last",
            "30m",
            "last hour",
            "next monday",
            "1985s",
            "2021-Q5",
            "2021-W54",
            "2021-W00",
            "2021-0",
            "2021-W+1",
            "thirteen days ago",
            "0000-q1",
            "999999999d",
            "31 soldiers",
            "the 45",
            "19",
            "January",
        ] {
            assert_eq!(Asked::read(typed), Err(WhenError::NoDate), "{typed}");
        }
        assert_eq!(Asked::read("03/04/2021"), Err(WhenError::Ambiguous));
        for typed in [
            "2021-02-30",
            "2021-13",
            "2021/02/30",
            "2021-2-30",
            "31 February 2021",
            "February 30, 2021",
            "30.02.2021",
            "31 avril 2021",
        ] {
            assert_eq!(Asked::read(typed), Err(WhenError::NoSuchDay), "{typed}");
        }
    }
}
