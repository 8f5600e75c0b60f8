//! Dates as ISO 8601 writes them, in every precision that [`Published`] has.

use super::{Precision, Published};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// Reads what [`Published`] displays; seconds may have a fraction, which is dropped.
pub(super) fn published(text: &str) -> Option<Published> {
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
    let at = day.at(0, 0, 0, 0).date();
    if second > 60 {
        return None; // 60 is a leap second
    }
    let clock = Time::new(hour, minute, second.min(59), 0).ok()?;
    Published::time(DateTime::from_parts(at, clock), precision, offset)
}

/// Reads the offset that ends an ISO 8601 time: nothing, `Z`, `+03:30`, `+0330` or `+03`.
/// The outer `None` is for what is neither.
#[allow(
    clippy::option_option,
    reason = "no offset and no offset that can be read are two things"
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
