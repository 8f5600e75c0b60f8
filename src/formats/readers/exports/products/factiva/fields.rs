//! Articles of Factiva with field codes: a table of codes and values, or lines that start with a
//! code.
//!
//! How Factiva displays an article without codes is in `display`.

use super::{accession, is_furniture};
use crate::formats::lines::{Begins, Line};
use crate::formats::readers::exports::blocks::is_blank;
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::labels::{Labels, Meaning};
use crate::formats::readers::exports::sentences::is_sentence;

#[rustfmt::skip]
static CODES: Labels = Labels::new(&[
    (Meaning::Headline, &["HD"]),
    (Meaning::Section, &["SE", "CLM"]),
    (Meaning::Byline, &["BY"]),
    (Meaning::Agency, &["CR"]),
    (Meaning::Date, &["PD"]),
    (Meaning::Source, &["SN"]),
    (Meaning::Page, &["PG"]),
    (Meaning::Language, &["LA"]),
    (Meaning::Text, &["LP", "TD"]),
    (Meaning::Caption, &["ART"]),
    (Meaning::Correction, &["CX"]),
    (Meaning::Note, &["CT", "RF"]),
    (Meaning::Id, &["AN"]),
    (Meaning::Dropped, &[
        "WC", "ET", "SC", "ED", "VOL", "CY", "NGC", "GC", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "RST", "SCN",
    ]),
]);

/// A code at the start of a line, and the value on the same line.
fn code(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end();
    let end = line
        .bytes()
        .take(4)
        .position(|byte| !byte.is_ascii_uppercase());
    let end = end.unwrap_or(line.len().min(4));
    let (code, value) = line.split_at(end);
    if !(2..=3).contains(&end) || CODES.meaning(code).is_none() {
        return None;
    }
    let is_apart =
        value.is_empty() || value.starts_with(['\t', '\u{a0}']) || value.starts_with("  ");
    is_apart.then(|| (code, value.trim()))
}

/// A code that is in no table, and the value on the same line. Only after a field that is no text
/// is it known from a line in capitals.
fn unknown_code<'a>(line: &'a str, before: Option<&str>) -> Option<(&'a str, &'a str)> {
    let is_in_text = before.is_none_or(|code| {
        let meaning = CODES.meaning(code);
        meaning.is_some_and(Meaning::is_long)
    });
    let line = line.trim_end();
    let end = line.find(|c: char| !c.is_ascii_uppercase())?;
    let (code, value) = line.split_at(end);
    let is_apart = value.starts_with(['\t', '\u{a0}']) || value.starts_with("  ");
    (!is_in_text && is_apart && (2..=3).contains(&end)).then(|| (code, value.trim()))
}

/// The codes in the order of an article. Only in this order are they known where one space is
/// between code and value: `IN THE END` is text.
const ORDER: &[&str] = &[
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP",
    "TD", "ART", "CX", "CT", "RF", "CLM", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN",
];

/// Where the text of an article starts in [`ORDER`], and what follows it.
const FIRST_OF_TEXT: usize = 14;
const AFTER_TEXT: usize = 16;

/// The codes of the lines of an article that have one space after the code; `None` for other lines.
fn spaced_codes(lines: &[Line]) -> Vec<Option<(&str, &str)>> {
    let mut last: Option<usize> = None;
    let code = |line| {
        let (at, code, value) = spaced_code(line)?;
        let is_sure = match last {
            Some(last) if last >= AFTER_TEXT => true,
            Some(last) if last >= FIRST_OF_TEXT => {
                code == "TD" || value.contains(" : ") || accession(value).is_some()
            }
            _ => true,
        };
        if !is_sure || last.is_some_and(|last| at <= last) {
            return None;
        }
        last = Some(at);
        Some((code, value))
    };
    lines.iter().map(code).collect()
}

/// The code of a line with one space after it, where it is in [`ORDER`], and its value.
fn spaced_code(line: &Line) -> Option<(usize, &str, &str)> {
    let text = line.text.trim();
    let (code, value) = text.split_once(' ').unwrap_or((text, ""));
    let at = ORDER.iter().position(|own| *own == code)?;
    line.style.cell.is_none().then(|| (at, code, value.trim()))
}

/// Whether lines have codes with one space after each: the count of words and the language are what
/// they should be.
fn are_spaced(lines: &[Line]) -> bool {
    let codes = spaced_codes(lines);
    let value = |code: &str| codes.iter().flatten().find(|(own, _)| *own == code);
    let starts_with_digit =
        |value: &(&str, &str)| value.1.starts_with(|c: char| c.is_ascii_digit());
    value("HD").is_some()
        && value("WC").is_some_and(starts_with_digit)
        && value("PD").is_some_and(|(_, day)| day.contains(|c: char| c.is_ascii_digit()))
        && value("SN").is_some()
        && !lines
            .iter()
            .filter_map(code_of)
            .any(|(code, _)| code == "HD")
}

/// The value of a line, without the code that may be before it.
pub(super) fn value_of(line: &str) -> &str {
    match code(line) {
        Some(("AN", value)) => value,
        _ => line.trim_start().strip_prefix("AN ").unwrap_or(line),
    }
}

