//! Days, months and years among a date's tokens.

use super::DayOrder;
use super::clock;
use super::token::{Cursor, Token};

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

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// What was read of a day so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) ambiguous: bool,
}

impl Parts {
    /// Takes in what stands further on, as in `Jan 19 22:00:00 2021`; `None` if it says again
    /// what is known.
    pub(super) fn add(&mut self, more: Self) -> Option<()> {
        let clash = (self.year.is_some() && more.year.is_some())
            || (self.month.is_some() && more.month.is_some())
            || (self.day.is_some() && more.day.is_some());
        if clash {
            return None;
        }
        self.year = self.year.or(more.year);
        self.month = self.month.or(more.month);
        self.day = self.day.or(more.day);
        self.ambiguous |= more.ambiguous;
        Some(())
    }

    fn ymd(year: Option<i16>, month: i8, day: Option<i8>) -> Self {
        Self {
            year,
            month: Some(month),
            day,
            ambiguous: false,
        }
    }
}

/// Reads a day, a month or a year, or as much of them as stands together.
pub(super) fn read_parts(cursor: &mut Cursor<'_>, order: DayOrder) -> Option<Parts> {
    let (parts, length) = match cursor.peek()? {
        Token::Word(word) => month_first(cursor, month(word)?)?,
        Token::Number { .. } => three_numbers(cursor, order)
            .or_else(|| two_numbers(cursor))
            .or_else(|| compact(cursor))
            .or_else(|| day_first(cursor))
            .or_else(|| year_first(cursor))?,
        Token::Mark(_) => return None,
    };
    cursor.skip(length);
    Some(parts)
}

/// Whether a word is a weekday's name or an abbreviation of it (`Tue`, `Tues`, `Thurs`).
pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.iter().any(|name| abbreviates(word, name))
}

/// The month that a word names.
pub(super) fn month(word: &str) -> Option<i8> {
    let index = MONTHS.iter().position(|name| abbreviates(word, name))?;
    i8::try_from(index + 1).ok()
}

