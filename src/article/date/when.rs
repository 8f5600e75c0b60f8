//! Spans of time as people ask for them: `2021-01`, `2021-Q1`, `2021-W03`, `yesterday`,
//! `last week`, `30d`, `three days ago`.
//!
//! A text is read without a clock (`typed`). A [`When`] keeps what is relative relative, so that
//! a saved query means the same tomorrow; [`When::span`] resolves it. Weeks start on Monday (ISO
//! 8601). Dates in numbers and words are read by `spelling`.

use super::spelling::WEEKDAYS;
use super::{Precision, Published};
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan, ZonedDateTime};
use std::fmt;
use strum::IntoStaticStr;

/// A span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A year, a month, a day or a time.
    Date(Published),
    /// A quarter of a year, from 1 to 4.
    Quarter(i16, i8),
    /// This day, week, month, quarter or year; or the one before.
    Calendar {
        /// Never an hour.
        unit: Unit,
        /// Whether it is the one before.
        is_last: bool,
    },
    /// The day, or for hours the minute, that is so long ago.
    Ago(u32, Unit),
    /// The last day of this name before today.
    Weekday(Weekday),
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
#[allow(missing_docs, reason = "each is the unit of its name")]
pub enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// A span of time as it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A span, such as `last week`.
    Span(When),
    /// A length, such as `30d`: the time since then.
    Length(When),
    /// The first and the last day of a span that has no text of its own: a week (`2021-W03`), or a
    /// month of the Solar Hijri calendar. Of a decade the first and the last year.
    Days(Published, Published),
}

/// Why a text is no span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenError {
    /// It is no date.
    NoDate,
    /// Day and month could be the other way round.
    Ambiguous,
    /// It is written as a date, such as `2021-02-30` or `2021-13`, and the calendar has no such day or
    /// month.
    NoSuchDay,
}

impl Asked {
    /// What it starts with; a length is the time at which it starts.
    #[must_use]
    pub fn first(self) -> When {
        match self {
            Self::Span(when) | Self::Length(when) => when,
            Self::Days(first, _) => When::Date(first),
        }
    }

    /// What it ends with.
    #[must_use]
    pub fn last(self) -> When {
        match self {
            Self::Days(_, last) => When::Date(last),
            other => other.first(),
        }
    }
}

impl When {
    /// Its first and its last period, both included: a month from its first day to its last may be
    /// one period or thirty. `None` if it is out of the years 1–9999.
    #[must_use]
    pub fn span(self, now: &ZonedDateTime) -> Option<(Published, Published)> {
        let today = now.date();
        let one = |period: Option<Published>| period.map(|only| (only, only));
        match self {
            Self::Date(date) => Some((date, date)),
            Self::Quarter(year, quarter) => months_of_quarter(year, quarter),
            Self::Calendar { unit, is_last } => {
                let back = i64::from(is_last);
                let before = |span: Span| today.checked_sub(span).ok();
                match unit {
                    Unit::Hour | Unit::Day => one(Published::day(before(back.days())?)),
                    Unit::Week => {
                        let since_monday = i64::from(today.weekday().to_monday_zero_offset());
                        let monday = before((since_monday + 7 * back).days())?;
                        let sunday = monday.checked_add(6.days()).ok()?;
                        Some((Published::day(monday)?, Published::day(sunday)?))
                    }
                    Unit::Month => {
                        let day = before(back.months())?;
                        one(Published::month(day.year(), day.month()))
                    }
                    Unit::Quarter => {
                        let day = before((3 * back).months())?;
                        months_of_quarter(day.year(), (day.month() - 1) / 3 + 1)
                    }
                    Unit::Year => one(Published::year(before(back.years())?.year())),
                }
            }
            Self::Ago(count, Unit::Hour) => {
                let then = now.checked_sub(i64::from(count).hours()).ok()?;
                let offset = Some(then.offset());
                one(Published::time(then.datetime(), Precision::Minute, offset))
            }
            Self::Ago(count, unit) => one(Published::day(days_ago(today, count, unit)?)),
            Self::Weekday(day) => one(Published::day(today.nth_weekday(-1, day).ok()?)),
        }
    }
}

fn months_of_quarter(year: i16, quarter: i8) -> Option<(Published, Published)> {
    let month = |month| Published::month(year, month);
    Some((month(3 * quarter - 2)?, month(3 * quarter)?))
}

fn days_ago(today: Date, count: u32, unit: Unit) -> Option<Date> {
    let count = i64::from(count);
    let span = match unit {
        Unit::Hour => Span::new().try_hours(count),
        Unit::Day => Span::new().try_days(count),
        Unit::Week => Span::new().try_weeks(count),
        Unit::Month => Span::new().try_months(count),
        Unit::Quarter => Span::new().try_months(3 * count),
        Unit::Year => Span::new().try_years(count),
    };
    today.checked_sub(span.ok()?).ok()
}

/// Reads back as the same span. It has no spaces.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Date(date) => date.fmt(f),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-q{quarter}"),
            Self::Calendar {
                unit: Unit::Day,
                is_last,
            } => f.write_str(if is_last { "yesterday" } else { "today" }),
            Self::Calendar { unit, is_last } => {
                let which = if is_last { "last" } else { "this" };
                write!(f, "{which}-{}", <&str>::from(unit))
            }
            Self::Ago(count, unit) => {
                let unit = match unit {
                    Unit::Hour => "h",
                    Unit::Day => "d",
                    Unit::Week => "w",
                    Unit::Month => "mo",
                    Unit::Quarter => "quarters",
                    Unit::Year => "y",
                };
                write!(f, "{count}{unit}")
            }
            Self::Weekday(day) => {
                let place = usize::try_from(day.to_monday_zero_offset()).unwrap_or_default();
                write!(f, "last-{}", WEEKDAYS[place])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_before_the_first_year_is_none() {
        let now = "2026-03-03T01:30+03:30[Asia/Tehran]".parse().unwrap();
        assert_eq!(When::Ago(100_000, Unit::Year).span(&now), None);
    }
}
