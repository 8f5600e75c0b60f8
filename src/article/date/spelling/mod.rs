//! Dates as people and programs write them: `19 January 2021 - 22:00`, `Jan. 19, 2021`,
//! `Tue, 19 Jan 2021 22:00:00 +0300`, `19/01/2021`, `19 de enero de 2021`, `2021年1月19日`,
//! `۳۰ دی ۱۳۹۹`.
//!
//! [`read_date`] reads a whole text. A date that does not exist is not read at all, and missing
//! parts are not guessed: `January 2021` stays a month. A year may have two digits next to a day and
//! a month: `4/23/18`, `5 Apr 18`, `5 April ’18`. Its century is then a guess.
//!
//! A text is split into tokens (`token`). `calendar` reads days from them, `clock` reads times and
//! zones. `names` has the months of many languages, `jalali` the calendar of Iran, `habit` and
//! `order` what numbers mean, and `labels` the words before dates, such as `Published`.

mod calendar;
mod clock;
mod habit;
mod jalali;
mod labels;
mod months;
mod names;
mod numbers;
mod order;
mod parts;
mod token;
mod weekdays;

#[cfg(test)]
mod languages;
#[cfg(test)]
mod tests;

pub(in crate::article::date) use calendar::WEEKDAYS;
pub use habit::{Habit, has_croatian_month, may_be_buddhist};
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
    /// Whether day and month could also be the other way round. Dates with full stops are not, if
    /// the day comes first: few people write `04.23.2021`.
    pub ambiguous: bool,
    /// Whether the year has two digits, so that it can be of the century before.
    pub short_year: bool,
}

impl Spelling {
    /// A date that can be read in one way only.
    #[must_use]
    pub fn sure(published: Published) -> Self {
        Self {
            published,
            ambiguous: false,
            short_year: false,
        }
    }
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
    read_date_by(text, order, Habit::default())
}

/// Reads a date of a text whose language has that habit, like [`read_date`].
///
/// ```
/// use dateline::article::spelling::{DayOrder, Habit, read_date_by};
/// let read = |text, habit| read_date_by(text, DayOrder::DayFirst, habit).map(|date| date.published.to_string());
/// assert_eq!(read("1399/10/30 22:00", Habit::SolarHijri).as_deref(), Some("2021-01-19T22:00"));
/// assert_eq!(read("24.04.25", Habit::YearFirst).as_deref(), Some("2024-04-25"));
/// assert_eq!(read("24.04.25", Habit::YearLast).as_deref(), Some("2025-04-24"));
/// ```
#[must_use]
pub fn read_date_by(text: &str, order: DayOrder, habit: Habit) -> Option<Spelling> {
    let text = text.trim();
    if let Some(published) = iso(text)
        && habit.is_gregorian(published.start().year())
    {
        return Some(Spelling::sure(published));
    }
    let habit = habit.in_text(text);
    if let Some(date) = Reading::of(text, order, habit).and_then(|reading| reading.date(habit)) {
        return Some(date);
    }
    let part = labels::publication(text)?;
    Reading::of(&part, order, habit)?.date(habit)
}

/// The first and the last day of a month or a year of the Solar Hijri calendar: `دی ۱۳۹۹`,
/// `dey 1399`, `۱۳۹۹`. Such a month or year lies in two of the Gregorian calendar, so it is no
/// [`Published`]. A year in other digits needs the name of its month. `None` for anything else.
///
/// ```
/// use dateline::article::spelling::read_solar_hijri;
/// let (first, last) = read_solar_hijri("دی ۱۳۹۹").unwrap();
/// assert_eq!((first.to_string(), last.to_string()), ("2020-12-21".into(), "2021-01-19".into()));
/// assert_eq!(read_solar_hijri("1399"), None);
/// ```
#[must_use]
pub fn read_solar_hijri(text: &str) -> Option<(Date, Date)> {
    let text = text.trim();
    let habit = Habit::default().in_text(text);
    let reading = Reading::of(text, DayOrder::default(), habit)?;
    let parts = reading.day;
    let is_span = parts.day.is_none() && reading.clock.is_none() && !parts.short_year;
    let year = parts.year.filter(|_| is_span)?;
    if !parts.jalali && !habit.is_solar_hijri(year) {
        return None;
    }
    jalali::span(year, parts.month)
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

/// Whether a text that has a date starts with a date or with a label: `公開 2021年5月4日`, and not
/// `映画『港』公開 2021年5月4日`.
#[must_use]
pub fn opens_with_date(text: &str) -> bool {
    labels::before_first(text).is_none_or(|before| {
        before.starts_with(char::is_numeric)
            || labels::may_be_before(&before)
            || read_date(&before, DayOrder::default()).is_some()
    })
}

/// Whether a text starts with a label of the date of a change, such as `Updated`.
#[must_use]
pub fn opens_with_change_label(text: &str) -> bool {
    labels::opening(text) == Some(false)
}

/// The labels of dates of publication and of change, folded, each with whether it is one of the
/// publication.
pub fn date_labels() -> impl Iterator<Item = (&'static str, bool)> {
    labels::all()
}

/// A word or text without the differences between spellings of one name: case, accents, vowel
/// marks, joiners, and letters with several forms.
#[must_use]
pub fn fold(text: &str) -> String {
    names::fold(text)
}

/// Reads a text that is a day and nothing else, with or without its year. `None` for anything else.
#[must_use]
pub fn read_day(text: &str, order: DayOrder) -> Option<Day> {
    let text = text.trim();
    if !text.starts_with(char::is_alphanumeric) {
        return None;
    }
    if let Some(published) = iso(text) {
        let spelling = Spelling::sure(published);
        return (published.precision() >= Precision::Day).then_some(Day::Dated(spelling));
    }
    let habit = Habit::default().in_text(text);
    let reading = Reading::of(text, order, habit)?;
    if reading.is_day_without_year() {
        return Some(Day::WithoutYear);
    }
    let date = reading.date(habit)?;
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
    day: parts::Parts,
    weekday: bool,
    clock: Option<clock::Clock>,
    zone: Option<clock::Zone>,
}

impl Reading {
    /// Reads all of a text; `None` if any part of it cannot be part of a date.
    fn of(text: &str, order: DayOrder, habit: Habit) -> Option<Self> {
        if !can_open(text) {
            return None;
        }
        let tokens = Tokens::of(text)?;
        let mut cursor = tokens.cursor();
        let mut reading = Self::default();
        while !cursor.at_end() {
            reading.read_part(&mut cursor, order, habit)?;
        }
        reading.day.month = reading.day.month.map(|month| habit.month(month, text));
        Some(reading)
    }

    /// Reads the next part; `None` if it is not a part that is still missing.
    fn read_part(&mut self, cursor: &mut Cursor<'_>, order: DayOrder, habit: Habit) -> Option<()> {
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
        if let Some(parts) = calendar::read_parts(cursor, order, habit) {
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
            day: parts::Parts {
                year: Some(day.year()),
                month: Some(day.month()),
                day: Some(day.day()),
                jalali: false,
                ..self.day
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

    fn date(&self, habit: Habit) -> Option<Spelling> {
        if self.day.jalali || habit.is_solar_hijri(self.day.year?) {
            return self.in_gregorian()?.date(Habit::default());
        }
        let year = habit.common_year(self.day.year?);
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
            short_year: self.day.short_year,
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
