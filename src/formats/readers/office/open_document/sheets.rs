//! The sheets of an `OpenDocument` table.
//!
//! Cells and rows that repeat are written once with a number. A cell is written out for the columns
//! of a table of articles, and a row is read once: the number may be a million, and often is for
//! the empty cells at the end.

use crate::article::{Problem, ProblemKind};
use crate::formats::readers::office::tables::Sheet;
use crate::formats::xml::Fault;
use crate::formats::xml::events::{Event, Tag, each_event};
use std::ops::ControlFlow;

/// The most columns that a cell repeats over, if it is not empty.
const MOST_REPEATED: u32 = 50;

/// The most sheets that are read.
const MOST_SHEETS: usize = 1_000;

/// A sheet while it is read.
struct Reading {
    sheet: Sheet,
    row: u32,
    column: u32,
    cell: Cell,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    repeats: u32,
    /// The value, where it says more than what is shown: a date.
    value: Option<String>,
    text: String,
    /// How many paragraphs there were.
    paragraphs: u32,
    in_paragraph: bool,
    /// How many comments are open in it.
    comments: u32,
}

/// The sheets of a table.
pub(super) fn sheets(content: &[u8]) -> Result<Vec<Sheet>, Problem> {
    let mut sheets = Vec::new();
    let mut open: Option<Reading> = None;
    let mut room = MOST_SHEETS;
    each_event(content, |event| {
        match event {
            Event::Start(tag) if tag.name() == "table" && open.is_none() && room > 0 => {
                room -= 1;
                open = Some(Reading::of(tag));
            }
            Event::End("table") => sheets.extend(open.take().map(|reading| reading.sheet)),
            event => {
                if let Some(reading) = &mut open {
                    reading.take(event);
                }
            }
        }
        ControlFlow::Continue(())
    })
    .map_err(Fault::of_file)?;
    if sheets.is_empty() {
        return Err(Problem::file(ProblemKind::Empty, "a table without a sheet"));
    }
    Ok(sheets)
}

impl Reading {
    fn of(tag: Tag<'_>) -> Self {
        Self {
            sheet: Sheet::new(&tag.attribute("name").unwrap_or_default()),
            row: 0,
            column: 0,
            cell: Cell::default(),
        }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => match tag.name() {
                "table-row" => {
                    self.row = self.row.saturating_add(1);
                    self.column = 0;
                }
                "table-cell" | "covered-table-cell" => self.cell = Cell::of(tag),
                "annotation" => self.cell.comments += 1,
                "p" => self.cell.start_paragraph(),
                "s" => self.cell.push(" "),
                "line-break" => self.cell.push("\n"),
                "tab" => self.cell.push("\t"),
                _ => {}
            },
            Event::End(name) => match name {
                "table-cell" | "covered-table-cell" => self.end_cell(),
                "annotation" => self.cell.comments = self.cell.comments.saturating_sub(1),
                "p" => self.cell.in_paragraph = false,
                _ => {}
            },
            Event::Text(text) => self.cell.push(text),
        }
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let text = cell.value.unwrap_or(cell.text);
        for column in 1..=cell.repeats.min(MOST_REPEATED) {
            let column = self.column.saturating_add(column);
            self.sheet.push(self.row, column, &text);
        }
        self.column = self.column.saturating_add(cell.repeats);
    }
}

impl Cell {
    fn of(tag: Tag<'_>) -> Self {
        let repeats = tag.attribute("number-columns-repeated");
        let is_date = tag.attribute("value-type").as_deref() == Some("date");
        let value = |name| tag.attribute(name).map(std::borrow::Cow::into_owned);
        Self {
            repeats: repeats.and_then(|number| number.parse().ok()).unwrap_or(1),
            value: value("date-value").filter(|_| is_date),
            ..Self::default()
        }
    }

    fn start_paragraph(&mut self) {
        if self.comments > 0 {
            return;
        }
        if self.paragraphs > 0 {
            self.text.push('\n');
        }
        self.paragraphs += 1;
        self.in_paragraph = true;
    }

    fn push(&mut self, text: &str) {
        if self.in_paragraph && self.comments == 0 {
            self.text.push_str(text);
        }
    }
}
