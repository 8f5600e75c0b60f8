//! The Solar Hijri calendar of Iran and Afghanistan.
//!
//! Eight years of every 33 have 366 days: those whose number divided by 33 has the remainder 1, 5,
//! 9, 13, 17, 22, 26 or 30. This arithmetic agrees with the astronomical calendar from 1178 to 1634
//! (1799 to 2255). Source: K. M. Borkowski, "The Persian calendar for 3000 years", Earth, Moon, and
//! Planets 74 (1996), 223-230. jiff has the Gregorian calendar only.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::ops::RangeInclusive;

/// The years in which the arithmetic is valid and newspapers were printed.
pub(super) const YEARS: RangeInclusive<i16> = 1178..=1499;

/// 1 Farvardin 1400.
const NEW_YEAR_1400: Date = date(2021, 3, 21);

/// The Gregorian date of a day; `None` if the day does not exist or its year is not in [`YEARS`].
pub(super) fn gregorian(year: i16, month: i8, day: i8) -> Option<Date> {
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 if is_leap(year) => 30,
        12 => 29,
        _ => return None,
    };
    if !YEARS.contains(&year) || !(1..=length).contains(&day) {
        return None;
    }
    let (months, day) = (i32::from(month) - 1, i32::from(day) - 1);
    let day_of_year = months * 30 + months.min(6) + day;
    let days = days_before(year) - days_before(1400) + day_of_year;
    NEW_YEAR_1400.checked_add(days.days()).ok()
}

/// The first and the last Gregorian day of a month, or of a whole year; `None` if it is not in
/// [`YEARS`].
pub(super) fn span(year: i16, month: Option<i8>) -> Option<(Date, Date)> {
    let (first, last) = match month {
        Some(month) => (month, month),
        None => (1, 12),
    };
    let mut lengths = (29..=31).rev();
    let last = lengths.find_map(|day| gregorian(year, last, day))?;
    Some((gregorian(year, first, 1)?, last))
}

/// Days from the start of the calendar to the start of a year.
fn days_before(year: i16) -> i32 {
    let year = i32::from(year);
    365 * (year - 1) + (8 * year + 21) / 33
}

fn is_leap(year: i16) -> bool {
    days_before(year + 1) - days_before(year) == 366
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_agree_with_the_astronomical_calendar() {
        for (year, month, day, expected) in [
            (1178, 1, 1, "1799-03-21"),
            (1285, 5, 14, "1906-08-06"),
            (1299, 12, 3, "1921-02-22"),
            (1304, 1, 11, "1925-03-31"),
            (1342, 12, 30, "1964-03-20"),
            (1357, 11, 22, "1979-02-11"),
            (1370, 12, 30, "1992-03-20"),
            (1375, 12, 30, "1997-03-20"),
            (1376, 1, 1, "1997-03-21"),
            (1399, 10, 30, "2021-01-19"),
            (1399, 12, 30, "2021-03-20"),
            (1400, 1, 1, "2021-03-21"),
            (1400, 6, 31, "2021-09-22"),
            (1403, 12, 30, "2025-03-20"),
            (1404, 1, 1, "2025-03-21"),
            (1408, 12, 30, "2030-03-20"),
            (1409, 1, 1, "2030-03-21"),
        ] {
            let found = gregorian(year, month, day).map(|day| day.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{year}/{month}/{day}");
        }
    }

    #[test]
    fn leap_years_have_the_remainders_of_the_source() {
        for year in YEARS {
            let has_remainder = [1, 5, 9, 13, 17, 22, 26, 30].contains(&(year % 33));
            assert_eq!(is_leap(year), has_remainder, "{year}");
        }
    }

    #[test]
    fn months_and_years_end_where_the_next_ones_start() {
        for year in 1390..1410 {
            for month in 1..=12 {
                let (_, last) = span(year, Some(month)).unwrap();
                let next = match month {
                    12 => gregorian(year + 1, 1, 1),
                    month => gregorian(year, month + 1, 1),
                };
                assert_eq!(Some(last.tomorrow().unwrap()), next, "{year}/{month}");
            }
            let (first, last) = span(year, None).unwrap();
            assert_eq!(Some(first), gregorian(year, 1, 1));
            assert_eq!(Some(last.tomorrow().unwrap()), gregorian(year + 1, 1, 1));
        }
        assert_eq!(span(1399, Some(13)), None);
        assert_eq!(span(1500, None), None);
    }

    #[test]
    fn days_that_do_not_exist_have_no_gregorian_date() {
        for (year, month, day) in [
            (1399, 0, 1),
            (1399, 13, 1),
            (1399, 7, 31),
            (1399, 1, 32),
            (1399, 1, 0),
            (1400, 12, 30),
            (1177, 1, 1),
            (1500, 1, 1),
        ] {
            assert_eq!(gregorian(year, month, day), None, "{year}/{month}/{day}");
        }
    }
}
