//! The text form of [`Published`]: ISO 8601 in each precision.
//!
//! Displaying, parsing and (de)serialising are all here, so that `published` itself does not depend
//! on a text form. Other spellings of dates are in `spelling`.

use super::{Precision, Published};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.start();
        write!(f, "{:04}", at.year())?;
        if self.precision() >= Precision::Month {
            write!(f, "-{:02}", at.month())?;
        }
        if self.precision() >= Precision::Day {
            write!(f, "-{:02}", at.day())?;
        }
        if self.precision() >= Precision::Minute {
            write!(f, "T{:02}:{:02}", at.hour(), at.minute())?;
        }
        if self.precision() == Precision::Second {
            write!(f, ":{:02}", at.second())?;
        }
        match self.offset_seconds() {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(seconds) => {
                let sign = if seconds < 0 { '-' } else { '+' };
                let minutes = seconds.unsigned_abs() / 60;
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

/// A text that is not a date in the form that [`Published`] displays.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date of the form 2021, 2021-01, 2021-01-19 or 2021-01-19T22:00+03:30")]
pub struct PublishedParseError(String);

impl FromStr for Published {
    type Err = PublishedParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).ok_or_else(|| PublishedParseError(text.to_owned()))
    }
}

impl Serialize for Published {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Published {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// Reads what [`Published`] displays. Fractions of seconds are dropped.
fn parse(text: &str) -> Option<Published> {
    let number = |from: usize, to: usize| -> Option<i8> {
        let digits = text.get(from..to)?;
        digits
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| digits.parse().ok())?
    };
    let year_digits = text.get(..4)?;
    if !year_digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year: i16 = year_digits.parse().ok()?;
    if text.len() == 4 {
        return Published::year(year);
    }
    if text.as_bytes()[4] != b'-' {
        return None;
    }
    let month = number(5, 7)?;
    if text.len() == 7 {
        return Published::month(year, month);
    }
    if text.as_bytes()[7] != b'-' {
        return None;
    }
    let day = Date::new(year, month, number(8, 10)?).ok()?;
    if text.len() == 10 {
        return Published::day(day);
    }
    if !matches!(text.as_bytes()[10], b'T' | b't' | b' ') || text.as_bytes().get(13) != Some(&b':')
    {
        return None;
    }
    let (hour, minute) = (number(11, 13)?, number(14, 16)?);
    let mut rest = text.get(16..)?;
    let mut precision = Precision::Minute;
    let mut second = 0;
    if rest.starts_with(':') {
        second = number(17, 19)?;
        precision = Precision::Second;
        rest = text.get(19..)?;
        if let Some(fraction) = rest.strip_prefix(['.', ',']) {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    let offset = offset(rest)?;
    if second > 60 {
        return None; // 60 is a leap second
    }
    let clock = Time::new(hour, minute, second.min(59), 0).ok()?;
    Published::time(DateTime::from_parts(day, clock), precision, offset)
}

/// Reads the offset at the end of an ISO 8601 time: nothing, `Z`, `+03:30`, `+0330` or `+03`.
/// The outer `None` is any other text.
#[allow(
    clippy::option_option,
    reason = "a missing offset and an invalid one differ"
)]
fn offset(text: &str) -> Option<Option<Offset>> {
    if text.is_empty() {
        return Some(None);
    }
    if text.eq_ignore_ascii_case("z") {
        return Some(Some(Offset::UTC));
    }
    let (sign, rest) = match text.as_bytes()[0] {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let digits: String = rest.chars().filter(|c| *c != ':').collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) || !matches!(digits.len(), 2 | 4) {
        return None;
    }
    let hours: i32 = digits[..2].parse().ok()?;
    let minutes: i32 = digits
        .get(2..4)
        .filter(|m| !m.is_empty())
        .map_or(Some(0), |m| m.parse().ok())?;
    if hours > 15 || minutes > 59 {
        return None;
    }
    Some(Some(
        Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_precision_parses_as_it_displays() {
        for shown in [
            "1605",
            "2300-12",
            "2021-01-19",
            "2021-01-19T22:00",
            "2021-01-19T22:00Z",
            "2021-01-19T22:00:05-05:00",
            "0001-01-01",
            "9999-12-31T23:59:59+03:30",
        ] {
            let published: Published = shown.parse().unwrap();
            assert_eq!(published.to_string(), shown);
            let stored = Published::from_stored(
                published.utc_seconds(),
                published.precision(),
                published.offset_seconds(),
            );
            assert_eq!(stored, Some(published), "{shown} from its stored values");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "21",
            "0000",
            "2021-00",
            "2021-02-30",
            "2021-1-1",
            "2021-01-19T25:00",
            "2021-01-19T22:00+99:00",
            "+021",
            "２０２１",
            "2021-01-19T22",
            "2021x01",
        ] {
            assert!(text.parse::<Published>().is_err(), "{text:?} was read");
        }
    }
}
