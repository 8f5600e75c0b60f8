//! Times that a page declares in UTC and shows on the clocks of its readers.
//!
//! `2020-02-25T02:25:54Z` next to `February 24, 2020 | 9:25pm` is one moment, and the day that the
//! reader sees is the day of the article.

use crate::article::spelling::Spelling;
use crate::article::{Precision, Published};

/// The farthest clocks from UTC, in seconds, and what nearly all offsets are multiples of.
const WESTERNMOST: i64 = -12 * 3600;
const EASTERNMOST: i64 = 14 * 3600;
const STEP: i64 = 30 * 60;

/// The clocks of Nepal.
const NEPAL: i64 = 5 * 3600 + 45 * 60;

/// The declared moment on the clocks of a shown time without an offset, if it is the same moment.
/// Seconds that are not shown do not count.
pub(super) fn on_shown_clocks(declared: Published, shown: Spelling) -> Option<Published> {
    let shown = shown.published;
    let are_times = [declared, shown]
        .iter()
        .all(|date| date.precision() >= Precision::Minute);
    if !are_times || declared.offset_seconds() != Some(0) || shown.offset_seconds().is_some() {
        return None;
    }
    let minute = |seconds: i64| seconds - seconds.rem_euclid(60);
    let offset = minute(shown.local_seconds()) - minute(declared.utc_seconds());
    let is_offset =
        (WESTERNMOST..=EASTERNMOST).contains(&offset) && offset % STEP == 0 && offset != 0
            || offset == NEPAL;
    let offset = i32::try_from(offset).ok().filter(|_| is_offset)?;
    Published::from_stored(declared.utc_seconds(), declared.precision(), Some(offset))
}

/// Whether a shown day is the one before a declared moment in UTC, in the evening west of
/// Greenwich. A change is shown on a later day.
pub(super) fn is_evening_before(declared: Published, shown: Spelling) -> bool {
    let day = shown.published;
    let is_before = declared
        .start()
        .date()
        .yesterday()
        .is_ok_and(|before| before == day.start().date());
    let seconds_of_day = declared.utc_seconds().rem_euclid(86_400);
    is_before
        && declared.offset_seconds() == Some(0)
        && declared.precision() >= Precision::Minute
        && day.precision() >= Precision::Day
        && seconds_of_day < -WESTERNMOST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::spelling::{DayOrder, read_date};

    fn read(text: &str) -> Spelling {
        read_date(text, DayOrder::DayFirst).unwrap()
    }

    #[test]
    fn one_moment_is_on_the_clocks_that_are_shown() {
        for (declared, shown, expected) in [
            (
                "2020-02-25T02:25:54Z",
                "24 February 2020 21:25",
                Some("2020-02-24T21:25:54-05:00"),
            ),
            (
                "2020-02-25T20:45:00Z",
                "26 February 2020 02:15",
                Some("2020-02-26T02:15:00+05:30"),
            ),
            ("2020-02-25T02:25:54Z", "24 February 2020 21:40", None),
            ("2020-02-25T02:25:54Z", "25 February 2020 02:25", None),
            ("2020-02-25T02:25:54+01:00", "24 February 2020 21:25", None),
            ("2020-02-25T02:25:54Z", "24 February 2020", None),
            ("2020-02-25T02:25:54Z", "20 February 2020 21:25", None),
        ] {
            let found = on_shown_clocks(read(declared).published, read(shown));
            let found = found.map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{declared}, {shown}");
        }
    }

    #[test]
    fn an_evening_in_the_west_is_the_day_before() {
        for (declared, shown, expected) in [
            ("2020-02-25T00:53:29Z", "24 February 2020", true),
            ("2020-02-25T00:53:29Z", "25 February 2020", false),
            ("2020-02-25T00:53:29Z", "26 February 2020", false),
            ("2020-02-25T14:53:29Z", "24 February 2020", false),
            ("2020-02-25T00:53:29-05:00", "24 February 2020", false),
        ] {
            let is = is_evening_before(read(declared).published, read(shown));
            assert_eq!(is, expected, "{declared}, {shown}");
        }
    }
}
