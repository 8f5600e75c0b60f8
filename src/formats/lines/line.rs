//! One line of a document, with what is known of its style.
//!
//! A paragraph of a word processor is one line, whatever its length; a line break inside of it
//! starts another line. A line of plain text has the default style. A reader fills what its format
//! has and leaves the rest.

/// A line of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::formats) struct Line {
    /// The text without its line end. White space is as in the document, with no-break spaces.
    /// Blank lines and empty paragraphs are lines too.
    pub(in crate::formats) text: String,
    /// How it looks and where it is.
    pub(in crate::formats) style: Style,
}

/// How a line looks and where it is in the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::formats) struct Style {
    /// What is between the line before and this one.
    pub(in crate::formats) begins: Begins,
    /// The level of a heading, from 1; a title has the level 1.
    pub(in crate::formats) heading: Option<u8>,
    /// The length in bytes of the bold text at the start of the line. It is the length of the
    /// line if all of it is bold, and 0 if its first letter is not. Labels are often bold.
    pub(in crate::formats) bold: usize,
    /// Whether all of it is italic.
    pub(in crate::formats) is_italic: bool,
    /// Its place, if it is in a table. A cell of several paragraphs gives several lines with the
    /// same place.
    pub(in crate::formats) cell: Option<Cell>,
    /// The target of the first link in it.
    pub(in crate::formats) link: Option<String>,
    /// The names that a page of HTML gives to its elements (`class` and `id`), those of outer
    /// elements first, separated by spaces. Elements such as `<footer>` are named too.
    pub(in crate::formats) class: String,
    /// The names of the elements of HTML that start between the line before and the end of this
    /// one, with those of anchors (`<a name="…">`).
    pub(in crate::formats) opens: String,
}

impl Style {
    /// Whether one of the names of the elements around the line is this one, in any case.
    pub(in crate::formats) fn is_in(&self, name: &str) -> bool {
        has_name(&self.class, name)
    }

    /// Whether an element of this name starts with the line.
    pub(in crate::formats) fn starts(&self, name: &str) -> bool {
        has_name(&self.opens, name)
    }
}

fn has_name(names: &str, name: &str) -> bool {
    names
        .split_ascii_whitespace()
        .any(|own| own.eq_ignore_ascii_case(name))
}

/// What is between two lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::formats) enum Begins {
    /// A line end of plain text, or a line break inside a paragraph.
    #[default]
    Line,
    /// The end of a paragraph.
    Paragraph,
    /// The end of a page or a section: it was broken by hand, not because the page was full.
    Page,
}

/// A place in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) struct Cell {
    /// The number of the row, counted over all tables of the document, so that no two rows have
    /// the same.
    pub(in crate::formats) row: u32,
    /// The number of the column, from 0.
    pub(in crate::formats) column: u16,
}

impl Line {
    /// A line of the default style.
    pub(in crate::formats) fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: Style::default(),
        }
    }
}
