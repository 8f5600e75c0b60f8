//! Reads times of day and time zones from a date's tokens.
//!
//! Functions take a cursor at the first token and return what they read with the number of its
//! tokens, or `None` if the tokens have another form.

use super::token::{Cursor, Token};
use jiff::civil::Time;
use jiff::tz::Offset;

/// Names of zones with one offset, in minutes east of UTC. The American ones are those of RFC 2822,
/// section 4.3.
#[rustfmt::skip]
const ZONES: &[(&str, i32)] = &[
    ("UTC", 0), ("GMT", 0), ("UT", 0), ("Z", 0),
    ("EST", -300), ("EDT", -240), ("CST", -360), ("CDT", -300),
    ("MST", -420), ("MDT", -360), ("PST", -480), ("PDT", -420),
    ("AKST", -540), ("AKDT", -480), ("HST", -600), ("BRT", -180),
    ("WET", 0), ("WEST", 60), ("CET", 60), ("CEST", 120), ("EET", 120), ("EEST", 180),
    ("MSK", 180), ("МСК", 180), ("мск", 180), ("TRT", 180), ("IRST", 210), ("IRDT", 270), ("PKT", 300), ("NPT", 345),
    ("WIB", 420), ("WITA", 480), ("HKT", 480), ("SGT", 480), ("PHT", 480), ("JST", 540), ("KST", 540),
    ("AWST", 480), ("ACST", 570), ("ACDT", 630), ("AEST", 600), ("AEDT", 660),
    ("NZST", 720), ("NZDT", 780),
    ("WAT", 60), ("CAT", 120), ("SAST", 120), ("EAT", 180),
];

/// Words after a time that name a zone without one offset: several countries use the name, or the
/// offset differs in summer.
const VAGUE_ZONES: &[&str] = &["BST", "IST", "AST", "ET", "CT", "MT", "PT", "local", "time"];

/// A time of day as written; it need not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    hour: i8,
    minute: i8,
    /// The second, if there is one.
    pub(super) second: Option<i8>,
}

/// A zone as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zone {
    /// Its offset; `None` for a name with several.
    pub(super) offset: Option<Offset>,
}

impl Clock {
    /// The time; `None` if it does not exist. A leap second counts as the second before it.
    pub(super) fn time(self) -> Option<Time> {
        let second = self.second.unwrap_or(0);
        if second > 60 {
            return None;
        }
        Time::new(self.hour, self.minute, second.min(59), 0).ok()
    }
}

/// Reads a time of day. Hours and minutes may be joined by a full stop if `after_day` or `a.m.`
/// rules out that they are the start of a date.
pub(super) fn read_clock(cursor: &mut Cursor<'_>, after_day: bool) -> Option<Clock> {
    let (clock, length) = match cursor.peek()? {
        Token::Word(word) => match named(word) {
            Some(clock) => (clock, 1),
            None => eastern(cursor)?,
        },
        Token::Number { .. } => joined(cursor, after_day)
            .or_else(|| french(cursor))
            .or_else(|| eastern(cursor))
            .or_else(|| compact(cursor))
            .or_else(|| hour_alone(cursor))?,
        Token::Mark(_) => return None,
    };
    cursor.skip(length);
    if cursor.is_word(0, &["hrs", "hours", "h"]) {
        cursor.skip(1);
    }
    Some(clock)
}

/// Whether a time of day can start with this word: `morning` or `afternoon` in Chinese, Japanese or
/// Korean.
pub(super) fn opens_time(word: &str) -> bool {
    ["上", "午", "早", "凌", "下", "晚", "오전", "오후"].contains(&word)
}

/// The time that `noon` or `midnight` names.
pub(super) fn named(word: &str) -> Option<Clock> {
    let hour = if word.eq_ignore_ascii_case("noon") {
        12
    } else if word.eq_ignore_ascii_case("midnight") {
        0
    } else {
        return None;
    };
    Some(Clock {
        hour,
        minute: 0,
        second: None,
    })
}

/// `22:00`, `10:00:05.3 PM`, `10.30am`.
fn joined(cursor: &Cursor<'_>, after_day: bool) -> Option<(Clock, usize)> {
    let (hour, minute) = (cursor.short(0)?, cursor.pair(2)?);
    let mut clock = Clock {
        hour,
        minute,
        second: None,
    };
    let mut length = 3;
    match cursor.mark(1)? {
        ':' => {
            if cursor.mark(3) == Some(':')
                && let Some(second) = cursor.pair(4)
            {
                clock.second = Some(second);
                length = 5;
                let fraction = matches!(cursor.mark(5), Some('.' | ',')) && !cursor.spaced(6);
                if fraction && cursor.number(6, 1..=18).is_some() {
                    length = 7;
                }
            }
        }
        '.' if after_day || half(cursor, length).is_some() => {
            if cursor.mark(3) == Some('.') && cursor.number(4, 1..=18).is_some() {
                // `22.05.00`, and not `19.01.2021`
                clock.second = Some(cursor.pair(4).filter(|_| after_day)?);
                length = 5;
            }
        }
        _ => return None,
    }
    in_its_half(cursor, clock, length)
}

