//! Datelines of China, Japan and Korea, which stand in brackets or run into the text:
//! `（新华社北京1月19日电）`, `中新网北京1月19日电`, `【バグダッド共同】`, `［ロンドン １９日 ロイター］`,
//! `(서울=연합뉴스)`.

use super::Dateline;
use super::scripts::{chinese_prefix, is_known, is_korean_paper};
use crate::article::spelling::{Day, DayOrder, read_day};

/// The longest dateline, in characters.
const LONGEST: usize = 40;

/// The longest name of a place, in characters.
const LONGEST_PLACE: usize = 12;

/// Brackets, and what closes them.
const BRACKETS: &[(char, char)] = &[
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('［', '］'),
    ('[', ']'),
    ('〔', '〕'),
];

/// Reads such a dateline at the start of a line.
pub(super) fn read(line: &str, order: DayOrder) -> Option<Dateline<'_>> {
    let line = line.trim_start();
    let first = line.chars().next().filter(|c| !c.is_ascii_alphanumeric())?;
    let bracket = BRACKETS.iter().find(|(open, _)| *open == first);
    let Some((open, close)) = bracket else {
        return chinese(line, order);
    };
    let inner = &line[open.len_utf8()..];
    let end = inner.find(*close)?;
    let inner = inner[..end].trim();
    if inner.chars().nth(LONGEST).is_some() {
        return None;
    }
    chinese(inner, order)
        .or_else(|| korean(inner))
        .or_else(|| japanese(inner, order))
}

/// `新华社北京1月19日电`, `据法新社巴黎19日电`, `人民网北京1月19日讯`.
fn chinese(text: &str, order: DayOrder) -> Option<Dateline<'_>> {
    let text = text.trim_start_matches(['据', '據']);
    let (agency, rest) = text.split_at(chinese_prefix(text)?);
    let (end, _) = rest
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| matches!(c, '电' | '電' | '讯' | '訊'))?;
    let head = rest[..end].trim();
    let digits = head.find(|c: char| c.is_numeric()).unwrap_or(head.len());
    let (place, day) = head.split_at(digits);
    let day = day.trim();
    if !day.is_empty() && !day.ends_with('日') {
        return None;
    }
    Some(Dateline {
        place: place_of(place),
        agency: Some(agency.trim()),
        day: Some(day).filter(|day| !day.is_empty()),
        date: match read_day(day, order) {
            Some(Day::Dated(date)) => Some(date),
            _ => None,
        },
    })
}

/// `서울=연합뉴스`, `워싱턴 AP=연합뉴스`, `연합뉴스`.
fn korean(inner: &str) -> Option<Dateline<'_>> {
    let (place, agency) = inner.split_once('=').unwrap_or(("", inner));
    let is_korean = |c: char| matches!(c, '\u{AC00}'..='\u{D7A3}');
    if !is_korean_paper(agency) || !inner.contains(is_korean) {
        return None;
    }
    let place = place.split_whitespace().next().unwrap_or_default();
    Some(Dateline {
        place: place_of(place),
        agency: Some(agency.trim()),
        ..Dateline::default()
    })
}

/// `バグダッド共同`, `ロンドン=時事`, `ワシントン １９日 ロイター`, `1月19日 AFP`.
fn japanese(inner: &str, order: DayOrder) -> Option<Dateline<'_>> {
    let starts = inner.char_indices().map(|(at, _)| at);
    let at = starts.take(LONGEST).find(|at| is_known(&inner[*at..]))?;
    let (head, agency) = inner.split_at(at);
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '=' | '＝' | '・' | '、');
    let mut dateline = Dateline {
        agency: Some(agency.trim()),
        ..Dateline::default()
    };
    for part in head.split(is_mark).filter(|part| !part.is_empty()) {
        if part.ends_with('日') && part.contains(char::is_numeric) {
            dateline.day = Some(part);
            if let Some(Day::Dated(date)) = read_day(part, order) {
                dateline.date = Some(date);
            }
        } else if dateline.place.is_none() {
            dateline.place = place_of(part);
        }
    }
    Some(dateline)
}

/// The place, unless the text names a reporter or is too long.
fn place_of(text: &str) -> Option<String> {
    let text = text.trim();
    let is_place = !text.is_empty()
        && text.chars().count() <= LONGEST_PLACE
        && !text.contains("记者")
        && !text.contains("記者")
        && text
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '·' | '・' | 'ー' | '／' | '/' | '、'));
    is_place.then(|| text.to_owned())
}
