//! The tables of fonts and styles at the start of an RTF file: character sets and roles by numbers.
//!
//! They are read once, before the text, and only what the text needs of them.

use super::charsets::{of_code_page, of_font};
use crate::formats::bytes::charset::CharacterSet;
use crate::formats::readers::office::manuscript::Role;
use std::collections::HashMap;

/// The most fonts and styles that are kept, and the longest name in bytes.
const MOST_NAMES: usize = 10_000;
const LONGEST_NAME: usize = 4_000;

/// The tables.
#[derive(Default)]
pub(super) struct Header {
    fonts: HashMap<i32, CharacterSet>,
    roles: HashMap<i32, Role>,
    /// The font or style that is being described, its name, and its role by its level.
    number: i32,
    name: String,
    level: Option<Role>,
}

impl Header {
    /// The character set of a font; `None` for that of the file.
    pub(super) fn font(&self, number: i32) -> Option<CharacterSet> {
        self.fonts.get(&number).copied()
    }

    /// The role of a style.
    pub(super) fn role(&self, number: i32) -> Option<Role> {
        self.roles.get(&number).copied()
    }

    pub(super) fn word_of_font(&mut self, word: &[u8], number: Option<i32>) {
        let number = number.unwrap_or(0);
        let set = match word {
            b"f" => {
                self.number = number;
                None
            }
            b"fcharset" => of_font(number),
            b"cpg" => of_code_page(number),
            _ => None,
        };
        if let Some(set) = set
            && self.fonts.len() < MOST_NAMES
        {
            self.fonts.insert(self.number, set);
        }
    }

    pub(super) fn word_of_style(&mut self, word: &[u8], number: Option<i32>) {
        match word {
            b"s" => self.number = number.unwrap_or(0),
            b"cs" | b"ds" | b"ts" => self.number = -1, // styles of other things
            b"outlinelevel" => self.level = level(number),
            _ => {}
        }
    }

    /// Adds to the name of the style.
    pub(super) fn push(&mut self, text: &str) {
        if self.name.len() < LONGEST_NAME {
            self.name.push_str(text);
        }
    }

    /// Ends the description of a style.
    pub(super) fn end_style(&mut self) {
        let name = std::mem::take(&mut self.name);
        let name = name.trim().trim_end_matches(';').trim_end();
        let role = Role::of_style(name).or(self.level.take());
        if let Some(role) = role
            && self.roles.len() < MOST_NAMES
        {
            self.roles.entry(self.number).or_insert(role);
        }
    }
}

/// The role of an outline level, from 0.
pub(super) fn level(number: Option<i32>) -> Option<Role> {
    let level = u8::try_from(number?).ok().filter(|level| *level < 9)?;
    Some(Role::Heading(level + 1))
}
