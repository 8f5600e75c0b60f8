//! Dates as people and programs write them: `19 January 2021 - 22:00`, `Jan. 19, 2021`,
//! `Tue, 19 Jan 2021 22:00:00 +0300`, `19/01/2021`, `19 de enero de 2021`, `2021年1月19日`,
//! `۳۰ دی ۱۳۹۹`.
//!
//! [`read_date`] reads a whole text. Years have four digits. A date that does not exist is not read
//! at all, and missing parts are not guessed: `January 2021` stays a month.
//!
//! A text is split into tokens (`token`). `calendar` reads days from them, `clock` reads times and
//! zones. `names` has the months of many languages, `jalali` the calendar of Iran, and `labels` the
//! words before dates, such as `Published`.

mod calendar;
mod clock;
mod jalali;
mod labels;
mod names;
mod order;
mod token;

#[cfg(test)]
mod languages;
#[cfg(test)]
mod tests;

pub use order::DayOrder;

use super::{Precision, Published};
use jiff::civil::{Date, DateTime};
use names::Name;
use token::{Cursor, Token, Tokens};

/// A date that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelling {
    /// The date, as precise as in the text.
    pub published: Published,
    /// Whether day and month could also be the other way round.
    pub ambiguous: bool,
}

/// Reads a text that is a date and nothing else. White space, a full stop and the name of the
/// weekday are allowed and ignored. `None` if it is not a date, or the date does not exist.
///
/// ```
/// use dateline::article::spelling::{DayOrder, read_date};
/// let read = |text| read_date(text, DayOrder::DayFirst).map(|date| date.published.to_string());
/// assert_eq!(read("19 January 2021 - 22:00").as_deref(), Some("2021-01-19T22:00"));
/// assert_eq!(read("Tuesday, Jan. 19, 2021").as_deref(), Some("2021-01-19"));
/// assert_eq!(read("31 February 2021"), None);
/// ```
#[must_use]
pub fn read_date(text: &str, order: DayOrder) -> Option<Spelling> {
    read(text, order, Calendar::Gregorian)
}

/// Reads a date of a Persian page, like [`read_date`]. Numbers such as 1399/10/30 are then a day of
/// the Solar Hijri calendar.
///
/// ```
/// use dateline::article::spelling::{DayOrder, read_persian_date};
/// let read = |text| read_persian_date(text, DayOrder::DayFirst).map(|date| date.published.to_string());
/// assert_eq!(read("1399/10/30 22:00").as_deref(), Some("2021-01-19T22:00"));
/// assert_eq!(read("2021-01-19").as_deref(), Some("2021-01-19"));
/// ```
#[must_use]
pub fn read_persian_date(text: &str, order: DayOrder) -> Option<Spelling> {
    read(text, order, Calendar::Jalali)
}

/// The calendar of the years 1178 to 1499. No newspaper has Gregorian dates of those years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Calendar {
    Gregorian,
    Jalali,
}

impl Calendar {
    /// This calendar, or the Solar Hijri one if the text has Persian digits.
    fn of(self, text: &str) -> Self {
        let is_persian = |c: char| matches!(c, '\u{6F0}'..='\u{6F9}');
        if !text.is_ascii() && text.contains(is_persian) {
            Self::Jalali
        } else {
            self
        }
    }

    /// Whether this is the Solar Hijri calendar and the year is in its range.
    fn takes(self, year: i16) -> bool {
        self == Self::Jalali && jalali::YEARS.contains(&year)
    }
}

fn read(text: &str, order: DayOrder, calendar: Calendar) -> Option<Spelling> {
    let text = text.trim();
    if let Some(published) = iso(text)
        && !calendar.takes(published.start().year())
    {
        return Some(Spelling {
            published,
            ambiguous: false,
        });
    }
    let calendar = calendar.of(text);
    if let Some(date) = Reading::of(text, order).and_then(|reading| reading.date(calendar)) {
        return Some(date);
    }
    let part = labels::publication(text)?;
    Reading::of(&part, order)?.date(calendar)
}

/// A day, as datelines have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// A day of a year: `3 May 2021`.
    Dated(Spelling),
    /// A day without a year, which is not a date: `May 3`, `3 May`, `Tuesday`.
    WithoutYear,
}

/// Whether a text starts with a label of a date of publication or of a change, such as `Published`
/// or `Updated`.
#[must_use]
pub fn opens_with_date_label(text: &str) -> bool {
    labels::opening(text).is_some()
}

/// Whether a text starts with a label of the date of a change, such as `Updated`.
#[must_use]
pub fn opens_with_change_label(text: &str) -> bool {
    labels::opening(text) == Some(false)
}

/// Reads a text that is a day and nothing else, with or without its year. `None` for anything else.
#[must_use]
pub fn read_day(text: &str, order: DayOrder) -> Option<Day> {
    let text = text.trim();
    if !text.starts_with(char::is_alphanumeric) {
        return None;
    }
    if let Some(published) = iso(text) {
        let spelling = Spelling {
            published,
            ambiguous: false,
        };
        return (published.precision() >= Precision::Day).then_some(Day::Dated(spelling));
    }
    let reading = Reading::of(text, order)?;
    if reading.is_day_without_year() {
        return Some(Day::WithoutYear);
    }
    let date = reading.date(Calendar::Gregorian.of(text))?;
    (date.published.precision() >= Precision::Day).then_some(Day::Dated(date))
}

