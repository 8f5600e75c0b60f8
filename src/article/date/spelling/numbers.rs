//! Reads days from numbers alone: `19/01/2021`, `4/23/18`, `99-12-31`, `20210119`.
//!
//! Functions take a cursor at the first token and return the parts with the number of tokens that
//! they take, or `None` if the tokens have another form.

use super::parts::Parts;
use super::token::Cursor;
use super::{DayOrder, Habit};

/// `19/01/2021`, `2021.1.19`, with the same mark twice.
pub(super) fn three_numbers(cursor: &Cursor<'_>, order: DayOrder) -> Option<(Parts, usize)> {
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
    let year = cursor.year(4)?;
    Some((day_and_month(cursor, order, mark, year)?, 5))
}

/// `19/01/21`, `1/19/21`, `25. 4. 24`, `99-12-31`, with the same mark twice.
pub(super) fn three_short_numbers(
    cursor: &Cursor<'_>,
    order: DayOrder,
    habit: Habit,
) -> Option<(Parts, usize)> {
    let mark = cursor.mark(1)?;
    let is_tight = |at: usize| !cursor.spaced(at) && (mark == '.' || !cursor.spaced(at + 1));
    if !matches!(mark, '/' | '.' | '-')
        || cursor.mark(3) != Some(mark)
        || !is_tight(1)
        || !is_tight(3)
    {
        return None;
    }
    let has_day_last = habit.has_year_first() && cursor.short(4).is_some_and(|day| day <= 31);
    let first = cursor
        .pair(0)
        .filter(|first| has_day_last || !(1..=31).contains(first));
    if let (Some(year), Some(month), Some(day)) = (first, cursor.short(2), cursor.short(4)) {
        let parts = Parts::ymd(Some(habit.whole_year(year)), month, Some(day));
        return Some((parts.of_short_year(), 5));
    }
    let at = 4 + usize::from(cursor.mark(4) == Some('\''));
    let year = habit.whole_year(cursor.pair(at)?);
    let parts = day_and_month(cursor, order, mark, year)?;
    Some((parts.of_short_year(), at + 1))
}

/// The day and the month in the first two of three numbers.
fn day_and_month(cursor: &Cursor<'_>, order: DayOrder, mark: char, year: i16) -> Option<Parts> {
    let (first, second) = (cursor.short(0)?, cursor.short(2)?);
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
    let is_open = mark != '.' || order == DayOrder::MonthFirst;
    Some(Parts {
        ambiguous: is_open && first <= 12 && second <= 12 && first != second,
        ..Parts::ymd(Some(year), month, Some(day))
    })
}

/// `01/2021` or `2021/01`, without spaces.
pub(super) fn two_numbers(cursor: &Cursor<'_>) -> Option<(Parts, usize)> {
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

/// `20210119`, exactly eight digits.
pub(super) fn compact(cursor: &Cursor<'_>) -> Option<(Parts, usize)> {
    let day = cursor.number(0, 8..=8)?;
    let parts = Parts::ymd(
        i16::try_from(day / 10_000).ok(),
        i8::try_from(day / 100 % 100).ok()?,
        i8::try_from(day % 100).ok(),
    );
    Some((parts, 1))
}
