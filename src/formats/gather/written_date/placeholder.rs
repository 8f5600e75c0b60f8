//! Dates that stand for no date: the moments at which the clocks of programs start.
//!
//! Dates that people write, such as folders of that name, are not asked here.

use crate::article::{Precision, Published};
use jiff::civil::Date;

/// Days that stand for no date: the first ones of the calendars of programs (Unix, spreadsheets and
/// databases, .NET).
const PLACEHOLDERS: [(i16, i8, i8); 3] = [(1970, 1, 1), (1900, 1, 1), (1, 1, 1)];

/// The same, where a program wrote the midnight too: days that papers appeared on.
const PLACEHOLDERS_AT_MIDNIGHT: [(i16, i8, i8); 4] =
    [(1601, 1, 1), (1753, 1, 1), (1899, 12, 30), (1904, 1, 1)];

/// Whether a date stands for no date, such as `1970-01-01` or `1969-12-31T19:00:00-05:00`: the
/// moment at which the clock of a program starts, on the clocks of any time zone.
pub(in crate::formats::gather) fn is_placeholder(date: Published) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
