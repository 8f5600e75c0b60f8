//! Dates that stand for no date: the moments at which the clocks of programs start.
//!
//! Dates that people write, such as folders of that name, are not asked here.

use crate::article::{Precision, Published};
use jiff::civil::Date;
use std::sync::LazyLock;

/// Days that stand for no date: the first ones of the calendars of programs (Unix, spreadsheets and
/// databases, .NET).
const PLACEHOLDERS: [(i16, i8, i8); 3] = [(1970, 1, 1), (1900, 1, 1), (1, 1, 1)];

/// The same, where a program wrote the midnight too: days that papers appeared on.
const PLACEHOLDERS_AT_MIDNIGHT: [(i16, i8, i8); 4] =
    [(1601, 1, 1), (1753, 1, 1), (1899, 12, 30), (1904, 1, 1)];

/// When these days start, in seconds, and whether the whole day stands for no date.
static STARTS: LazyLock<Vec<(i64, bool)>> = LazyLock::new(|| {
    let days = PLACEHOLDERS.into_iter().map(|day| (day, true));
    let all = days.chain(PLACEHOLDERS_AT_MIDNIGHT.into_iter().map(|day| (day, false)));
    let start = |((year, month, day), whole_day)| {
        let day = Date::new(year, month, day).ok().and_then(Published::day)?;
        Some((day.local_seconds(), whole_day))
    };
    all.filter_map(start).collect()
});

/// Whether a date stands for no date, such as `1970-01-01` or `1969-12-31T19:00:00-05:00`: the
/// moment at which the clock of a program starts, on the clocks of any time zone.
pub(in crate::formats::gather) fn is_placeholder(date: Published) -> bool {
    if date.precision() < Precision::Day {
        return false;
    }
    let has_time = date.precision() > Precision::Day;
    // The day on the clocks of the source, or the moment itself with some seconds after it.
    let is_one = |(first, whole_day): &(i64, bool)| {
        let length = if *whole_day { 86_400 } else { 1 };
        (*whole_day || has_time)
            && ((0..length).contains(&(date.local_seconds() - first))
                || (0..60).contains(&(date.utc_seconds() - first)))
    };
    // The clocks west of Greenwich, where their offset is not written.
    let is_west = has_time
        && date.offset_seconds().is_none()
        && (-12 * 3600..0).contains(&date.local_seconds())
        && date.local_seconds() % 1800 == 0;
    is_west || STARTS.iter().any(is_one)
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
