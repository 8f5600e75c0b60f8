//! Writes a manuscript: text, ends of lines and paragraphs, places in tables, and what is beside the
//! text.
//!
//! The memory for the text is bounded: a document with more text is too long. Scopes and tables
//! nest only as deep as people nest them; deeper ones belong to the scope around them.

use super::aside::{Aside, Look};
use super::scope::Scope;
use super::{LeftOut, Manuscript, Role};
use crate::formats::lines::{Begins, Cell, Line};

/// How deep scopes and tables may nest.
const DEEPEST: usize = 50;

/// The most lines of a document.
const MOST_LINES: usize = 4_000_000;

/// Writes a manuscript.
pub(in super::super) struct Pen {
    /// The text itself, and what is open beside it.
    scopes: Vec<Scope>,
    /// Scopes that were opened too deep, and not yet closed.
    too_deep: usize,
    notes: Vec<(Line, Role)>,
    left_out: Vec<LeftOut>,
    /// The number of the last row of a table.
    row: u32,
    /// How many bytes and lines may still be written.
    room: usize,
    line_room: usize,
}

impl Pen {
    /// A pen for a manuscript of at most `most` bytes.
    pub(in super::super) fn new(most: usize) -> Self {
        Self {
            scopes: vec![Scope::default()],
            too_deep: 0,
            notes: Vec::new(),
            left_out: Vec::new(),
            row: 0,
            room: most,
            line_room: MOST_LINES,
        }
    }

    fn scope(&mut self) -> &mut Scope {
        self.scopes.last_mut().expect("the text is always open")
    }

    /// Whether no more can be written.
    pub(in super::super) fn is_full(&self) -> bool {
        self.room == 0 || self.line_room == 0
    }

    /// Writes text.
    pub(in super::super) fn push(&mut self, text: &str, look: Look) {
        self.room = self.room.saturating_sub(text.len());
        if self.room > 0 && !text.is_empty() {
            self.scope().push(text, look.is_bold, look.is_italic);
        }
    }

    /// Writes text of a kind that is left out; it is only counted.
    pub(in super::super) fn leave_out(&mut self, aside: Aside, text: &str) {
        let characters = text.chars().filter(|c| !c.is_whitespace()).count();
        self.count(aside, characters);
    }

    /// Names a part that is left out and whose text is not in the document itself.
    pub(in super::super) fn name(&mut self, aside: Aside) {
        if let Some((what, why)) = aside.omission()
            && !self.left_out.iter().any(|found| found.what == what)
        {
            self.left_out.push(LeftOut {
                what,
                why,
                characters: 0,
            });
        }
    }

    fn count(&mut self, aside: Aside, characters: usize) {
        let Some((what, why)) = aside.omission().filter(|_| characters > 0) else {
            return;
        };
        match self.left_out.iter_mut().find(|found| found.what == what) {
            Some(found) => found.characters += characters,
            None => self.left_out.push(LeftOut {
                what,
                why,
                characters,
            }),
        }
    }

    /// Sets the target of a link around the next text.
    pub(in super::super) fn link(&mut self, target: String) {
        if target.len() < 4_000 {
            self.scope().link(target);
        }
    }

    /// Ends the line within a paragraph.
    pub(in super::super) fn break_line(&mut self) {
        self.line_room = self.line_room.saturating_sub(1);
        if self.line_room > 0 {
            self.scope().end_line(Begins::Line);
        }
    }

    /// Ends the paragraph.
    pub(in super::super) fn end_paragraph(&mut self, role: Role) {
        self.line_room = self.line_room.saturating_sub(1);
        if self.line_room > 0 {
            self.scope().end_paragraph(role);
        }
    }

    /// Ends the paragraph if there is text in it.
    pub(in super::super) fn end_open_paragraph(&mut self, role: Role) {
        if !self.scope().is_at_start() {
            self.end_paragraph(role);
        }
    }

    /// The next line starts on a new page. A break within a line ends it.
    pub(in super::super) fn break_page(&mut self) {
        if !self.scope().is_at_start() {
            self.break_line();
        }
        self.scope().next_page();
    }

    /// The next paragraph starts on a new page.
    pub(in super::super) fn end_section(&mut self) {
        self.scope().next_page();
    }

    /// Opens something beside the text.
    pub(in super::super) fn open(&mut self, aside: Aside) {
        if self.scopes.len() < DEEPEST {
            self.scopes.push(Scope::beside(aside));
        } else {
            self.too_deep += 1;
        }
    }

    /// Closes what was opened last.
    pub(in super::super) fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        if self.scopes.len() == 1 {
            return;
        }
        self.end_open_paragraph(Role::Text);
        let Some(mut scope) = self.scopes.pop() else {
            return;
        };
        let Some(aside) = scope.aside else { return };
        scope.lines.append(&mut scope.boxes);
        match aside {
            Aside::Note => self.notes.append(&mut scope.lines),
            Aside::Box => self.scope().insert(scope.lines),
            other => {
                let texts = scope.lines.iter().map(|(line, _)| &line.text);
                let characters = texts.flat_map(|text| text.chars());
                let count = characters.filter(|c| !c.is_whitespace()).count();
                self.count(other, count);
            }
        }
    }

    /// Opens a table.
    pub(in super::super) fn open_table(&mut self) {
        let cell = Cell {
            row: self.row,
            column: 0,
        };
        if self.scope().cells.len() < DEEPEST {
            self.scope().cells.push(cell);
        }
    }

    /// Opens a row of the innermost table.
    pub(in super::super) fn open_row(&mut self) {
        self.row = self.row.saturating_add(1);
        let row = self.row;
        if let Some(cell) = self.scope().cells.last_mut() {
            *cell = Cell { row, column: 0 };
        }
    }

    /// The next text is in the next cell of the row.
    pub(in super::super) fn next_cell(&mut self) {
        if let Some(cell) = self.scope().cells.last_mut() {
            cell.column = cell.column.saturating_add(1);
        }
    }

    /// Closes the innermost table.
    pub(in super::super) fn close_table(&mut self) {
        self.scope().cells.pop();
    }

    /// The manuscript. Open paragraphs end.
    pub(in super::super) fn finish(mut self) -> Manuscript {
        let is_too_long = self.is_full();
        while self.scopes.len() > 1 {
            self.close();
        }
        self.end_open_paragraph(Role::Text);
        let mut text = self.scopes.pop().unwrap_or_default();
        text.lines.append(&mut text.boxes);
        text.lines.append(&mut self.notes);
        let (lines, roles) = text.lines.into_iter().unzip();
        Manuscript {
            lines,
            roles,
            left_out: self.left_out,
            is_too_long,
        }
    }
}
