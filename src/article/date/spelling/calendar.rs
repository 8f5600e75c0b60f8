//! Reads days, months and years from a date's tokens, in the orders that languages use.
//!
//! Functions take a cursor at the first token and return the parts with the number of tokens that
//! they take, or `None` if the tokens have another form.

use super::clock;
use super::habit;
use super::names::{Name, fold, month_of_two, name, opens_thai_month, thai_month};
use super::numbers::{compact, three_numbers, three_short_numbers, two_numbers};
use super::parts::Parts;
use super::token::{Cursor, Token};
use super::{DayOrder, Habit};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The English names of weekdays, from Monday.
pub(in crate::article::date) const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The name of a month in one or more tokens.
#[derive(Debug, Clone, Copy)]
struct Month {
    number: i8,
    jalali: bool,
    /// Whether its name is Thai, so that a year of two digits is one of the Buddhist era.
    is_thai: bool,
    /// The number of its tokens.
    length: usize,
}

impl Month {
    /// The month that starts at a token, if one does: `enero`, `كانون الثاني`,
    /// `يناير/كانون الثاني`.
    fn at(cursor: &Cursor<'_>, at: usize) -> Option<Self> {
        let mut month = Self::once(cursor, at)?;
        if cursor.mark(at + month.length) == Some('/')
            && let Some(again) = Self::once(cursor, at + month.length + 1)
            && again.number == month.number
        {
            month.length += 1 + again.length;
        }
        Some(month)
    }

    fn once(cursor: &Cursor<'_>, at: usize) -> Option<Self> {
        let word = cursor.word(at)?;
        if word.starts_with(['t', 'T']) && ["thang", "thg"].contains(&fold(word).as_str()) {
            // Vietnamese: `tháng 1`
            let number = cursor.short(at + 1).filter(|month| *month <= 12)?;
            return Some(Self {
                number,
                jalali: false,
                is_thai: false,
                length: 2,
            });
        }
        let is_thai = word.starts_with(habit::is_thai);
        if is_thai
            && cursor.mark(at + 1) == Some('.')
            && let Some(second) = cursor.word(at + 2)
            && let Some(number) = thai_month(word, second)
        {
            return Some(Self {
                number,
                jalali: false,
                is_thai,
                length: 3 + usize::from(cursor.mark(at + 3) == Some('.')),
            });
        }
        let (number, jalali, length) = match english_month(word) {
            Some(number) => (number, false, 1),
            None => match name(word) {
                Some(Name::Month(number) | Name::WeekdayOrMonth(number)) => (number, false, 1),
                Some(Name::JalaliMonth(number)) => (number, true, 1),
                _ => (month_of_two(word, cursor.word(at + 1)?)?, false, 2),
            },
        };
        Some(Self {
            number,
            jalali,
            is_thai,
            length,
        })
    }

    fn parts(self, year: Option<Year>, day: Option<i8>) -> Parts {
        Parts {
            jalali: self.jalali,
            short_year: matches!(year, Some(Year::Short(_))),
            ..Parts::ymd(year.map(|year| self.year(year)), self.number, day)
        }
    }

    fn year(self, year: Year) -> i16 {
        match year {
            Year::Whole(year) => year,
            Year::Short(short) if self.is_thai => Habit::Buddhist.whole_year(short),
            Year::Short(short) if self.jalali => Habit::SolarHijri.whole_year(short),
            Year::Short(short) => Habit::YearLast.whole_year(short),
        }
    }
}

/// A year as it is written.
#[derive(Debug, Clone, Copy)]
enum Year {
    /// With four digits.
    Whole(i16),
    /// With two digits.
    Short(i8),
}

/// Reads a day, a month, a year, or several of them if they are next to each other.
pub(super) fn read_parts(cursor: &mut Cursor<'_>, order: DayOrder, habit: Habit) -> Option<Parts> {
    let (parts, length) = match cursor.peek()? {
        Token::Word(_) => eastern(cursor).or_else(|| month_first(cursor, Month::at(cursor, 0)?))?,
        Token::Number { .. } => eastern(cursor)
            .or_else(|| three_numbers(cursor, order))
            .or_else(|| three_short_numbers(cursor, order, habit))
            .or_else(|| two_numbers(cursor))
            .or_else(|| compact(cursor))
            .or_else(|| day_first(cursor))
            .or_else(|| year_first(cursor))?,
        Token::Mark(_) => return None,
    };
    cursor.skip(length);
    Some(parts)
}

