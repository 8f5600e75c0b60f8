//! The cells of one sheet of a workbook.
//!
//! A cell has a number, a string of its own, or the number of a shared string. Its place is written
//! (`B2`) or follows from the cell before it. Of formulas only links are read:
//! `HYPERLINK("https://post.example/", "Ferry sold")`.

use super::dates::date_of;
use super::formats::Formats;
use super::rows::Sheet;
use super::strings::Strings;
use crate::article::Problem;
use crate::formats::xml::Fault;
use crate::formats::xml::events::{Event, Tag, each_event};
use std::ops::ControlFlow;

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    kind: String,
    format: usize,
    value: String,
    /// Its formula, if it may be a link.
    formula: String,
    is_value: bool,
    is_formula: bool,
    in_sounds: bool,
}

/// The longest formula that is read, in bytes.
const LONGEST_FORMULA: usize = 8 << 10;

/// Reads a sheet.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    strings: &Strings,
    formats: &Formats,
    is_from_1904: bool,
) -> Result<Sheet, Problem> {
    let mut sheet = Sheet::new(name);
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut cell = Cell::default();
    each_event(bytes, |event| {
        match event {
            Event::Start(tag) => match tag.name() {
                "row" => {
                    let written = tag.attribute("r").and_then(|number| number.parse().ok());
                    row = written.unwrap_or_else(|| row.saturating_add(1));
                    column = 0;
                }
                "c" => {
                    let written = tag.attribute("r").and_then(|place| column_of(&place));
                    column = written.unwrap_or_else(|| column.saturating_add(1));
                    cell.start(tag);
                }
                "v" | "t" => cell.is_value = true,
                "f" => cell.is_formula = true,
                "rPh" => cell.in_sounds = true,
                _ => {}
            },
            Event::End(name) => match name {
                "v" | "t" => cell.is_value = false,
                "f" => cell.is_formula = false,
                "rPh" => cell.in_sounds = false,
                "c" => {
                    let shown = cell.shown(strings, formats, is_from_1904);
                    match link(&cell.formula) {
                        None => sheet.push(row, column, &shown),
                        Some((target, label)) => {
                            let shown = if shown.is_empty() { label } else { shown };
                            sheet.push(row, column, &shown);
                            sheet.push_link(row, target);
                        }
                    }
                }
                _ => {}
            },
            Event::Text(text) if cell.is_value && !cell.in_sounds => cell.value.push_str(text),
            Event::Text(text)
                if cell.is_formula && cell.formula.len() + text.len() < LONGEST_FORMULA =>
            {
                cell.formula.push_str(text);
            }
            Event::Text(_) => {}
        }
        if sheet.is_full() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })
    .map_err(Fault::of_file)?;
    Ok(sheet)
}

impl Cell {
    fn start(&mut self, tag: Tag<'_>) {
        self.kind.clear();
        self.kind.push_str(&tag.attribute("t").unwrap_or_default());
        let format = tag.attribute("s").and_then(|format| format.parse().ok());
        self.format = format.unwrap_or(0);
        self.value.clear();
        self.formula.clear();
        (self.is_value, self.is_formula, self.in_sounds) = (false, false, false);
    }

    /// What the cell shows.
    fn shown(&self, strings: &Strings, formats: &Formats, is_from_1904: bool) -> String {
        match self.kind.as_str() {
            "s" => {
                let number = self.value.trim().parse().ok();
                let text = number.and_then(|number| strings.get(number));
                unescaped(text.unwrap_or_default())
            }
            "str" | "inlineStr" => unescaped(&self.value),
            "b" => String::from(if self.value.trim() == "1" {
                "true"
            } else {
                "false"
            }),
            "e" => String::new(),
            "d" => self.value.clone(),
            _ if formats.is_date(self.format) => {
                let days = self.value.trim().parse().ok();
                let date = days.and_then(|days| date_of(days, is_from_1904));
                date.unwrap_or_else(|| self.value.clone())
            }
            _ => self.value.clone(),
        }
    }
}

/// The address and the text of a formula that is a link: `HYPERLINK("https://a.example","Sold")`.
fn link(formula: &str) -> Option<(String, String)> {
    let start = formula.trim().trim_start_matches('=');
    let rest = start
        .get(.."HYPERLINK(".len())
        .filter(|name| name.eq_ignore_ascii_case("HYPERLINK("))
        .map(|name| &start[name.len()..])?;
    let (target, rest) = quoted(rest)?;
    let separator = rest.trim_start().strip_prefix([',', ';']);
    let label = separator.and_then(quoted).map(|(label, _)| label);
    Some((target.clone(), label.unwrap_or(target)))
}

/// The text in quotes that a formula starts with, and what is after it. Two quotes are one.
fn quoted(formula: &str) -> Option<(String, &str)> {
    let mut rest = formula.trim_start().strip_prefix('"')?;
    let mut text = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        text.push_str(part);
        match after.strip_prefix('"') {
            Some(_) => text.push('"'),
            None => return Some((text, after)),
        }
        rest = &after[1..];
    }
}

/// The number of the column of a place such as `AB12`, from 1.
fn column_of(place: &str) -> Option<u32> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.take(4).fold(0_u32, |number, letter| {
        number * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    (number > 0).then_some(number)
}

/// A text without the escapes of characters that XML cannot have: `_x000D_`.
fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        let code = rest
            .get(at + 2..at + 6)
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        if let Some(code) = code.and_then(|code| u32::from_str_radix(code, 16).ok()) {
            plain.extend(char::from_u32(code).filter(|c| !c.is_control() || *c == '\n'));
            rest = &rest[at + 7..];
        } else {
            plain.push_str("_x");
            rest = &rest[at + 2..];
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_that_are_links_have_an_address_and_a_text() {
        for (formula, expected) in [
            (
                "HYPERLINK(\"https://a.example/\", \"The \"\"big\"\" ferry\")",
                Some(("https://a.example/", "The \"big\" ferry")),
            ),
            (
                "hyperlink(\"https://a.example/\")",
                Some(("https://a.example/", "https://a.example/")),
            ),
            ("HYPERLINK(A2)", None),
            ("SUM(A1:A9)", None),
        ] {
            let found = link(formula);
            let found = found.as_ref().map(|(target, label)| (&**target, &**label));
            assert_eq!(found, expected, "{formula}");
        }
    }

    #[test]
    fn places_and_escapes_are_read() {
        assert_eq!(column_of("A1"), Some(1));
        assert_eq!(column_of("XFD1048576"), Some(16_384));
        assert_eq!(column_of("12"), None);
        assert_eq!(unescaped("a_x000D_\nb_x005F_x_xé"), "a\nb_x_xé");
    }
}