/// `22h00`, `22 h 00`, `22h`, `22 Uhr 30`, `22 uur`.
fn french(cursor: &Cursor<'_>) -> Option<(Clock, usize)> {
    let hour = cursor.short(0)?;
    if !cursor.is_word(1, &["h", "uhr", "uur", "heures", "часов"]) {
        return None;
    }
    let is_year = cursor.number(2, 4..=4).is_some();
    let minute = cursor
        .pair(2)
        .filter(|_| !is_year && cursor.spaced(1) == cursor.spaced(2));
    let clock = Clock {
        hour,
        minute: minute.unwrap_or(0),
        second: None,
    };
    Some((clock, 2 + usize::from(minute.is_some())))
}

/// `22時30分`, `下午10:30`, `오후 10시 30분`: the half of the day comes before the hour.
fn eastern(cursor: &Cursor<'_>) -> Option<(Clock, usize)> {
    const HALVES: &[(&[&str], bool)] = &[
        (&["上", "午"], false),
        (&["午", "前"], false),
        (&["早", "上"], false),
        (&["凌", "晨"], false),
        (&["下", "午"], true),
        (&["午", "後"], true),
        (&["午", "后"], true),
        (&["晚", "上"], true),
        (&["오전"], false),
        (&["오후"], true),
    ];
    let half = HALVES.iter().find(|(words, _)| {
        let mut places = (0..).zip(words.iter());
        places.all(|(at, word)| cursor.is_word(at, &[word]))
    });
    let at = half.map_or(0, |(words, _)| words.len());
    let mut clock = Clock {
        hour: cursor.short(at)?,
        minute: 0,
        second: None,
    };
    let mut length = at + 2;
    if cursor.is_word(at + 1, &["時", "时", "点", "點", "시"]) {
        if cursor.is_word(at + 3, &["分", "분"]) {
            clock.minute = cursor.short(at + 2)?;
            length = at + 4;
        }
        if cursor.is_word(at + 5, &["秒", "초"]) {
            clock.second = Some(cursor.short(at + 4)?);
            length = at + 6;
        }
    } else {
        half?;
        (clock, length) = {
            let mut rest = *cursor;
            rest.skip(at);
            let (clock, more) = joined(&rest, false)?;
            (clock, at + more)
        };
    }
    clock.hour = match half {
        Some((_, afternoon)) => hour_in_half(clock.hour, *afternoon)?,
        None => clock.hour,
    };
    Some((clock, length))
}

/// `2200 GMT`, `2200 hrs`, and ISO 8601's `T2200`, `T220005` and `T220005.123`.
fn compact(cursor: &Cursor<'_>) -> Option<(Clock, usize)> {
    let after_t = matches!(cursor.previous(), Some(Token::Word("T" | "t"))) && !cursor.spaced(0);
    let (minutes, second) = if let Some(number) = cursor.number(0, 6..=6).filter(|_| after_t) {
        (number / 100, i8::try_from(number % 100).ok())
    } else if after_t || is_military(cursor) {
        (cursor.number(0, 4..=4)?, None)
    } else {
        return None;
    };
    let clock = Clock {
        hour: i8::try_from(minutes / 100).ok()?,
        minute: i8::try_from(minutes % 100).ok()?,
        second,
    };
    let has_fraction = second.is_some()
        && cursor.mark(1) == Some('.')
        && !cursor.spaced(2)
        && matches!(cursor.ahead(2), Some(Token::Number { .. }));
    Some((clock, if has_fraction { 3 } else { 1 }))
}

/// Whether four digits are a time because a zone or `hrs` follows.
pub(super) fn is_military(cursor: &Cursor<'_>) -> bool {
    cursor.number(0, 4..=4).is_some()
        && (cursor.is_word(1, &["hrs", "hours", "h"])
            || cursor
                .word(1)
                .is_some_and(|word| word.len() >= 3 && zone_minutes(word).is_some()))
}

/// `10 p.m.`, `12 noon`.
fn hour_alone(cursor: &Cursor<'_>) -> Option<(Clock, usize)> {
    let clock = Clock {
        hour: cursor.short(0)?,
        minute: 0,
        second: None,
    };
    if clock.hour == 12
        && let Some(named) = cursor.word(1).and_then(named)
    {
        return Some((named, 2));
    }
    half(cursor, 1)?;
    in_its_half(cursor, clock, 1)
}

/// Moves a time into the half of the day at a place, if there is one.
fn in_its_half(cursor: &Cursor<'_>, mut clock: Clock, at: usize) -> Option<(Clock, usize)> {
    let Some((afternoon, length)) = half(cursor, at) else {
        return Some((clock, at));
    };
    clock.hour = hour_in_half(clock.hour, afternoon)?;
    Some((clock, at + length))
}

