//! One line of metadata: its label and value, or several of them.
//!
//! A line may have only a date or a byline, or both with the name of a paper: `2021年01月19日 10:30
//! 来源：示例网`, `By Ann Lee | 19 January 2021`. `metadata` makes blocks of such lines.

use super::key::Key;
use super::labels::{LONGEST as LONGEST_KEY, is_direction, key_of};
use super::site::{is_host, names_paper};
use crate::article::spelling::{Day, DayOrder, read_day};
use crate::formats::gather::opening::byline_alone;
use std::borrow::Cow;

/// The longest line that is a date and nothing else, in bytes.
const LONGEST_DATE: usize = 100;

/// The most words of a label after another entry.
const MOST_LABEL_WORDS: usize = 4;

/// The most entries in one line.
const MOST_IN_LINE: usize = 8;

/// One entry of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// The meaning of its key; `None` if that is not known.
    pub(super) key: Option<Key>,
    /// Its value, wrapped lines joined.
    pub(super) value: Cow<'a, str>,
    /// Its lines as in the file. Of several entries in one line, the first has the line.
    pub(super) lines: &'a str,
    /// Whether a blank line is above it, or nothing.
    pub(super) is_apart: bool,
}

impl<'a> Entry<'a> {
    /// The entry of a line that is the name of the author.
    pub(super) fn author(line: &'a str) -> Self {
        bare(Key::Byline, line)
    }

    /// Whether it has no label: it is only a date or a byline.
    pub(super) fn is_bare(&self) -> bool {
        split_at_colon(self.lines).is_none_or(|(key, _)| key.is_none())
    }
}

/// Splits a line into key and value. A line that is a byline, a date or an address is an entry too.
pub(super) fn split_entry(line: &str) -> Option<(Option<Key>, &str)> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || is_direction(c));
    let labelled = split_at_colon(line);
    if let Some((Some(_), _)) = labelled {
        return labelled;
    }
    if let Some(byline) = byline_alone(line) {
        return Some((Some(Key::Byline), byline));
    }
    let plain = line.trim_matches(['*', '_']);
    if is_date_alone(plain) {
        return Some((Some(Key::Published), plain));
    }
    if is_address_alone(line) {
        return Some((Some(Key::Url), line));
    }
    labelled
}

/// Whether a line is the address of a page and nothing else. The address of a site is its name.
fn is_address_alone(line: &str) -> bool {
    let is_web = line.starts_with("http://") || line.starts_with("https://");
    is_web && !line.contains(char::is_whitespace) && !is_host(line)
}

/// Splits a line into key and value at its first colon.
fn split_at_colon(line: &str) -> Option<(Option<Key>, &str)> {
    let (colon, mark) = line
        .char_indices()
        .take(LONGEST_KEY + 1)
        .find(|(_, c)| is_colon(*c))?;
    let (written, value) = (line[..colon].trim(), &line[colon + mark.len_utf8()..]);
    let known = key_of(written.trim_matches(['【', '】', '[', ']']));
    let is_value = value.is_empty() || value.starts_with(char::is_whitespace);
    let is_entry = known.is_some() || (is_key(written) && is_value);
    (is_entry && !value.starts_with("//")).then(|| (known, value.trim()))
}

pub(super) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '∶' | '﹕')
}

/// Whether a text can be a key that is not known.
fn is_key(written: &str) -> bool {
    written.starts_with(char::is_alphabetic)
        && written.split_whitespace().count() <= 4
        && written
            .chars()
            .all(|c| c.is_alphanumeric() || " _-./'()#\u{a0}\u{200c}".contains(c))
}

/// Whether a line is a date and nothing else. Numbers without marks and months are none: they may
/// be a headline or a part of a table.
fn is_date_alone(line: &str) -> bool {
    line.len() <= LONGEST_DATE
        && may_have_day(line)
        && line.contains(|c: char| !c.is_numeric())
        && matches!(read_day(line, DayOrder::default()), Some(Day::Dated(_)))
}

/// The entries of a line that opens with this key, such as `发布时间：2021-01-19 来源：示例网` or
/// `By: Ann Lee | Date: 3 May 2021`. They are several only if each further label is known and each
/// value is typical.
pub(super) fn entries_in_line<'a>(
    line: &'a str,
    key: Option<Key>,
    value: &'a str,
    is_apart: bool,
) -> Vec<Entry<'a>> {
    let entry = |key, value, lines, is_apart| Entry {
        key,
        value: Cow::Borrowed(value),
        lines,
        is_apart,
    };
    let whole = vec![entry(key, value, line, is_apart)];
    let Some(mut key) = key else { return whole };
    let mut entries = Vec::new();
    let mut start = 0; // of the entry in the line
    let mut from = value.as_ptr().addr() - line.as_ptr().addr(); // of its value
    let first_value = from;
    let colons = line.char_indices().filter(|(_, c)| is_colon(*c));
    for (colon, mark) in colons
        .skip_while(|(at, _)| *at < first_value)
        .take(MOST_IN_LINE)
    {
        let Some((label, next)) = label_before(&line[from..colon]) else {
            continue;
        };
        let end = from + label;
        let is_first = entries.is_empty();
        entries.push(entry(
            Some(key),
            trimmed_part(&line[from..end]),
            trimmed_part(&line[start..end]),
            is_apart && is_first,
        ));
        (key, start, from) = (next, end, colon + mark.len_utf8());
    }
    let last = (trimmed_part(&line[from..]), trimmed_part(&line[start..]));
    entries.push(entry(
        Some(key),
        last.0,
        last.1,
        is_apart && entries.is_empty(),
    ));
    let fit = |entry: &Entry<'_>| entry.key.is_some_and(|key| key.fits(&entry.value));
    if entries.len() > 1 && entries.iter().all(fit) {
        entries
    } else {
        whole
    }
}

