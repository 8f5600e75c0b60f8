//! Days in short lines, as sites write them next to the headline: `By Ann Lee 8 January 2020, 3:51
//! pm`, `Do 25.04.24 | 14:07 Uhr | Von Ann Lee`, `Published: 3 May 2021 Updated: 4 May 2021`.
//!
//! It tells what a date in a line is the date of. How dates are spelled is known by
//! `article::spelling`.

use crate::article::Precision;
use crate::article::spelling::{
    DayOrder, Spelling, opens_with_change_label, opens_with_date_label,
};
use crate::formats::gather::dateline::read_dateline;
use crate::formats::gather::opening::byline_alone;
use crate::formats::gather::written_date::Calendar;
use std::ops::Range;

/// The longest line that is searched for a date, in bytes.
const LONGEST_LINE: usize = 400;

/// The most words of a line at which a date may start.
const MOST_STARTS: usize = 48;

/// The most words that a date has.
const MOST_WORDS: usize = 9;

/// Marks that separate the parts of a line.
const MARKS: &[char] = &[
    '|', '•', '·', '–', '—', ';', '⋅', '／', '｜', '：', '，', '(', ')', '（', '）', '[', ']',
    '【', '】', '»', '›', '/', ',',
];

/// What a date in a line is the date of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats::readers::pages::html::metadata) enum DateRole {
    /// A date that no label calls a change.
    Publication,
    /// A date after the label of a change.
    Change,
}

/// A day in a line.
struct FoundDay {
    place: Range<usize>,
    date: Spelling,
    role: DateRole,
    /// Whether a label is before it.
    is_labelled: bool,
}

/// Whether a line is only a date with its labels, authors and the like. Datelines and sentences are
/// not.
pub(in crate::formats) fn is_date_line(line: &str, order: DayOrder, calendar: Calendar) -> bool {
    if line.len() > 100 || line.ends_with(['.', '!', '?', '。', '؟']) && line.len() > 40 {
        return false;
    }
    let days = days_in(line, order, calendar);
    let Some(first) = days.first() else {
        return false;
    };
    let last = days.last().unwrap_or(first);
    let before = line[..first.place.start].trim();
    let is_labelled = before.is_empty()
        || first.is_labelled
        || line.contains(['|', '•', '·', ':', '：'])
        || is_byline(before)
        || calendar.read(line, order).is_some();
    let after = line[last.place.end..].trim_matches(is_edge);
    let is_over = after.split_whitespace().count() <= MOST_WORDS;
    is_labelled && is_over && read_dateline(line, order).is_none()
}

/// The day of publication in a line.
pub(in crate::formats::readers::pages::html::metadata) fn publication_in_line(
    line: &str,
    order: DayOrder,
    calendar: Calendar,
) -> Option<Spelling> {
    day_in_line(line, order, calendar, DateRole::Publication)
}

/// The day of a change in a line.
pub(in crate::formats::readers::pages::html::metadata) fn change_in_line(
    line: &str,
    order: DayOrder,
    calendar: Calendar,
) -> Option<Spelling> {
    day_in_line(line, order, calendar, DateRole::Change)
}

/// The day of publication in a line that may be a part of the text: only a date, a date after a
/// label or a date after an author.
pub(in crate::formats::readers::pages::html::metadata) fn labelled_day(
    line: &str,
    order: DayOrder,
    calendar: Calendar,
) -> Option<Spelling> {
    let days = days_in(line, order, calendar);
    let is_alone =
        |day: &FoundDay| is_mark(&line[..day.place.start]) && is_mark(&line[day.place.end..]);
    let day = days
        .into_iter()
        .find(|day| day.role == DateRole::Publication && (day.is_labelled || is_alone(day)))?;
    Some(day.date)
}

/// The day of publication in a line of any place: it has a label.
pub(in crate::formats::readers::pages::html::metadata) fn posted_day(
    line: &str,
    order: DayOrder,
    calendar: Calendar,
) -> Option<Spelling> {
    let days = days_in(line, order, calendar).into_iter();
    let mut posted = days.filter(|day| day.role == DateRole::Publication && day.is_labelled);
    posted.next().map(|day| day.date)
}

