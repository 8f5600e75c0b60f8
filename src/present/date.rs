//! Dates as people read them, with the precision that the source gave.
//!
//! Programs get ISO 8601 instead, which is how a [`Published`] displays. Months have their English
//! names, as everything that the program says is English.

use crate::article::{Precision, Published};
use std::fmt::Write as _;

/// A date for people: `2021`, `January 2021`, `19 January 2021`, `19 January 2021 22:00`, and after
/// a time its offset, if the source names one: `+03:30`, `UTC`.
#[must_use]
pub fn date_for_people(published: &Published) -> String {
    let at = published.start();
    let precision = published.precision();
    let mut text = day_for_people(published);
    if precision >= Precision::Minute {
        push(
            &mut text,
            format_args!(" {:02}:{:02}", at.hour(), at.minute()),
        );
    }
    // Mail headers and feeds write `:00` whether it means anything or not.
    if precision == Precision::Second && at.second() != 0 {
        push(&mut text, format_args!(":{:02}", at.second()));
    }
    match published.offset_seconds() {
        None => {}
        Some(0) => text.push_str(" UTC"),
        Some(seconds) => {
            let sign = if seconds < 0 { '-' } else { '+' };
            let minutes = seconds.unsigned_abs() / 60;
            let (hours, minutes) = (minutes / 60, minutes % 60);
            push(&mut text, format_args!(" {sign}{hours:02}:{minutes:02}"));
        }
    }
    text
}

/// The day, without its time: `19 January 2021`, or less if less is known.
pub(super) fn day_for_people(published: &Published) -> String {
    day(published, "%B")
}

/// The day for lists: `19 Jan 2021`.
pub(super) fn short_day(published: &Published) -> String {
    day(published, "%b")
}

fn day(published: &Published, month: &str) -> String {
    let (at, precision) = (published.start(), published.precision());
    let mut text = String::new();
    if precision >= Precision::Day {
        push(&mut text, format_args!("{} ", at.day()));
    }
    if precision >= Precision::Month {
        push(&mut text, format_args!("{} ", at.strftime(month)));
    }
    push(&mut text, format_args!("{}", at.year()));
    text
}

fn push(text: &mut String, part: std::fmt::Arguments<'_>) {
    text.write_fmt(part)
        .expect("writing to a string cannot fail");
}

#[cfg(test)]
mod tests {
    use super::{date_for_people, short_day};

    #[test]
    fn a_date_is_shown_at_its_precision() {
        for (iso, shown) in [
            ("2021", "2021"),
            ("1605", "1605"),
            ("2021-01", "January 2021"),
            ("2021-01-09", "9 January 2021"),
            ("2021-01-19T22:00", "19 January 2021 22:00"),
            ("2021-01-19T22:00:05Z", "19 January 2021 22:00:05 UTC"),
            ("2021-01-19T06:05+03:30", "19 January 2021 06:05 +03:30"),
            ("2021-01-19T06:05-05:00", "19 January 2021 06:05 -05:00"),
        ] {
            assert_eq!(date_for_people(&iso.parse().unwrap()), shown);
        }
    }

    #[test]
    fn a_list_has_days() {
        for (iso, shown) in [
            ("2021", "2021"),
            ("2021-05", "May 2021"),
            ("2021-01-19T22:00:05+03:30", "19 Jan 2021"),
        ] {
            assert_eq!(short_day(&iso.parse().unwrap()), shown);
        }
    }
}