/// Whether a word is a name's beginning of three letters or more.
fn abbreviates(word: &str, name: &str) -> bool {
    word.len() >= 3
        && name
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// `19/01/2021`, `2021.1.19`, with one mark between all three.
fn three_numbers(cursor: &Cursor<'_>, order: DayOrder) -> Option<(Parts, usize)> {
    let mark = cursor
        .mark(1)
        .filter(|mark| matches!(mark, '/' | '.' | '-'))?;
    if cursor.mark(3) != Some(mark) {
        return None;
    }
    if let Some(year) = cursor.year(0) {
        let parts = Parts::ymd(Some(year), cursor.short(2)?, cursor.short(4));
        return parts.day.is_some().then_some((parts, 5));
    }
    let (first, second) = (cursor.short(0)?, cursor.short(2)?);
    let year = cursor.year(4)?;
    let day_first = match (first > 12, second > 12) {
        (true, _) => true,
        (false, true) => false,
        (false, false) => order == DayOrder::DayFirst,
    };
    let (day, month) = if day_first {
        (first, second)
    } else {
        (second, first)
    };
    let parts = Parts {
        ambiguous: first <= 12 && second <= 12 && first != second,
        ..Parts::ymd(Some(year), month, Some(day))
    };
    Some((parts, 5))
}

/// `01/2021` or `2021/01`, without gaps.
fn two_numbers(cursor: &Cursor<'_>) -> Option<(Parts, usize)> {
    cursor
        .mark(1)
        .filter(|mark| matches!(mark, '/' | '.' | '-'))?;
    if cursor.spaced(1) || cursor.spaced(2) || cursor.mark(3) == Some(':') {
        return None;
    }
    let (year, month) = match cursor.year(0) {
        Some(year) => (year, cursor.pair(2)?),
        None => (cursor.year(2)?, cursor.short(0)?),
    };
    Some((Parts::ymd(Some(year), month, None), 3))
}

/// `20210119`; the time of `202101192200` and `20210119220000` is left to the clock.
fn compact(cursor: &Cursor<'_>) -> Option<(Parts, usize)> {
    let day = cursor.number(0, 8..=8)?;
    let parts = Parts::ymd(
        i16::try_from(day / 10_000).ok(),
        i8::try_from(day / 100 % 100).ok()?,
        i8::try_from(day % 100).ok(),
    );
    Some((parts, 1))
}

/// `19 January 2021`, `19th of January, 2021`, `19-Jan-2021`, or no year.
fn day_first(cursor: &Cursor<'_>) -> Option<(Parts, usize)> {
    let day = cursor.short(0)?;
    let mut length = after_day(cursor, 1);
    length += usize::from(cursor.is_word(length, &["of"]) || joins(cursor, length));
    let month = month(cursor.word(length)?)?;
    length += 1;
    let (year, length) = year_behind(cursor, length);
    Some((Parts::ymd(year, month, Some(day)), length))
}

/// `January 19, 2021`, `Jan. 2021`, `Jan-19-2021`, or no year.
fn month_first(cursor: &Cursor<'_>, month: i8) -> Option<(Parts, usize)> {
    let mut length = 1;
    length += usize::from(cursor.mark(length) == Some('.'));
    length += usize::from(cursor.is_word(length, &["the"]) || cursor.mark(length) == Some('-'));
    match cursor.short(length) {
        Some(day) if cursor.mark(length + 1) != Some(':') => {
            let (year, length) = year_behind(cursor, after_day(cursor, length + 1));
            Some((Parts::ymd(year, month, Some(day)), length))
        }
        _ => {
            let (year, length) = year_behind(cursor, 1);
            year.map(|year| (Parts::ymd(Some(year), month, None), length))
        }
    }
}

/// `2021`, `2021 January 19`, `2021-Jan-19`.
fn year_first(cursor: &Cursor<'_>) -> Option<(Parts, usize)> {
    let year = cursor.year(0)?;
    let length = 1 + usize::from(joins(cursor, 1) || cursor.mark(1) == Some(','));
    let Some(month) = cursor.word(length).and_then(month) else {
        let parts = Parts {
            year: Some(year),
            ..Parts::default()
        };
        return Some((parts, 1));
    };
    let (parts, more) = {
        let mut rest = *cursor;
        rest.skip(length);
        month_first(&rest, month).unwrap_or((Parts::ymd(None, month, None), 1))
    };
    parts.year.is_none().then_some((
        Parts {
            year: Some(year),
            ..parts
        },
        length + more,
    ))
}

/// The place behind a day's ordinal ending, if it has one.
fn after_day(cursor: &Cursor<'_>, at: usize) -> usize {
    let ordinal = cursor.is_word(at, &["st", "nd", "rd", "th"]) && !cursor.spaced(at);
    at + usize::from(ordinal)
}

/// The year at a place, and the place behind it; commas, `of` and joining marks before it.
fn year_behind(cursor: &Cursor<'_>, at: usize) -> (Option<i16>, usize) {
    let mut year_at = at + usize::from(cursor.mark(at) == Some('.'));
    year_at += usize::from(
        cursor.mark(year_at) == Some(',')
            || cursor.is_word(year_at, &["of"])
            || joins(cursor, year_at),
    );
    let mut rest = *cursor;
    rest.skip(year_at);
    match rest.year(0) {
        Some(year) if !clock::is_military(&rest) && rest.mark(1) != Some(':') => {
            (Some(year), year_at + 1)
        }
        _ => (None, at),
    }
}

/// Whether a mark joins two parts without gaps, as in `19-Jan-2021`.
fn joins(cursor: &Cursor<'_>, at: usize) -> bool {
    matches!(cursor.mark(at), Some('-' | '/' | '.')) && !cursor.spaced(at) && !cursor.spaced(at + 1)
        || cursor.mark(at) == Some('.')
}
