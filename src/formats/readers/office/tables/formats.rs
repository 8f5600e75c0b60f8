//! Which formats of cells show a number as a date.
//!
//! Source: ISO/IEC 29500-1, 18.8.30 (the numbers of formats that are built in) and 18.8.31 (the
//! letters of formats).

use crate::article::Problem;
use crate::formats::package::Package;
use crate::formats::xml::Fault;
use crate::formats::xml::events::{Event, each_event};
use std::collections::HashSet;
use std::ops::ControlFlow;

/// The most formats that are kept.
const MOST_FORMATS: usize = 100_000;

/// The formats of cells, by the numbers that cells have.
#[derive(Default)]
pub(super) struct Formats {
    are_dates: Vec<bool>,
}

impl Formats {
    /// Reads the part with the formats.
    pub(super) fn read(package: &Package<'_>, name: &str) -> Result<Self, Problem> {
        let Some(bytes) = package.part(name)? else {
            return Ok(Self::default());
        };
        let mut formats = Self::default();
        let mut own_dates: HashSet<String> = HashSet::new();
        let mut in_cells = false;
        each_event(&bytes, |event| {
            match event {
                Event::Start(tag) => match tag.name() {
                    "numFmt" => {
                        let code = tag.attribute("formatCode").unwrap_or_default();
                        if is_date_code(&code) && own_dates.len() < MOST_FORMATS {
                            let id = tag.attribute("numFmtId").unwrap_or_default();
                            own_dates.insert(id.into_owned());
                        }
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells && formats.are_dates.len() < MOST_FORMATS => {
                        let id = tag.attribute("numFmtId").unwrap_or_default();
                        let is_date = own_dates.contains(&*id) || is_built_in_date(&id);
                        formats.are_dates.push(is_date);
                    }
                    _ => {}
                },
                Event::End("cellXfs") => in_cells = false,
                _ => {}
            }
            ControlFlow::Continue(())
        })
        .map_err(Fault::of_file)?;
        Ok(formats)
    }

    /// Whether a cell of that format shows a number as a date.
    pub(super) fn is_date(&self, format: usize) -> bool {
        self.are_dates.get(format).copied().unwrap_or(false)
    }
}

fn is_built_in_date(id: &str) -> bool {
    matches!(
        id.parse().unwrap_or(0),
        14..=22 | 27..=36 | 45..=47 | 50..=58 | 71..=81_u16
    )
}

/// Whether the code of a format has a letter of dates outside of quotes and brackets.
fn is_date_code(code: &str) -> bool {
    let mut characters = code.chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => drop(characters.by_ref().find(|c| *c == '"')),
            '\\' | '_' | '*' => drop(characters.next()),
            '[' => {
                let inner: String = characters.by_ref().take_while(|c| *c != ']').collect();
                let is_duration = inner
                    .chars()
                    .all(|c| matches!(c, 'h' | 'H' | 'm' | 'M' | 's' | 'S'));
                if is_duration && !inner.is_empty() {
                    return true;
                }
            }
            'y' | 'Y' | 'd' | 'D' | 'h' | 'H' | 'm' | 'M' | 's' | 'S' => return true,
            'G' | 'g' => return false, // General
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_dates_are_known_by_their_letters() {
        for (code, is_date) in [
            ("yyyy\\-mm\\-dd", true),
            ("[$-409]d\\ mmmm\\ yyyy;@", true),
            ("[h]:mm", true),
            ("General", false),
            ("0.00E+00", false),
            ("#,##0\\ \"days\"", false),
            ("[Red]0", false),
            ("@", false),
        ] {
            assert_eq!(is_date_code(code), is_date, "{code}");
        }
    }
}
