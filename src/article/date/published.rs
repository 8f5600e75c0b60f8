//! A publication date that keeps the precision of its source.
//!
//! This file has the value, its calculations and its stored form. Its text form is in `iso`.

use super::Precision;
use jiff::civil::{Date, DateTime, Time, date};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, ToSpan};

const EPOCH: DateTime = date(1970, 1, 1).at(0, 0, 0, 0);

/// A date of publication: a year, month, day, minute or second, as precise as in its source.
///
/// It displays as, and parses from, ISO 8601 with reduced precision: `2021`, `2021-01`,
/// `2021-01-19`, `2021-01-19T22:00`, `2021-01-19T22:00:05`. The last two have an offset (`+03:30`,
/// `Z`) if the source gives one. Years run from 1 to 9999.
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
    /// The first moment of the period, in the local time of the source.
    start: DateTime,
    precision: Precision,
    /// The offset of that local time from UTC, if the source gives it.
    offset: Option<Offset>,
}

impl Published {
    /// A whole year; `None` outside 1–9999.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        Self::whole(Date::new(year, 1, 1).ok()?, Precision::Year)
    }

    /// A whole month, counted from 1; `None` if it does not exist or the year is outside 1–9999.
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

    /// A time of day, truncated to the minute or second. A `precision` coarser than
    /// [`Precision::Minute`] is raised to it. `None` outside the years 1–9999.
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

    /// Rebuilds a date from the values that the index stores: seconds since 1970 in UTC
    /// ([`Self::utc_seconds`]), the precision, and the offset in seconds east of UTC. `None` if the
    /// values are out of range.
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

    /// Adds the offset of `zone` at that time, if this is a time of day without an offset. Where
    /// clocks are set back, a time that occurs twice is the first of the two. Where clocks are set
    /// forward, a time that does not occur is moved forward by the same amount.
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

    /// The day alone, if this is the first second of a day, written with its seconds, without an
    /// offset or in UTC. Databases and programs write the midnight of a day whose time they do not
    /// know. A midnight of another offset, or of minutes alone, is a time that somebody meant.
    #[must_use]
    pub fn without_idle_midnight(self) -> Self {
        let is_idle = self.precision == Precision::Second
            && self.start.time() == Time::midnight()
            && self.offset.is_none_or(Offset::is_zero);
        match Self::day(self.start.date()) {
            Some(day) if is_idle => day,
            _ => self,
        }
    }

    /// The same date a hundred years before; `None` if there is no such day.
    #[must_use]
    pub fn a_century_before(self) -> Option<Self> {
        let start = self.start.checked_sub(100.years()).ok()?;
        (start.year() >= 1 && start.day() == self.start.day()).then_some(Self { start, ..self })
    }

    /// The precision of the source.
    #[must_use]
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// The first moment of the period, in the local time of the source.
    #[must_use]
    pub fn start(&self) -> DateTime {
        self.start
    }

    /// The first moment after the period, in the local time of the source.
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

    /// The offset in seconds east of UTC, if the source gives one.
    #[must_use]
    pub fn offset_seconds(&self) -> Option<i32> {
        self.offset.map(Offset::seconds)
    }

    /// [`Self::start`] as seconds since 1970-01-01T00:00:00 local time. Dates without an offset
    /// are compared by this value.
    #[must_use]
    pub fn local_seconds(&self) -> i64 {
        wall_clock_seconds(self.start)
    }

    /// [`Self::start`] as seconds since 1970 in UTC; a date without an offset counts as UTC.
    #[must_use]
    pub fn utc_seconds(&self) -> i64 {
        self.local_seconds() - i64::from(self.offset_seconds().unwrap_or(0))
    }
}

/// A local time as seconds since 1970-01-01T00:00:00 of the same local time.
#[must_use]
pub fn wall_clock_seconds(at: DateTime) -> i64 {
    at.duration_since(EPOCH).as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_without_an_offset_gets_that_of_the_zone() {
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
    fn a_midnight_that_a_program_wrote_is_a_day() {
        for (shown, expected) in [
            ("2021-01-19T00:00:00", "2021-01-19"),
            ("2021-01-19T00:00:00Z", "2021-01-19"),
            ("2021-01-19T00:00:01", "2021-01-19T00:00:01"),
            ("2021-01-19T00:00", "2021-01-19T00:00"),
            ("2021-01-19T00:00:00+03:30", "2021-01-19T00:00:00+03:30"),
            ("2021-01", "2021-01"),
        ] {
            let published: Published = shown.parse().unwrap();
            assert_eq!(published.without_idle_midnight().to_string(), expected);
        }
    }

    #[test]
    fn a_century_before_a_leap_day_there_may_be_none() {
        for (shown, expected) in [
            ("2087-04-23", Some("1987-04-23")),
            ("2004-02-29", Some("1904-02-29")),
            ("2000-02-29", None),
            ("0050", None),
        ] {
            let published: Published = shown.parse().unwrap();
            let before = published.a_century_before().map(|date| date.to_string());
            assert_eq!(before.as_deref(), expected);
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
    fn an_offset_changes_the_instant_and_not_the_local_time() {
        let tehran: Published = "2021-01-19T22:00+03:30".parse().unwrap();
        let utc: Published = "2021-01-19T18:30Z".parse().unwrap();
        assert_eq!(tehran.utc_seconds(), utc.utc_seconds());
        assert_eq!(
            tehran.local_seconds() - utc.local_seconds(),
            3 * 3600 + 1800
        );
    }
}
