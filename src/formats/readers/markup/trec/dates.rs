//! The day of a record, as its tags or its number have it.
//!
//! Collections number their articles by day: `AP880212-0001`, `LA010289-0001`,
//! `AFP_ENG_20040708.0017`. That day also decides how `06/01/98` is read.

use super::record::{Part, Parts};
use super::tags::Role;
use crate::article::{DateSource, Published};
use crate::formats::bytes::white_space::one_line;
use crate::formats::gather::written_date::{is_date, sure};
use crate::formats::gather::{ArticleBuilder, DateOffer, DateRank};
use jiff::civil::Date;

/// The most commas of a date that may be followed by something else, such as an edition.
const MOST_COMMAS: usize = 6;

/// Years of two digits from here on are of the last century.
const CENTURY: i16 = 30;

/// Offers the dates that tags name, and then the day in the article's number.
pub(super) fn offer_dates(builder: &mut ArticleBuilder<'_>, parts: &Parts) {
    let known = parts.lines_of(Role::Id).find_map(|id| day_of_id(&id));
    let written: Vec<String> = parts.lines_of(Role::Date).collect();
    for date in written {
        offer_date(builder, date, known);
    }
    offer_day(builder, known);
    let places: Vec<&Part> = parts.ranked(Role::Place);
    for part in places {
        let first = part.text.lines().next().unwrap_or_default().trim();
        if is_date(first, builder.day_order()) {
            builder.date(DateSource::Dateline, Some(first.to_owned()));
        } else {
            builder.dateline(Some(one_line(&part.text)));
        }
    }
}

fn offer_date(builder: &mut ArticleBuilder<'_>, written: String, known: Option<Date>) {
    if let Some(day) = packed_day(&written) {
        return offer_day(builder, Some(day));
    }
    if let Some((day, time)) = confirmed_day(&written, known) {
        let with_time = format!("{day} {time}");
        return if is_date(with_time.trim(), builder.day_order()) {
            builder.date(DateSource::Field, Some(with_time.trim().to_owned()));
        } else {
            offer_day(builder, Some(day));
        };
    }
    if !is_date(&written, builder.day_order())
        && let Some(day) = packed_start(&written)
    {
        return offer_day(builder, Some(day));
    }
    // An edition or a weekday may follow the day.
    let whole = with_century(&written);
    let mut date = &*whole;
    for _ in 0..MOST_COMMAS {
        if is_date(date, builder.day_order()) {
            return builder.date(DateSource::Field, Some(date.to_owned()));
        }
        match date.rsplit_once(',') {
            Some((before, _)) => date = before.trim_end(),
            None => break,
        }
    }
    builder.date(DateSource::Field, Some(written));
}

fn offer_day(builder: &mut ArticleBuilder<'_>, day: Option<Date>) {
    if let Some(published) = day.and_then(Published::day) {
        let day = published.to_string();
        let offer = DateOffer::new(DateRank::Stated, DateSource::Field, day);
        builder.offer_date(offer.read_as(sure(published)));
    }
}

/// A day without separators: `910514`, `19980601`.
fn packed_day(digits: &str) -> Option<Date> {
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    match digits.len() {
        8 => day(part(0..4)?, part(4..6)?, part(6..8)?),
        6 => day(full_year(part(0..2)?), part(2..4)?, part(4..6)?),
        _ => None,
    }
}

/// A day without separators, and what is written after it: `20030304.0250`.
fn packed_start(written: &str) -> Option<Date> {
    let (digits, rest) = written.split_at_checked(8)?;
    let is_over = !rest.starts_with(|c: char| c.is_ascii_digit());
    is_over.then(|| packed_day(digits)).flatten()
}

/// The day in the number of an article.
fn day_of_id(id: &str) -> Option<Date> {
    let runs = id.split(|c: char| !c.is_ascii_digit());
    let day = runs
        .filter(|run| matches!(run.len(), 6 | 8))
        .find_map(|run| packed_day(run).or_else(|| packed_american(run)));
    packed_since_1900(id).or(day)
}

/// `1040901_bengal_story_3705.utf8`: years since 1900, month and day, as newspapers of FIRE have it.
fn packed_since_1900(id: &str) -> Option<Date> {
    let (digits, rest) = id.trim().split_once('_')?;
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let is_named = rest.starts_with(|c: char| c.is_ascii_alphabetic());
    if digits.len() != 7 || !digits.starts_with('1') || !is_named {
        return None;
    }
    day(1900 + part(0..3)?, part(3..5)?, part(5..7)?)
}

