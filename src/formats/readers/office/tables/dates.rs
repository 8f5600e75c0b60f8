//! Numbers of days as dates: Excel counts from the end of 1899, and believes that 1900 was a leap
//! year.
//!
//! Whether a cell is a date is known to `formats`.

use jiff::ToSpan;
use jiff::civil::Date;

/// A number of days as a date, with a time if it has one; `None` if it is none of this calendar.
pub(super) fn date_of(days: f64, is_from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&days) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation)] // within the range checked above
    let (mut day, mut seconds) = (
        days.floor() as i64,
        (days.fract() * 86_400.0).round() as i64,
    );
    if seconds == 86_400 {
        (day, seconds) = (day + 1, 0);
    }
    let time = format!(
        "{:02}:{:02}:{:02}",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60
    );
    if day == 0 && !is_from_1904 {
        return Some(time);
    }
    let start = match (is_from_1904, day) {
        (true, _) => Date::constant(1904, 1, 1),
        (false, ..60) => Date::constant(1899, 12, 31),
        (false, _) => Date::constant(1899, 12, 30),
    };
    let date = start.checked_add(day.days()).ok()?;
    Some(match seconds {
        0 => date.to_string(),
        _ => format!("{date}T{time}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_excel_does() {
        for (days, is_from_1904, date) in [
            (44_215.0, false, Some("2021-01-19")),
            (44_215.916_666_666_664, false, Some("2021-01-19T22:00:00")),
            (42_753.0, true, Some("2021-01-19")),
            (1.0, false, Some("1900-01-01")),
            (61.0, false, Some("1900-03-01")),
            (0.5, false, Some("12:00:00")),
            (44_215.999_999_9, false, Some("2021-01-20")),
            (-1.0, false, None),
            (f64::NAN, false, None),
            (1e300, false, None),
        ] {
            assert_eq!(date_of(days, is_from_1904).as_deref(), date, "{days}");
        }
    }
}