/// Whether the start of a file has codes of an article.
pub(super) fn recognizes(lines: &[Line]) -> bool {
    let codes: Vec<&str> = lines
        .iter()
        .filter_map(|line| code_of(line).map(|(code, _)| code))
        .take(40)
        .collect();
    let has = |code: &str| codes.contains(&code);
    are_spaced(lines)
        || has("HD")
            && ["WC", "PD", "SN", "LA", "LP"]
                .iter()
                .filter(|code| has(code))
                .count()
                >= 2
}

/// Whether a record has codes.
pub(super) fn has_codes(lines: &[Line]) -> bool {
    let mut codes = lines.iter().filter_map(code_of).map(|(code, _)| code);
    codes.any(|code| code == "HD" || code == "PD" || code == "LP")
        && lines.iter().filter_map(code_of).nth(2).is_some()
        || are_spaced(lines)
}

/// The code of a line: in the first cell of a row, or at the start of a line that is in no table.
fn code_of(line: &Line) -> Option<(&str, &str)> {
    match line.style.cell {
        Some(cell) if cell.column == 0 => {
            let text = line.text.trim();
            let is_code =
                (2..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
            is_code.then_some((text, ""))
        }
        Some(_) => None,
        None => code(&line.text),
    }
}

/// Reads an article.
pub(super) fn read(lines: &[Line], found: &mut Found<'_, '_>) {
    let mut fields: Vec<(&str, String)> = Vec::new();
    let mut is_new = true;
    let spaced = if are_spaced(lines) {
        spaced_codes(lines)
    } else {
        Vec::new()
    };
    for (at, line) in lines.iter().enumerate() {
        let before = fields.last().map(|(code, _)| *code);
        let unknown = || unknown_code(&line.text, before).filter(|_| line.style.cell.is_none());
        let code = match spaced.get(at) {
            Some(code) => *code,
            None => code_of(line).or_else(unknown),
        };
        if let Some((code, value)) = code {
            fields.push((code, value.to_owned()));
            is_new = value.is_empty();
            continue;
        }
        if is_blank(line) {
            is_new = true;
            continue;
        }
        let Some((code, value)) = fields.last_mut() else {
            if !is_furniture(&line.text) {
                found.left_out("line above the codes", &line.text);
            }
            continue;
        };
        let is_text = CODES.meaning(code).is_none_or(Meaning::is_long);
        if !value.is_empty() {
            let is_paragraph = is_new || line.style.begins >= Begins::Paragraph;
            value.push_str(if is_text && is_paragraph {
                "\n\n"
            } else {
                "\n"
            });
        }
        value.push_str(line.text.trim());
        is_new = false;
    }
    let time = fields
        .iter()
        .find(|(code, _)| *code == "ET")
        .map(|(_, time)| time.clone());
    for (code, value) in &fields {
        offer(code, value, time.as_deref(), found);
    }
}

fn offer(code: &str, value: &str, time: Option<&str>, found: &mut Found<'_, '_>) {
    let Some(meaning) = CODES.meaning(code) else {
        // A text under a code that is not known is the text of an article without another.
        if value.lines().any(is_sentence) {
            found.offer(Meaning::Note, code, value);
        } else {
            found.left_out(code, value);
        }
        return;
    };
    match (meaning, time) {
        (Meaning::Date, Some(time)) => {
            let both = format!("{} {}", value.trim(), time.trim());
            let is_whole = found.is_date(&both);
            found.offer(meaning, code, if is_whole { &both } else { value });
        }
        (Meaning::Id, _) => {
            let number = accession(value.lines().last().unwrap_or_default());
            found.offer(meaning, code, number.unwrap_or(value));
        }
        _ => found.offer(meaning, code, value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::lines::TextLines;

    #[test]
    fn codes_with_one_space_are_known_by_their_order() {
        let text = "HD Ferry returns\nBY Ann Lee\nWC 96 words\nPD 14 February 2018\nSN The Norvik Mercury\nLA English\n\
            LP\nThe ferry is back.\nTD\nIN THE END it was late.\nCO norvik : Norvik Lines\nPUB Norvik Group\n\
            AN Document NORVMR0020180214ee2e0000a";
        let lines: Vec<Line> = TextLines::new(Box::new(text.as_bytes()), u64::MAX)
            .filter_map(Result::ok)
            .collect();
        assert!(recognizes(&lines) && has_codes(&lines));
        let codes: Vec<&str> = spaced_codes(&lines)
            .into_iter()
            .flatten()
            .map(|(code, _)| code)
            .collect();
        assert_eq!(
            codes,
            [
                "HD", "BY", "WC", "PD", "SN", "LA", "LP", "TD", "CO", "PUB", "AN"
            ]
        );
    }

    #[test]
    fn codes_are_apart_from_their_values() {
        assert_eq!(code("HD"), Some(("HD", "")));
        assert_eq!(code("HD\u{a0}"), Some(("HD", "")));
        assert_eq!(code("PUB\tGroup"), Some(("PUB", "Group")));
        assert_eq!(code("BY  By Ann Lee"), Some(("BY", "By Ann Lee")));
        for line in ["IN THE END", "HDX  a", "In  a", "ZZ  a", "H"] {
            assert_eq!(code(line), None, "{line}");
        }
    }
}
