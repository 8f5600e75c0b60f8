//! What a shell offers: values, and whether it adds paths.
//!
//! Names come from configurations and articles of others. One that a terminal would not show as it is, is not offered.

use crate::present::for_terminal;

/// Whether a shell offers paths as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Paths {
    /// No.
    #[default]
    None,
    /// Folders.
    Folders,
    /// Files and folders.
    Files,
}

impl Paths {
    /// Its name in what the scripts read.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::None => "values",
            Self::Folders => "folders",
            Self::Files => "files",
        }
    }
}

/// A value that can be typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Candidate {
    /// The whole word at the cursor.
    pub(crate) value: String,
    /// What it means; may be empty.
    pub(crate) about: String,
}

/// Everything that a shell offers.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// The values, in their order, each once.
    pub(crate) candidates: Vec<Candidate>,
    /// Whether paths are offered, too.
    pub(crate) paths: Paths,
}

/// The most values that are offered.
const MOST: usize = 300;

impl Answer {
    /// Adds a value if it can be shown.
    pub(super) fn add(&mut self, value: impl Into<String>, about: &str) {
        let value = value.into();
        let is_plain =
            |text: &str| for_terminal(text) == text && !text.contains(['\t', '\n', '\r']);
        let is_new = self.candidates.iter().all(|own| own.value != value);
        if is_plain(&value) && is_new && !value.is_empty() && self.candidates.len() < MOST {
            let about = if is_plain(about) { about } else { "" };
            self.candidates.push(Candidate {
                value,
                about: about.to_owned(),
            });
        }
    }

    /// Adds those of these values that start with what was typed; `before` is the part of the word before the value.
    pub(super) fn add_all<'a>(
        &mut self,
        before: &str,
        typed: &str,
        values: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) {
        for (value, about) in values {
            if value.starts_with(typed) {
                self.add(format!("{before}{value}"), about);
            }
        }
    }
}