/// Reads ISO 8601, which programs write.
fn iso(text: &str) -> Option<Published> {
    text.starts_with(|c: char| c.is_ascii_digit())
        .then(|| text.parse().ok())?
}

/// Whether a date can start with the first word of a text. This quickly rejects most texts that are
/// not dates.
fn can_open(text: &str) -> bool {
    match token::first_word(text) {
        "" => true,
        word => {
            calendar::opens_date(word)
                || clock::named(word).is_some()
                || clock::opens_time(word)
                || is_filler(word)
        }
    }
}

/// The parts of a date that were read so far. They need not form a date.
#[derive(Debug, Default, Clone, Copy)]
struct Reading {
    day: calendar::Parts,
    weekday: bool,
    clock: Option<clock::Clock>,
    zone: Option<clock::Zone>,
}

impl Reading {
    /// Reads all of a text; `None` if any part of it cannot be part of a date.
    fn of(text: &str, order: DayOrder) -> Option<Self> {
        if !can_open(text) {
            return None;
        }
        let tokens = Tokens::of(text)?;
        let mut cursor = tokens.cursor();
        let mut reading = Self::default();
        while !cursor.at_end() {
            reading.read_part(&mut cursor, order)?;
        }
        Some(reading)
    }

    /// Reads the next part; `None` if it is not a part that is still missing.
    fn read_part(&mut self, cursor: &mut Cursor<'_>, order: DayOrder) -> Option<()> {
        if calendar::is_weekday_before_month(cursor) {
            cursor.skip(1);
            return Some(());
        }
        if self.clock.is_none()
            && let Some(clock) = clock::read_clock(cursor, self.day.day.is_some())
        {
            self.clock = Some(clock);
            return Some(());
        }
        if self.clock.is_some()
            && let Some(zone) = clock::read_zone(cursor)
        {
            self.zone.get_or_insert(zone); // `+0300 (MSK)` has the zone twice
            return Some(());
        }
        if let Some(parts) = calendar::read_parts(cursor, order) {
            return self.day.add(parts);
        }
        if let Some(Token::Word(word)) = cursor.peek()
            && calendar::is_weekday(word)
        {
            self.weekday = true;
            cursor.skip(1);
            return Some(());
        }
        skip_filler(cursor, self.day.day.is_some())
    }

    /// The same with its Gregorian day. Only a day can be converted: a month or year of one
    /// calendar overlaps two of the other.
    fn in_gregorian(&self) -> Option<Self> {
        let day = jalali::gregorian(self.day.year?, self.day.month?, self.day.day?)?;
        Some(Self {
            day: calendar::Parts {
                year: Some(day.year()),
                month: Some(day.month()),
                day: Some(day.day()),
                ambiguous: self.day.ambiguous,
                jalali: false,
            },
            ..*self
        })
    }

    fn is_day_without_year(&self) -> bool {
        match (self.day.year, self.day.month, self.day.day) {
            (None, Some(_), Some(day)) => (1..=31).contains(&day),
            (None, None, None) => self.weekday,
            _ => false,
        }
    }

    fn date(&self, calendar: Calendar) -> Option<Spelling> {
        if self.day.jalali || calendar.takes(self.day.year?) {
            return self.in_gregorian()?.date(Calendar::Gregorian);
        }
        let year = self.day.year?;
        let published = match (self.day.month, self.day.day, &self.clock) {
            (None, None, None) => Published::year(year)?,
            (Some(month), None, None) => Published::month(year, month)?,
            (Some(month), Some(day), None) => Published::day(Date::new(year, month, day).ok()?)?,
            (Some(month), Some(day), Some(clock)) => {
                let at = DateTime::from_parts(Date::new(year, month, day).ok()?, clock.time()?);
                let precision = if clock.second.is_some() {
                    Precision::Second
                } else {
                    Precision::Minute
                };
                let offset = self.zone.as_ref().and_then(|zone| zone.offset);
                Published::time(at, precision, offset)?
            }
            _ => return None,
        };
        Some(Spelling {
            published,
            ambiguous: self.day.ambiguous,
        })
    }
}

/// Skips a word or mark that separates the parts of a date and has no meaning of its own.
fn skip_filler(cursor: &mut Cursor<'_>, after_day: bool) -> Option<()> {
    let is_filler = match cursor.peek()? {
        Token::Mark(mark) => matches!(mark, ',' | '|' | '-' | '.' | '(' | ')'),
        Token::Word(word) => {
            is_filler(word)
                // ISO 8601's `T` between day and time
                || (word.eq_ignore_ascii_case("t") && !cursor.spaced(0) && !cursor.spaced(1))
                || matches!(names::name(word), Some(Name::Filler | Name::Weekday))
                || (after_day && EASTERN_WEEKDAYS.contains(word))
        }
        Token::Number { .. } => false,
    };
    is_filler.then(|| cursor.skip(1))
}

/// The characters of `星期二`, `週二`, `火曜日` and `（火）`.
const EASTERN_WEEKDAYS: &str = "星期周週礼拜禮一二三四五六日天曜月火水木金土";

fn is_filler(word: &str) -> bool {
    ["at", "on", "the", "of"]
        .iter()
        .any(|filler| word.eq_ignore_ascii_case(filler))
}
