//! What is true within a group of RTF. A group starts with what is true around it, and nothing of it
//! stays when it ends.
//!
//! Tokens are read and text is written elsewhere.

use super::destination::Destination;
use crate::formats::bytes::charset::CharacterSet;
use crate::formats::readers::office::manuscript::{Look, Role};

/// The state of a group.
#[allow(clippy::struct_excessive_bools)] // properties that are on or off by themselves
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) destination: Destination,
    pub(super) look: Look,
    pub(super) is_hidden: bool,
    pub(super) is_deleted: bool,
    /// Whether the text is only for programs that do not know HTML.
    pub(super) is_for_rtf: bool,
    /// The character set of the current font; `None` for that of the file.
    pub(super) font: Option<CharacterSet>,
    /// How many characters follow each `\u` for programs without Unicode.
    pub(super) doubled: u16,
    /// What the paragraph is for.
    pub(super) role: Option<Role>,
    pub(super) in_table: bool,
    /// Whether something beside the text opens with the group.
    pub(super) opens_aside: bool,
    /// Whether nothing but `\*` was in the group so far.
    pub(super) is_at_start: bool,
    /// Whether the group opens with `\*`.
    pub(super) is_starred: bool,
}

impl State {
    pub(super) fn new() -> Self {
        Self {
            destination: Destination::Text,
            look: Look::default(),
            is_hidden: false,
            is_deleted: false,
            is_for_rtf: false,
            font: None,
            doubled: 1,
            role: None,
            in_table: false,
            opens_aside: false,
            is_at_start: false,
            is_starred: false,
        }
    }

    /// The state at the start of a group in this one.
    pub(super) fn group(self) -> Self {
        let destination = match self.destination {
            Destination::Beside(_) => Destination::Text,
            other => other,
        };
        Self {
            destination,
            opens_aside: false,
            is_at_start: true,
            is_starred: false,
            ..self
        }
    }

    /// Sets the properties of characters to what they are without any word.
    pub(super) fn plain(&mut self) {
        self.look = Look::default();
        self.is_hidden = false;
        self.is_deleted = false;
    }
}