/// The day of publication in a short line below a text: it opens or ends the line, or has a label.
pub(in crate::formats::readers::pages::html::metadata) fn short_line_day(
    line: &str,
    order: DayOrder,
    calendar: Calendar,
) -> Option<Spelling> {
    if let Some(date) = labelled_day(line, order, calendar) {
        return Some(date);
    }
    let days = days_in(line, order, calendar);
    let day = days
        .first()
        .filter(|day| day.role == DateRole::Publication)?;
    let (before, after) = (&line[..day.place.start], &line[day.place.end..]);
    let words = before.split_whitespace().chain(after.split_whitespace());
    let is_at_edge = is_mark(before) || is_mark(after);
    (is_at_edge && days.len() == 1 && words.count() <= FEW_WORDS).then_some(day.date)
}

/// The most words of a short line next to its date.
const FEW_WORDS: usize = 5;

/// The day that opens a running text, before a mark: `27.1.2022 - The council …`.
pub(in crate::formats::readers::pages::html::metadata) fn opening_day(
    text: &str,
    order: DayOrder,
    calendar: Calendar,
) -> Option<Spelling> {
    let day = days_in(text, order, calendar).into_iter().next()?;
    let after = text[day.place.end..].trim_start();
    let is_before_mark =
        after.starts_with(['-', '–', '—', '|', ':', '•', '„', '“', '"', '/', ')', '»']);
    (is_mark(&text[..day.place.start]) && is_before_mark).then_some(day.date)
}

/// The people that a line with a date names: `By Ann Lee 8 January 2020`, `3 May 2021 | Von Bo Ek`.
pub(in crate::formats) fn byline_beside_day(
    line: &str,
    order: DayOrder,
    calendar: Calendar,
) -> Option<String> {
    let days = days_in(line, order, calendar);
    let (first, last) = (days.first()?, days.last()?);
    let parts = [&line[..first.place.start], &line[last.place.end..]];
    let parts = parts
        .into_iter()
        .flat_map(|part| part.split(['|', '•', '·', '⋅', '–', '—']));
    let parts = parts.map(|part| part.trim_matches(is_edge));
    let bare = |part: &str| {
        let words = part.trim_end_matches(|c: char| c.is_numeric() || c.is_whitespace());
        let words = words.trim_end_matches([',', '-', ':']).trim_end();
        let words = ["on", "am", "le", "el", "em", "il", "op", "den"]
            .iter()
            .find_map(|word| words.strip_suffix(word).filter(|rest| rest.ends_with(' ')))
            .unwrap_or(words);
        words.trim_end_matches([',', ' ']).to_owned()
    };
    parts.map(bare).find(|part| is_byline(part))
}

/// Words before the name of an author.
const BY: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "di",
    "door",
    "av",
    "af",
    "od",
    "de",
    "autor:",
    "author:",
    "автор:",
];

/// Whether a text is `By` and a full name.
fn is_byline(text: &str) -> bool {
    if byline_alone(text).is_some() {
        return true;
    }
    let mut words = text.split_whitespace();
    let opens = words.next().is_some_and(|first| {
        let first = first.to_lowercase();
        BY.contains(&first.as_str()) || BY.contains(&first.trim_end_matches(':'))
    });
    let names: Vec<&str> = words.collect();
    let is_name = |word: &&str| word.starts_with(char::is_uppercase);
    let is_particle = |word: &&str| word.chars().count() <= 4 && !word.contains(char::is_numeric);
    opens
        && (2..=8).contains(&names.len())
        && is_name(&names[0])
        && names.last().is_some_and(is_name)
        && names.iter().all(|word| is_name(word) || is_particle(word))
}

/// Whether a text has neither words nor numbers.
fn is_mark(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
}

/// Whether a line is short and has a number in it.
pub(in crate::formats::readers::pages::html::metadata) fn may_hold_day(line: &str) -> bool {
    line.len() <= LONGEST_LINE && line.contains(|c: char| c.is_numeric())
}

