//! Dates as people and programs write them: `19 January 2021 - 22:00`, `Jan. 19, 2021`,
//! `Tue, 19 Jan 2021 22:00:00 +0300`, `19/01/2021`, `19 de enero de 2021`, `2021年1月19日`,
//! `۳۰ دی ۱۳۹۹`.
//!
//! [`read_date`] reads a whole text; finding the text is the readers' work. Years have four
//! digits. A date that does not exist is not read at all, and what is not written is not guessed:
//! `January 2021` stays a month.
//!
//! A text becomes tokens (`token`), which `calendar` reads days from and `clock` times and zones;
//! `names` has the months of many languages, `jalali` the calendar of Iran, `labels` what stands
//! before dates.

mod calendar;
mod clock;
mod jalali;
mod labels;
mod names;
mod token;

#[cfg(test)]
mod languages;
#[cfg(test)]
mod tests;

use super::{Precision, Published};
use jiff::civil::{Date, DateTime};
use names::Name;
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
    read(text, order, Calendar::Gregorian)
}

/// Reads a date of a Persian page, like [`read_date`]: numbers such as 1399/10/30 are a day of the
/// Solar Hijri calendar there.
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

/// What years from 1178 to 1499 are counted in. Newspapers of ours are younger than that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Calendar {
    Gregorian,
    Jalali,
}

impl Calendar {
    /// That of a text with Persian digits, whatever its page.
    fn of(self, text: &str) -> Self {
        let is_persian = |c: char| matches!(c, '\u{6F0}'..='\u{6F9}');
        if !text.is_ascii() && text.contains(is_persian) {
            Self::Jalali
        } else {
            self
        }
    }

    /// Whether a year is one of the Solar Hijri calendar.
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

/// A day as datelines have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// A day of a year: `3 May 2021`.
    Dated(Spelling),
    /// `May 3`, `3 May`, `Tuesday`: without its year it is no date.
    WithoutYear,
}

/// Whether a text opens with a word that stands before dates of publication or of changes, such as
/// `Published` and `Updated`.
#[must_use]
pub fn opens_with_date_label(text: &str) -> bool {
    labels::opening(text).is_some()
}

/// Whether a text opens with a word that stands before dates of changes, such as `Updated`.
#[must_use]
pub fn opens_with_change_label(text: &str) -> bool {
    labels::opening(text) == Some(false)
}

/// Reads a text that is a day and nothing else, with its year or without.
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

/// ISO 8601, as programs write it.
fn iso(text: &str) -> Option<Published> {
    text.starts_with(|c: char| c.is_ascii_digit())
        .then(|| text.parse().ok())?
}

/// Whether a text's first word can open a date: by that most texts are told to be none.
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

/// What the parts of a text say, before it is known whether they make a date.
#[derive(Debug, Default, Clone, Copy)]
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
        skip_filler(cursor, self.day.day.is_some())
    }

    /// The same moment with its Gregorian day. Months and years of the two calendars overlap, so
    /// only days have one.
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

/// Passes over what stands between the parts of a date and says nothing.
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