/// Whether a word is the name of an English weekday or an abbreviation of it (`Tue`, `Tues`,
/// `Thurs`), or the full name of one in another language.
pub(super) fn is_weekday(word: &str) -> bool {
    let is_whole = || word.chars().nth(3).is_some();
    WEEKDAYS.iter().any(|name| abbreviates(word, name))
        || (is_whole() && name(word) == Some(Name::Weekday))
}

/// Whether a word can open a date.
pub(super) fn opens_date(word: &str) -> bool {
    english_month(word).is_some()
        || WEEKDAYS.iter().any(|name| abbreviates(word, name))
        || name(word).is_some()
        || ERAS.iter().any(|(era, _)| era.starts_with(word))
        || opens_thai_month(word)
}

/// The number of tokens of `พ.ศ.` (Buddhist era) or `ค.ศ.` (common era) at a place. The year itself
/// says which it is.
fn thai_era(cursor: &Cursor<'_>, at: usize) -> usize {
    let is_era = cursor.is_word(at, &["พ", "ค"])
        && cursor.mark(at + 1) == Some('.')
        && cursor.is_word(at + 2, &["ศ"]);
    if is_era {
        3 + usize::from(cursor.mark(at + 3) == Some('.'))
    } else {
        0
    }
}

/// Whether the next word, which can be a weekday or a month, is a weekday because a month follows:
/// `mar. 19 janv. 2021`.
pub(super) fn is_weekday_before_month(cursor: &Cursor<'_>) -> bool {
    let is_month = |word: &str| {
        english_month(word).is_some()
            || matches!(name(word), Some(Name::Month(_) | Name::WeekdayOrMonth(_)))
    };
    let is_open = |word: &str| matches!(name(word), Some(Name::WeekdayOrMonth(_)));
    cursor.word(0).is_some_and(is_open) && cursor.words().skip(1).any(is_month)
}

/// The month that an English word names.
fn english_month(word: &str) -> Option<i8> {
    let index = MONTHS.iter().position(|name| abbreviates(word, name))?;
    i8::try_from(index + 1).ok()
}

/// Eras of Japan and Taiwan, each with the year before its first year.
const ERAS: &[(&str, u64)] = &[
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("民國", 1911),
    ("民国", 1911),
];

/// `2021年1月19日`, `令和3年1月19日`, `2021년 1월 19일`, or the first one or two parts of these.
fn eastern(cursor: &Cursor<'_>) -> Option<(Parts, usize)> {
    let era = |(era, before): &(&str, u64)| {
        let mut letters = era
            .char_indices()
            .map(|(at, c)| &era[at..at + c.len_utf8()]);
        let is_here = (0..2).all(|at| letters.next() == cursor.word(at));
        is_here.then_some((*before, 2, 1..=3))
    };
    let (before, mut at, digits) = ERAS.iter().find_map(era).unwrap_or((0, 0, 2..=4));
    let mut number = |digits, units: &[&str]| {
        let value = cursor.number(at, digits)?;
        cursor.is_word(at + 1, units).then(|| {
            at += 2;
            value
        })
    };
    let year =
        number(digits, &["年", "년"]).filter(|year| before > 0 || !(100..1000).contains(year))?;
    let month = number(1..=2, &["月", "월"]);
    let day = month.and_then(|_| number(1..=2, &["日", "号", "號", "일"]));
    let short = |value: Option<u64>| value.and_then(|value| i8::try_from(value).ok());
    let short_year = short(Some(year)).filter(|_| before == 0);
    if short_year.is_some() && day.is_none() {
        return None; // `24年` alone is a number of years
    }
    let parts = Parts {
        year: match short_year {
            Some(year) => Some(Habit::YearFirst.whole_year(year)),
            None => i16::try_from(before + year).ok(),
        },
        month: short(month),
        day: short(day),
        short_year: short_year.is_some(),
        ..Parts::default()
    };
    Some((parts, at))
}