/// The day of a role in a line; of several, a labelled one.
fn day_in_line(
    line: &str,
    order: DayOrder,
    calendar: Calendar,
    role: DateRole,
) -> Option<Spelling> {
    if role == DateRole::Publication
        && let Some(date) = calendar.read(line, order).filter(is_day)
        && !opens_with_change_label(line)
    {
        return Some(date);
    }
    let mut days = days_in(line, order, calendar);
    days.retain(|day| day.role == role);
    let labelled = days.iter().position(|day| day.is_labelled);
    (!days.is_empty()).then(|| days.swap_remove(labelled.unwrap_or(0)).date)
}

fn is_day(date: &Spelling) -> bool {
    date.published.precision() >= Precision::Day
}

/// All days in a line, in their order.
fn days_in(line: &str, order: DayOrder, calendar: Calendar) -> Vec<FoundDay> {
    let mut days: Vec<FoundDay> = Vec::new();
    if !may_hold_day(line) {
        return days;
    }
    let (starts, ends) = edges(line);
    let mut done = 0;
    for start in starts {
        if start < done {
            continue;
        }
        let from = ends.partition_point(|end| *end <= start);
        let candidates = ends[from..].iter().take(MOST_WORDS).rev();
        let found = candidates.copied().find_map(|end| {
            let text = line[start..end].trim_end_matches(|c: char| is_edge(c) || ":-".contains(c));
            let has_number = text.contains(|c: char| c.is_numeric());
            let date = calendar.read(text, order).filter(|_| has_number)?;
            is_day(&date).then_some((start + text.len(), date))
        });
        if let Some((end, date)) = found {
            let label = label_before(&line[done..start]).or_else(|| label_after(&line[end..]));
            days.push(FoundDay {
                place: start..end,
                date,
                role: label.unwrap_or(DateRole::Publication),
                is_labelled: label.is_some(),
            });
            done = end;
        }
    }
    days
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || MARKS.contains(&c)
}

/// Where words of a line start, and where they end.
fn edges(line: &str) -> (Vec<usize>, Vec<usize>) {
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        if !is_edge(c) && (is_edge(before) || before == ':') && starts.len() < MOST_STARTS {
            starts.push(at);
        }
        if is_edge(c) && !is_edge(before) || matches!(before, '日' | '分' | '时' | '時') {
            ends.push(at);
        }
        before = c;
    }
    ends.push(line.len());
    (starts, ends)
}

/// Words after the day on which something was posted: `wurde am 19. Mai 2010 gepostet`.
const POSTED: &[&str] = &[
    "gepostet",
    "veröffentlicht",
    "erstellt",
    "geschrieben",
    "eingestellt",
    "publiziert",
    "verfasst",
    "posted",
    "published",
    "publicado",
    "publicada",
    "publié",
    "publiée",
    "pubblicato",
    "gepubliceerd",
    "geplaatst",
    "опубликовано",
    "opublikowano",
    "yayınlandı",
];

/// The most words between a day and such a word.
const FEW_BETWEEN: usize = 5;

/// What a word in the text after a date says of it.
fn label_after(text: &str) -> Option<DateRole> {
    let words = text.split_whitespace().take(FEW_BETWEEN);
    let mut words = words.map(|word| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    });
    words
        .any(|word| POSTED.contains(&word.as_str()))
        .then_some(DateRole::Publication)
}

/// What the last label in a text says of the date after it.
pub(in crate::formats::readers::pages::html::metadata) fn label_before(
    text: &str,
) -> Option<DateRole> {
    let is_start = |at: &usize| {
        text[..*at]
            .chars()
            .next_back()
            .is_none_or(|before| !before.is_alphanumeric())
    };
    let words = text.char_indices().filter(|(_, c)| c.is_alphabetic());
    let starts: Vec<usize> = words.map(|(at, _)| at).filter(is_start).collect();
    let starts = starts.iter().rev().take(MOST_WORDS);
    let label = starts
        .map(|at| &text[*at..])
        .find(|rest| opens_with_date_label(rest))?;
    Some(if opens_with_change_label(label) {
        DateRole::Change
    } else {
        DateRole::Publication
    })
}
