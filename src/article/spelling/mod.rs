//! Dates as people and programs write them: `19 January 2021 - 22:00`, `Jan. 19, 2021`,
//! `Tue, 19 Jan 2021 22:00:00 +0300`, `19/01/2021`.
//!
//! [`read_date`] reads a whole text; finding the text is the readers' work. Month names are
//! English, years have four digits. A date that does not exist is not read at all, and what is
//! not written is not guessed: `January 2021` stays a month.
//!
//! A text becomes tokens (`token`), which `calendar` reads days from and `clock` times and zones.

mod calendar;
mod clock;
mod token;

#[cfg(test)]
mod tests;

use super::{Precision, Published};
use jiff::civil::{Date, DateTime};
use token::{Cursor, Pieces, Token};

/// Which number comes first in dates such as 03/04/2021.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOrder {
    /// The day, as in most of the world.
    #[default]
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
}

/// A date that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelling {
    /// The date, as precise as it was written.
    pub published: Published,
    /// Whether day and month could as well be the other way round.
    pub ambiguous: bool,
}

/// Reads a text that is a date and nothing else; white space and a full stop around it, and the
/// name of the weekday, are passed over.
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
    let text = text.trim();
    if let Some(published) = iso(text) {
        return Some(Spelling {
            published,
            ambiguous: false,
        });
    }
    Reading::of(text, order)?.date()
}

/// A day as datelines have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// A day of a year: `3 May 2021`.
    Dated(Spelling),
    /// `May 3`, `3 May`, `Tuesday`: without its year it is no date.
    WithoutYear,
}

/// Reads a text that is a day and nothing else, with its year or without.
#[must_use]
pub fn read_day(text: &str, order: DayOrder) -> Option<Day> {
    let text = text.trim();
    if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
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
    let date = reading.date()?;
    (date.published.precision() >= Precision::Day).then_some(Day::Dated(date))
}

/// ISO 8601, as programs write it.
fn iso(text: &str) -> Option<Published> {
    text.starts_with(|c: char| c.is_ascii_digit())
        .then(|| text.parse().ok())?
}

/// Whether a text's first word can open a date: by that most texts are told to be none.
fn can_open(text: &str) -> bool {
    let end = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    match &text[..end] {
        "" => true,
        word => {
            calendar::is_weekday(word)
                || calendar::month(word).is_some()
                || clock::named(word).is_some()
                || is_filler(word)
        }
    }
}

/// What the parts of a text say, before it is known whether they make a date.
#[derive(Debug, Default)]
struct Reading {
    day: calendar::Parts,
    weekday: bool,
    clock: Option<clock::Clock>,
    zone: Option<clock::Zone>,
}

impl Reading {
    /// Reads all of a text; `None` if anything in it belongs to no date.
    fn of(text: &str, order: DayOrder) -> Option<Self> {
        if !can_open(text) {
            return None;
        }
        let pieces = Pieces::of(text)?;
        let mut cursor = pieces.cursor();
        let mut reading = Self::default();
        while !cursor.at_end() {
            reading.read_part(&mut cursor, order)?;
        }
        Some(reading)
    }

    /// Reads the next part. `None` if there is none of a sort that is still wanted.
    fn read_part(&mut self, cursor: &mut Cursor<'_>, order: DayOrder) -> Option<()> {
        if self.clock.is_none()
            && let Some(clock) = clock::read_clock(cursor, self.day.day.is_some())
        {
            self.clock = Some(clock);
            return Some(());
        }
        if self.clock.is_some()
            && let Some(zone) = clock::read_zone(cursor)
        {
            self.zone.get_or_insert(zone); // `+0300 (MSK)` says it twice
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
        skip_filler(cursor)
    }

    fn is_day_without_year(&self) -> bool {
        match (self.day.year, self.day.month, self.day.day) {
            (None, Some(_), Some(day)) => (1..=31).contains(&day),
            (None, None, None) => self.weekday,
            _ => false,
        }
    }

    fn date(&self) -> Option<Spelling> {
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

/// Passes over what stands between the parts of a date and says nothing.
fn skip_filler(cursor: &mut Cursor<'_>) -> Option<()> {
    let is_filler = match cursor.peek()? {
        Token::Mark(mark) => matches!(mark, ',' | '|' | '-' | '.' | '(' | ')'),
        Token::Word(word) => {
            is_filler(word)
                // ISO 8601's `T` between day and time
                || (word.eq_ignore_ascii_case("t") && !cursor.spaced(0) && !cursor.spaced(1))
        }
        Token::Number { .. } => false,
    };
    is_filler.then(|| cursor.skip(1))
}

fn is_filler(word: &str) -> bool {
    ["at", "on", "the", "of"]
        .iter()
        .any(|filler| word.eq_ignore_ascii_case(filler))
}
