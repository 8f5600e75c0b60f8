//! The strings that cells of a workbook share. Each is kept once, whatever its number of cells.

use crate::article::Problem;
use crate::formats::package::Package;
use crate::formats::xml::Fault;
use crate::formats::xml::events::{Event, each_event};
use std::ops::ControlFlow;

/// The strings by their numbers.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// Reads the part with the strings.
    pub(super) fn read(package: &Package<'_>, name: &str) -> Result<Self, Problem> {
        let Some(bytes) = package.part(name)? else {
            return Ok(Self::default());
        };
        let mut strings = Self::default();
        let (mut is_text, mut in_sounds) = (false, false);
        each_event(&bytes, |event| {
            match event {
                Event::Start(tag) => match tag.name() {
                    "t" => is_text = true,
                    "rPh" => in_sounds = true,
                    _ => {}
                },
                Event::End("t") => is_text = false,
                Event::End("rPh") => in_sounds = false,
                Event::End("si") => strings.ends.push(strings.text.len()),
                Event::Text(text) if is_text && !in_sounds => strings.text.push_str(text),
                _ => {}
            }
            ControlFlow::Continue(())
        })
        .map_err(Fault::of_file)?;
        Ok(strings)
    }

    /// The string of a number.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.text[start..end])
    }
}