/// The hour of the day, from an hour before or after noon.
fn hour_in_half(hour: i8, afternoon: bool) -> Option<i8> {
    Some(match (hour, afternoon) {
        (12, false) => 0,
        (0..=11, false) | (12..=23, true) => hour,
        (1..=11, true) => hour + 12,
        _ => return None,
    })
}

/// Reads `am`, `p.m.`, `ب.ظ` and the like. Returns whether it is the afternoon, and the number of
/// tokens.
fn half(cursor: &Cursor<'_>, at: usize) -> Option<(bool, usize)> {
    const MORNING: &[&str] = &["am", "ص", "صباحا", "صباحًا", "صبح"];
    const AFTERNOON: &[&str] = &["pm", "م", "مساء", "مساءً", "عصر"];
    const DOTTED: &[(&str, &str, bool)] = &[
        ("a", "m", false),
        ("p", "m", true),
        ("ق", "ظ", false),
        ("ب", "ظ", true),
        ("π", "μ", false),
        ("μ", "μ", true),
        // Albanian
        ("p", "d", false),
        ("m", "d", true),
    ];
    if cursor.is_word(at, MORNING) {
        return Some((false, 1));
    }
    if cursor.is_word(at, AFTERNOON) {
        return Some((true, 1));
    }
    let (_, _, afternoon) = DOTTED.iter().find(|(first, second, _)| {
        cursor.is_word(at, &[first])
            && cursor.mark(at + 1) == Some('.')
            && cursor.is_word(at + 2, &[second])
    })?;
    let length = 3 + usize::from(cursor.mark(at + 3) == Some('.'));
    Some((*afternoon, length))
}

/// Reads a zone: `EST`, `+0300`, `UTC+3`, `GMT+03:30`. Skips the comment that browsers write after
/// an offset: `GMT+0100 (Central European Standard Time)`.
pub(super) fn read_zone(cursor: &mut Cursor<'_>) -> Option<Zone> {
    let zone = read_zone_alone(cursor)?;
    if zone.offset.is_some() && cursor.mark(0) == Some('(') {
        let words = cursor.words_after(0);
        if words > 0 && cursor.mark(words + 1) == Some(')') {
            cursor.skip(words + 2);
        }
    }
    Some(zone)
}

fn read_zone_alone(cursor: &mut Cursor<'_>) -> Option<Zone> {
    match cursor.peek()? {
        Token::Mark('+' | '-') => {
            let (offset, length) = signed_offset(cursor, 0, 2)?;
            cursor.skip(length);
            Some(Zone {
                offset: Some(offset),
            })
        }
        Token::Word(word) => {
            if VAGUE_ZONES
                .iter()
                .any(|zone| word.eq_ignore_ascii_case(zone))
            {
                cursor.skip(1);
                return Some(Zone { offset: None });
            }
            let minutes = zone_minutes(word)?;
            let (offset, length) = (minutes == 0)
                .then(|| signed_offset(cursor, 1, 1))
                .flatten()
                .or_else(|| Some((offset(minutes)?, 0)))?;
            cursor.skip(1 + length);
            Some(Zone {
                offset: Some(offset),
            })
        }
        _ => None,
    }
}

fn zone_minutes(word: &str) -> Option<i32> {
    let (_, minutes) = ZONES
        .iter()
        .find(|(name, _)| word.eq_ignore_ascii_case(name))?;
    Some(*minutes)
}

/// A signed offset at a place and the number of its tokens: `+0300`, `+03:30`, or hours alone with
/// at least `least` digits. In `- 19 January` a space follows the sign, so it is not an offset.
fn signed_offset(cursor: &Cursor<'_>, at: usize, least: usize) -> Option<(Offset, usize)> {
    let sign = match cursor.mark(at)? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    if cursor.spaced(at + 1) {
        return None;
    }
    let (minutes, length) = if let Some(number) = cursor.number(at + 1, 4..=4) {
        let number = i32::try_from(number).ok()?;
        (checked_minutes(number / 100, number % 100)?, 2)
    } else {
        let hours = i32::try_from(cursor.number(at + 1, least..=2)?).ok()?;
        match (cursor.mark(at + 2), cursor.pair(at + 3)) {
            (Some(':'), Some(minute)) => (checked_minutes(hours, minute.into())?, 4),
            (Some('/' | '-' | '.'), Some(_)) => return None, // -19/01/2021
            _ => (checked_minutes(hours, 0)?, 2),
        }
    };
    Some((offset(sign * minutes)?, length))
}

fn checked_minutes(hours: i32, minutes: i32) -> Option<i32> {
    (hours <= 15 && minutes <= 59).then_some(hours * 60 + minutes)
}

fn offset(minutes: i32) -> Option<Offset> {
    Offset::from_seconds(minutes * 60).ok()
}
