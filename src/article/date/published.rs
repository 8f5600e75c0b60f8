//! A publication date that keeps the precision its source gave.

use jiff::civil::{Date, DateTime, Time, date};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, ToSpan};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

const EPOCH: DateTime = date(1970, 1, 1).at(0, 0, 0, 0);

/// When an article was published, as precisely as its source says and no more.
///
/// Displays as, and parses from, ISO 8601 of reduced precision: `2021`, `2021-01`, `2021-01-19`,
/// `2021-01-19T22:00`, `2021-01-19T22:00:05`, the last two with an offset (`+03:30`, `Z`) when
/// the source names one. Years run from 1 to 9999.
///
/// ```
/// use dateline::article::{Precision, Published};
/// let published: Published = "2021-01-19T22:00+03:30".parse().unwrap();
/// assert_eq!(published.precision(), Precision::Minute);
/// assert_eq!(published.to_string(), "2021-01-19T22:00+03:30");
/// assert!("2021-13".parse::<Published>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Published {
    /// The first moment of the period named, on the source's own clock.
    start: DateTime,
    precision: Precision,
    /// The clock's offset from UTC, if the source names it.
    offset: Option<Offset>,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// The year alone.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
    /// Hour and minute.
    Minute,
    /// The second.
    Second,
}

impl Precision {
    /// The name used in the index and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Minute => "minute",
            Self::Second => "second",
        }
    }

    /// The precision of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Year,
            Self::Month,
            Self::Day,
            Self::Minute,
            Self::Second,
        ]
        .into_iter()
        .find(|precision| precision.as_str() == name)
    }
}

impl Published {
    /// A whole year; `None` outside 1–9999.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        Self::whole(Date::new(year, 1, 1).ok()?, Precision::Year)
    }

    /// A whole month; `None` if there is no such month.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Self::whole(Date::new(year, month, 1).ok()?, Precision::Month)
    }

    /// A whole day; `None` outside the years 1–9999.
    #[must_use]
    pub fn day(day: Date) -> Option<Self> {
        Self::whole(day, Precision::Day)
    }

    fn whole(first: Date, precision: Precision) -> Option<Self> {
        (first.year() >= 1).then(|| Self {
            start: first.at(0, 0, 0, 0),
            precision,
            offset: None,
        })
    }

    /// A time of day, cut to the minute or second; `precision` below [`Precision::Minute`] is
    /// raised to it. `None` outside the years 1–9999.
    #[must_use]
    pub fn time(at: DateTime, precision: Precision, offset: Option<Offset>) -> Option<Self> {
        let precision = precision.max(Precision::Minute);
        let second = match precision {
            Precision::Second => at.second(),
            _ => 0,
        };
        let clock = Time::new(at.hour(), at.minute(), second, 0).ok()?;
        (at.year() >= 1).then(|| Self {
            start: DateTime::from_parts(at.date(), clock),
            precision,
            offset,
        })
    }

    /// Puts a date together from what the index stores: seconds since 1970 in UTC
    /// ([`Self::utc_seconds`]), the precision, and the offset in seconds east of UTC.
    #[must_use]
    pub fn from_stored(
        utc_seconds: i64,
        precision: Precision,
        offset_seconds: Option<i32>,
    ) -> Option<Self> {
        let offset = match offset_seconds {
            Some(seconds) => Some(Offset::from_seconds(seconds).ok()?),
            None => None,
        };
        let local = utc_seconds.checked_add(i64::from(offset_seconds.unwrap_or(0)))?;
        let start = EPOCH.checked_add(SignedDuration::from_secs(local)).ok()?;
        (start.year() >= 1).then_some(Self {
            start,
            precision,
            offset,
        })
    }

    /// The same with the offset that clocks of `zone` had then, if it is a time of day that names
    /// no offset. A time that a clock went through twice is the first, one that it left out is as
    /// much later as clocks were put forward.
    #[must_use]
    pub fn on_clocks_of(mut self, zone: &TimeZone) -> Self {
        if self.offset.is_none()
            && self.precision >= Precision::Minute
            && let Ok(zoned) = zone.to_ambiguous_zoned_datetime(self.start).compatible()
        {
            self.start = zoned.datetime();
            self.offset = Some(zoned.offset());
        }
        self
    }

    /// How much is known.
    #[must_use]
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// The first moment of the period, on the source's own clock.
    #[must_use]
    pub fn start(&self) -> DateTime {
        self.start
    }

    /// The first moment after the period, on the source's own clock.
    #[must_use]
    pub fn end(&self) -> DateTime {
        let length = match self.precision {
            Precision::Year => 1.year(),
            Precision::Month => 1.month(),
            Precision::Day => 1.day(),
            Precision::Minute => 1.minute(),
            Precision::Second => 1.second(),
        };
        self.start.saturating_add(length)
    }

    /// The clock's offset in seconds east of UTC, if the source names one.
    #[must_use]
    pub fn offset_seconds(&self) -> Option<i32> {
        self.offset.map(Offset::seconds)
    }

    /// [`Self::start`] as seconds since 1970-01-01T00:00:00 on the source's own clock: what
    /// dates without an offset are compared by.
    #[must_use]
    pub fn local_seconds(&self) -> i64 {
        wall_clock_seconds(self.start)
    }

    /// [`Self::start`] as seconds since 1970 in UTC; a date that names no offset counts as UTC.
    #[must_use]
    pub fn utc_seconds(&self) -> i64 {
        self.local_seconds() - i64::from(self.offset_seconds().unwrap_or(0))
    }
}