/// `010289`: month, day, year.
fn packed_american(digits: &str) -> Option<Date> {
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    if digits.len() != 6 {
        return None;
    }
    day(full_year(part(4..6)?), part(0..2)?, part(2..4)?)
}

/// A day in numbers with separators, `03/24/87` or `24.3.1987`, and what is written after it. Of
/// two readings it is the one that the day of the article's number confirms.
fn confirmed_day(written: &str, known: Option<Date>) -> Option<(Date, &str)> {
    let written = written.trim_start();
    let end = written.find(char::is_whitespace).unwrap_or(written.len());
    let (numbers, rest) = written.split_at(end);
    let mut parts = numbers.split(['/', '.', '-']);
    let mut number = || parts.next()?.parse::<i16>().ok();
    let (first, second, year) = (number()?, number()?, number()?);
    if parts.next().is_some() || first > 31 {
        return None;
    }
    let year = if year < 100 { full_year(year) } else { year };
    let month_first = day(year, first, second);
    let day_first = day(year, second, first);
    let found = match (month_first, day_first) {
        (Some(one), None) | (None, Some(one)) => one,
        (Some(one), Some(_)) if known == Some(one) || first == second => one,
        (Some(_), Some(other)) if known == Some(other) => other,
        _ => return None,
    };
    Some((found, rest.trim_start()))
}

/// A day in words with its century: `14 MAY 91` is `14 MAY 1991`. Other texts stay.
pub(super) fn with_century(written: &str) -> String {
    let (before, year) = written.trim().rsplit_once([' ', '-']).unwrap_or_default();
    let has_month = before.bytes().filter(u8::is_ascii_alphabetic).count() >= 3;
    match year.parse::<i16>() {
        Ok(short) if year.len() == 2 && has_month => format!("{before} {}", full_year(short)),
        _ => written.to_owned(),
    }
}

fn full_year(two_digits: i16) -> i16 {
    two_digits + if two_digits < CENTURY { 2000 } else { 1900 }
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    let is_year = (1500..2200).contains(&year);
    let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    is_year.then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_an_article_has_its_day() {
        for (id, day) in [
            ("AP880212-0001", Some("1988-02-12")),
            ("LA010289-0001", Some("1989-01-02")),
            ("WSJ870324-0001", Some("1987-03-24")),
            ("AFP_ENG_20040708.0017", Some("2004-07-08")),
            ("LEMONDE94-000001-19940101", Some("1994-01-01")),
            ("SDA.950614.0012", Some("1995-06-14")),
            ("FR940104-0-00001", Some("1994-01-04")),
            ("SJMN91-06010099", None),
            ("FT912-1", None),
            ("FBIS3-3366", None),
            ("980549733", None),
        ] {
            let found = day_of_id(id).map(|day| day.to_string());
            assert_eq!(found.as_deref(), day, "{id}");
        }
    }

    #[test]
    fn a_packed_day_may_be_followed_by_a_time() {
        for (written, day) in [
            ("20030304.0250", Some("2003-03-04")),
            ("20030304", Some("2003-03-04")),
            ("200303040250", None),
            ("2003-03-04", None),
            ("4 März 2003", None),
        ] {
            let found = packed_start(written).map(|day| day.to_string());
            assert_eq!(found.as_deref(), day, "{written}");
        }
    }

    #[test]
    fn a_year_of_two_digits_gets_its_century() {
        for (written, whole) in [
            ("14 MAY 91", "14 MAY 1991"),
            ("28 Mar 04", "28 Mar 2004"),
            ("14 May 1991", "14 May 1991"),
            ("03 24 87", "03 24 87"),
            ("", ""),
        ] {
            assert_eq!(with_century(written), whole);
        }
    }

    #[test]
    fn a_day_with_two_readings_needs_the_number_of_the_article() {
        let known = day_of_id("APW19980601.0003");
        for (written, known, day) in [
            ("03/24/87", None, Some("1987-03-24")),
            ("24.3.1987", None, Some("1987-03-24")),
            ("06/01/1998 00:02:00", known, Some("1998-06-01")),
            ("01/06/1998", known, Some("1998-06-01")),
            ("06/01/1998", None, None),
            ("1998-06-01", known, None),
            ("June 1, 1998", known, None),
        ] {
            let found = confirmed_day(written, known).map(|(day, _)| day.to_string());
            assert_eq!(found.as_deref(), day, "{written}");
        }
    }
}