/// Whether a word is a prefix of a name, with at least three letters.
fn abbreviates(word: &str, name: &str) -> bool {
    word.len() >= 3
        && name
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// `19 January 2021`, `19th of January, 2021`, `19 de enero de 2021`, `19-Jan-2021`; the year may
/// be missing.
fn day_first(cursor: &Cursor<'_>) -> Option<(Parts, usize)> {
    let day = cursor.short(0)?;
    let mut length = after_day(cursor, 1);
    length += usize::from(
        is_preposition(cursor, length) || joins(cursor, length) || cursor.mark(length) == Some(','),
    );
    let month = Month::at(cursor, length)?;
    let (year, length) = year_after(cursor, length + month.length, true);
    Some((month.parts(year, Some(day)), length))
}

/// `January 19, 2021`, `Jan. 2021`, `Jan-19-2021`; the year may be missing if there is a day.
fn month_first(cursor: &Cursor<'_>, month: Month) -> Option<(Parts, usize)> {
    let mut length = month.length;
    length += usize::from(cursor.mark(length) == Some('.'));
    length += usize::from(cursor.is_word(length, &["the"]) || cursor.mark(length) == Some('-'));
    match cursor.short(length) {
        Some(day) if cursor.mark(length + 1) != Some(':') => {
            let (year, length) = year_after(cursor, after_day(cursor, length + 1), true);
            Some((month.parts(year, Some(day)), length))
        }
        _ => {
            let (year, length) = year_after(cursor, month.length, false);
            year.map(|year| (month.parts(Some(year), None), length))
        }
    }
}

/// `2021`, `2021 January 19`, `2021. január 19.`, `2021-Jan-19`.
fn year_first(cursor: &Cursor<'_>) -> Option<(Parts, usize)> {
    let year = cursor.year(0)?;
    let length = 1 + usize::from(joins(cursor, 1) || cursor.mark(1) == Some(','));
    let Some(month) = Month::at(cursor, length) else {
        let parts = Parts {
            year: Some(year),
            ..Parts::default()
        };
        return Some((parts, 1));
    };
    let (parts, more) = {
        let mut rest = *cursor;
        rest.skip(length);
        month_first(&rest, month).unwrap_or((month.parts(None, None), month.length))
    };
    parts.year.is_none().then_some((
        Parts {
            year: Some(year),
            ..parts
        },
        length + more,
    ))
}

/// Whether a token is `of` in some language, or an article.
fn is_preposition(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.is_word(at, &["of"])
        || cursor
            .word(at)
            .is_some_and(|word| word.len() <= 6 && name(word) == Some(Name::Filler))
}

/// The place after a day's ordinal suffix, if it has one.
fn after_day(cursor: &Cursor<'_>, at: usize) -> usize {
    const ORDINALS: &[&str] = &[
        "st", "nd", "rd", "th", "er", "re", "e", "º", "ª", "°", "o", "ro", "ère", "го", "а",
    ];
    let ordinal = cursor.is_joined_word(at, ORDINALS);
    at + usize::from(ordinal)
}

/// The year at a place and the place after it. A comma, `of` or a joining mark may come first. After
/// a day, or with an apostrophe, the year may have two digits.
fn year_after(cursor: &Cursor<'_>, at: usize, after_day: bool) -> (Option<Year>, usize) {
    let mut year_at = at + usize::from(cursor.mark(at) == Some('.'));
    year_at += usize::from(
        cursor.mark(year_at) == Some(',')
            || is_preposition(cursor, year_at)
            || joins(cursor, year_at),
    );
    year_at += thai_era(cursor, year_at);
    let has_apostrophe = cursor.mark(year_at) == Some('\'') && !cursor.spaced(year_at + 1);
    year_at += usize::from(has_apostrophe);
    let mut rest = *cursor;
    rest.skip(year_at);
    let is_no_time = !clock::is_military(&rest) && rest.mark(1) != Some(':');
    let year = match rest.year(0) {
        Some(year) => Some(Year::Whole(year)),
        None if after_day || has_apostrophe => rest
            .pair(0)
            .filter(|_| has_apostrophe || clock::read_clock(&mut rest.clone(), true).is_none())
            .map(Year::Short),
        None => None,
    };
    match year {
        Some(year) if is_no_time => (Some(year), year_at + 1),
        _ => (None, at),
    }
}

/// Whether a token is a mark that joins two parts without spaces, as in `19-Jan-2021`, or a full
/// stop.
fn joins(cursor: &Cursor<'_>, at: usize) -> bool {
    matches!(cursor.mark(at), Some('-' | '/' | '.')) && !cursor.spaced(at) && !cursor.spaced(at + 1)
        || cursor.mark(at) == Some('.')
}