/// The longest known label at the end of a text, and where it starts.
fn label_before(text: &str) -> Option<(usize, Key)> {
    let text = text.trim_end();
    if text.ends_with(|c: char| c.is_ascii_digit()) {
        return None; // a time of day
    }
    let is_gap = |c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '　');
    let starts = text.char_indices().rev().filter(|(_, c)| is_gap(*c));
    let labels = starts.take(MOST_LABEL_WORDS).filter_map(|(gap, c)| {
        let start = gap + c.len_utf8();
        key_of(&text[start..]).map(|key| (start, key))
    });
    labels.last()
}

fn trimmed_part(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '•' | '·'))
}

/// The longest line with a date and other entries, in bytes.
const LONGEST_DATED: usize = 240;

/// The fewest numerals of a day: those of `1/2/3`.
const LEAST_NUMERALS: usize = 3;

/// How near to the edge of such a line a number has to be, in characters.
const NEAR_EDGE: usize = 20;

/// The most places at which a date may end or start.
const MOST_EDGES: usize = 14;

/// The entries of a line that starts or ends with a date without a label.
pub(super) fn dated_line(line: &str, is_apart: bool) -> Option<Vec<Entry<'_>>> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || is_direction(c));
    let has_number = |c: char| c.is_numeric();
    if line.len() > LONGEST_DATED || !may_have_day(line) || is_date_alone(line) {
        return None;
    }
    let mut entries = None;
    if line.chars().take(NEAR_EDGE).any(has_number) {
        entries = edges(line).rev().find_map(|at| {
            let (date, rest) = (trimmed_part(&line[..at]), trimmed_part(&line[at..]));
            let date = date.trim_end_matches([',', '，']);
            let others = is_bare_date(date, rest).then(|| beside_date(rest))??;
            Some(
                std::iter::once(bare(Key::Published, date))
                    .chain(others)
                    .collect(),
            )
        });
    }
    if entries.is_none() && line.chars().rev().take(NEAR_EDGE).any(has_number) {
        entries = edges(line).find_map(|at| {
            let (rest, date) = (trimmed_part(&line[..at]), trimmed_part(&line[at..]));
            let rest = rest.trim_end_matches([',', '，', ' ']);
            let others = is_bare_date(date, rest).then(|| beside_date(rest))??;
            Some(
                others
                    .into_iter()
                    .chain([bare(Key::Published, date)])
                    .collect(),
            )
        });
    }
    let mut entries: Vec<Entry<'_>> = entries?;
    for entry in &mut entries {
        entry.is_apart = false;
    }
    let first = entries.first_mut()?;
    first.is_apart = is_apart;
    Some(entries)
}

/// Whether a text has as many numerals as a day.
fn may_have_day(text: &str) -> bool {
    text.chars()
        .filter(|c| c.is_numeric())
        .nth(LEAST_NUMERALS - 1)
        .is_some()
}

/// Whether a text is a date that no label names, neither in it nor at the end of the rest.
fn is_bare_date(date: &str, rest: &str) -> bool {
    let is_labelled = || matches!(split_at_colon(date), Some((Some(_), _)));
    !rest.ends_with(is_colon) && is_date_alone(date) && !is_labelled()
}

/// Where a date may end or start: at white space and bars, and where a script without spaces goes on
/// after a number.
fn edges(line: &str) -> impl DoubleEndedIterator<Item = usize> {
    let mut edges = Vec::new();
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let is_gap = (c.is_whitespace() || matches!(c, '|' | '｜')) && !before.is_whitespace();
        let is_word = matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
        let goes_on = before.is_ascii_digit() && is_word
            || before.is_alphabetic() && c.is_ascii_digit() && !before.is_ascii();
        if at > 0 && (is_gap || goes_on) {
            edges.push(at);
        }
        before = c;
    }
    edges.truncate(MOST_EDGES);
    edges.into_iter()
}

/// The entries of a text next to a date: labelled ones, a byline or the name of a paper.
fn beside_date(text: &str) -> Option<Vec<Entry<'_>>> {
    if let Some((Some(key), value)) = split_at_colon(text) {
        let entries = entries_in_line(text, Some(key), value, false);
        let fit = |entry: &Entry<'_>| {
            entry
                .key
                .is_some_and(|key| key.names() && key.fits(&entry.value))
        };
        return entries.iter().all(fit).then_some(entries);
    }
    if let Some(byline) = byline_alone(text) {
        return Some(vec![bare(Key::Byline, byline)]);
    }
    names_paper(text).then(|| vec![bare(Key::Source, text)])
}

/// An entry without a label.
fn bare(key: Key, text: &str) -> Entry<'_> {
    Entry {
        key: Some(key),
        value: Cow::Borrowed(text),
        lines: text,
        is_apart: false,
    }
}
