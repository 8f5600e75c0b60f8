//! A stretch of text while it is written: the text itself, or what is beside it.
//!
//! Footnotes and text boxes stand in the middle of a paragraph in the file. Each gets a scope of
//! its own, so that the paragraph goes on after it.

use super::Role;
use super::aside::Aside;
use crate::formats::lines::{Begins, Cell, Line, Style};

/// A stretch of text.
#[derive(Default)]
pub(super) struct Scope {
    /// Beside what text it is; `None` for the text itself.
    pub(super) aside: Option<Aside>,
    /// Its lines, each with its role.
    pub(super) lines: Vec<(Line, Role)>,
    /// Lines of text boxes, which follow the current paragraph.
    pub(super) boxes: Vec<(Line, Role)>,
    /// The current line.
    text: String,
    bold: usize,
    is_upright: bool,
    link: Option<String>,
    /// What is between the line before and the current one.
    begins: Begins,
    /// The lines of the current paragraph, which get its role when it ends.
    paragraph: usize,
    /// The places in the tables that are open, the innermost last.
    pub(super) cells: Vec<Cell>,
}

impl Scope {
    pub(super) fn beside(aside: Aside) -> Self {
        Self {
            aside: Some(aside),
            begins: Begins::Paragraph,
            ..Self::default()
        }
    }

    pub(super) fn push(&mut self, text: &str, is_bold: bool, is_italic: bool) {
        if is_bold && self.bold == self.text.len() {
            self.bold += text.len();
        }
        self.is_upright |= !is_italic && !text.trim_start().is_empty();
        self.text.push_str(text);
    }

    pub(super) fn link(&mut self, target: String) {
        self.link.get_or_insert(target);
    }

    /// Whether the current paragraph has no text yet.
    pub(super) fn is_at_start(&self) -> bool {
        self.paragraph == 0 && self.text.is_empty()
    }

    /// Ends the current line; `next` is what follows it.
    pub(super) fn end_line(&mut self, next: Begins) {
        let text = std::mem::take(&mut self.text);
        let style = Style {
            begins: self.begins,
            bold: std::mem::take(&mut self.bold),
            is_italic: !text.is_empty() && !std::mem::take(&mut self.is_upright),
            cell: self.cells.last().copied(),
            link: self.link.take(),
            ..Style::default()
        };
        self.is_upright = false;
        self.begins = next;
        self.paragraph += 1;
        self.lines.push((Line { text, style }, Role::Text));
    }

    /// Ends the current paragraph, which has that role.
    pub(super) fn end_paragraph(&mut self, role: Role) {
        self.end_line(Begins::Paragraph);
        let heading = match role {
            Role::Title => Some(1),
            Role::Heading(level) => Some(level),
            _ => None,
        };
        let own = self.lines.iter_mut().rev().take(self.paragraph);
        for (line, is) in own {
            *is = role;
            line.style.heading = heading;
        }
        self.paragraph = 0;
        self.lines.append(&mut self.boxes);
    }

    /// Adds lines of a text box: after the current paragraph, or here if none is open.
    pub(super) fn insert(&mut self, mut lines: Vec<(Line, Role)>) {
        if self.is_at_start() {
            self.lines.append(&mut lines);
        } else {
            self.boxes.append(&mut lines);
        }
    }

    /// The next line starts on a new page.
    pub(super) fn next_page(&mut self) {
        self.begins = Begins::Page;
    }
}