/// A wall-clock time as seconds since 1970-01-01T00:00:00 on the same clock.
#[must_use]
pub fn wall_clock_seconds(at: DateTime) -> i64 {
    at.duration_since(EPOCH).as_secs()
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.start;
        write!(f, "{:04}", at.year())?;
        if self.precision >= Precision::Month {
            write!(f, "-{:02}", at.month())?;
        }
        if self.precision >= Precision::Day {
            write!(f, "-{:02}", at.day())?;
        }
        if self.precision >= Precision::Minute {
            write!(f, "T{:02}:{:02}", at.hour(), at.minute())?;
        }
        if self.precision == Precision::Second {
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

/// A text that is not a date in the form [`Published`] displays.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date of the form 2021, 2021-01, 2021-01-19 or 2021-01-19T22:00+03:30")]
pub struct PublishedParseError(String);

impl FromStr for Published {
    type Err = PublishedParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        super::iso::published(text).ok_or_else(|| PublishedParseError(text.to_owned()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_names_no_offset_takes_that_of_the_zone() {
        for (zone, shown, expected) in [
            ("Asia/Tehran", "2021-01-19T22:00", "2021-01-19T22:00+03:30"),
            ("Asia/Tehran", "2021-07-19T22:00", "2021-07-19T22:00+04:30"),
            ("Asia/Tehran", "2021-01-19T22:00Z", "2021-01-19T22:00Z"),
            ("Asia/Tehran", "2021-01-19", "2021-01-19"),
            (
                "Europe/Berlin",
                "2021-03-28T02:30",
                "2021-03-28T03:30+02:00",
            ),
            (
                "Europe/Berlin",
                "2021-10-31T02:30",
                "2021-10-31T02:30+02:00",
            ),
        ] {
            let published: Published = shown.parse().unwrap();
            let zone = TimeZone::get(zone).unwrap();
            assert_eq!(
                published.on_clocks_of(&zone).to_string(),
                expected,
                "{shown}"
            );
        }
    }

    #[test]
    fn every_precision_reads_back_as_it_is_shown() {
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
            assert_eq!(stored, Some(published), "{shown} from what is stored");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
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

    #[test]
    fn a_period_ends_where_the_next_one_starts() {
        for (period, next) in [
            ("2020", "2021"),
            ("2020-02", "2020-03"),
            ("2020-02-28", "2020-02-29"),
            ("2020-12-31T23:59", "2021-01-01T00:00"),
        ] {
            let period: Published = period.parse().unwrap();
            let next: Published = next.parse().unwrap();
            assert_eq!(period.end(), next.start());
        }
    }

    #[test]
    fn an_offset_moves_the_instant_and_not_the_page_s_clock() {
        let tehran: Published = "2021-01-19T22:00+03:30".parse().unwrap();
        let utc: Published = "2021-01-19T18:30Z".parse().unwrap();
        assert_eq!(tehran.utc_seconds(), utc.utc_seconds());
        assert_eq!(
            tehran.local_seconds() - utc.local_seconds(),
            3 * 3600 + 1800
        );
    }
}
