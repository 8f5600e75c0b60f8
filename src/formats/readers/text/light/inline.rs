//! Marks within lines: pairs of characters around words, as Org, `AsciiDoc` and
//! `reStructuredText` write emphasis.
//!
//! A mark opens before a word and closes after one, both at the border of words, so `5 * 3` and
//! `snake_case_name` stay as they are.

use std::ops::Range;

/// A text without pairs of the marks around words.
pub(super) fn without_marks(text: &str, marks: &[char]) -> String {
    if !text.contains(marks) {
        return text.to_owned();
    }
    let characters: Vec<char> = text.chars().collect();
    let mut dropped = vec![false; characters.len()];
    // The run of each mark that was opened last.
    let mut opened: Vec<Option<Range<usize>>> = vec![None; marks.len()];
    let border = |at: Option<char>| at.is_none_or(|c| !c.is_alphanumeric());
    let is_tight = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let mut at = 0;
    while let Some(mark) = characters.get(at) {
        let same = characters[at..].iter().take_while(|c| *c == mark);
        let run = at..at + same.count();
        at = run.end;
        let Some(which) = marks.iter().position(|own| own == mark) else {
            continue;
        };
        let before = run.start.checked_sub(1).map(|at| characters[at]);
        let after = characters.get(run.end).copied();
        match opened[which].take() {
            Some(start) if is_tight(before) && border(after) => {
                dropped[start].fill(true);
                dropped[run].fill(true);
            }
            _ if is_tight(after) && border(before) => opened[which] = Some(run),
            other => opened[which] = other,
        }
    }
    let kept = characters.iter().zip(&dropped);
    kept.filter(|(_, dropped)| !**dropped)
        .map(|(c, _)| *c)
        .collect()
}

/// A text in which each `open…close` is replaced by what `shown` makes of the text between.
/// Where it makes nothing, the text stays.
pub(super) fn replaced(
    text: &str,
    open: &str,
    close: &str,
    shown: impl Fn(&str) -> Option<String>,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let inner = &rest[start + open.len()..];
        let Some(end) = inner.find(close) else {
            break;
        };
        if let Some(text) = shown(&inner[..end]) {
            out.push_str(&rest[..start]);
            out.push_str(&text);
            rest = &inner[end + close.len()..];
        } else {
            out.push_str(&rest[..start + open.len()]);
            rest = inner;
        }
    }
    out.push_str(rest);
    out
}

/// The text after the mark of an item of a list: `- item`, `12. item`; `None` if there is none.
pub(super) fn item<'t>(line: &'t str, marks: &[&str]) -> Option<&'t str> {
    let line = line.trim_start();
    for mark in marks {
        if let Some(rest) = line.strip_prefix(mark)
            && rest.starts_with(' ')
        {
            return Some(rest.trim_start());
        }
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let is_number = (1..=3).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "));
    is_number.then(|| rest[2..].trim_start())
}

/// A row of a table between bars, `| a | b |`, with a bar between its cells.
pub(super) fn row(line: &str) -> String {
    let cells = line.trim().trim_matches('|').split('|');
    let cells: Vec<&str> = cells
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    cells.join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_dropped_around_words_only() {
        for (text, plain) in [
            ("*Deliveries* will be /slow/.", "Deliveries will be slow."),
            ("5 * 3 * 2 and a/b/c", "5 * 3 * 2 and a/b/c"),
            ("(*both* words)", "(both words)"),
            ("**two**", "two"),
            ("* open", "* open"),
            ("", ""),
        ] {
            assert_eq!(without_marks(text, &['*', '/']), plain, "{text}");
        }
    }

    #[test]
    fn items_have_marks_or_numbers() {
        for (line, text) in [
            ("- one", Some("one")),
            ("  12. two", Some("two")),
            ("2021. Nothing", None),
            ("-one", None),
        ] {
            assert_eq!(item(line, &["-", "*"]), text, "{line}");
        }
    }
}
