//! The cells of one row, and how lines are split into them.
//!
//! As in RFC 4180, a quote closes a cell only before a separator or the end of a line. Any other
//! quote in a quoted cell is a character that was not doubled, or it opens a cell of another row.
//! In the second case an earlier quote was left open. Backslashes are those of `escapes`.

use super::escapes::Escapes;
use memchr::memchr3;

/// The bytes that end a cell, and how a cell has them as characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    /// What separates cells.
    pub(super) separator: u8,
    /// How a cell has quotes, separators and line ends in it.
    pub(super) escapes: Escapes,
}

impl Marks {
    /// Those of a file in which quotes are doubled.
    pub(super) fn of(separator: u8) -> Self {
        Self {
            separator,
            escapes: Escapes::Doubled,
        }
    }
}

/// The cells of a row, without the quotes around them.
#[derive(Debug, Default)]
pub(super) struct Cells {
    bytes: Vec<u8>,
    /// Where each cell ends in `bytes`.
    ends: Vec<usize>,
}

impl Cells {
    /// The number of cells.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cells, in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts
            .zip(&self.ends)
            .map(|(start, end)| &self.bytes[*start..*end])
    }

    /// The bytes of all cells.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether it has as many cells as there are columns, without those that are empty at its end.
    pub(super) fn fits(&self, columns: usize) -> bool {
        self.len() >= columns && self.iter().skip(columns).all(<[u8]>::is_empty)
    }

    /// Whether it has one empty cell, as an empty line.
    fn is_blank(&self) -> bool {
        self.bytes.is_empty() && self.ends.len() == 1
    }

    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    /// Ends the cell that the last bytes belong to.
    pub(super) fn end_cell(&mut self) {
        self.ends.push(self.bytes.len());
    }

    /// How many bytes of memory it takes.
    #[cfg(test)]
    pub(super) fn capacity(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * size_of::<usize>()
    }
}

/// A row while its lines are split.
#[expect(clippy::struct_excessive_bools, reason = "each is a state of its own")]
pub(super) struct Splitter {
    marks: Marks,
    /// The number, among the quotes that open a cell, of the one that is read as a character.
    literal: Option<usize>,
    /// How many quotes have opened a cell.
    pub(super) openings: usize,
    /// Whether a quote is open at the end of the last line, so that the row goes on.
    pub(super) is_open: bool,
    /// Whether a cell was opened in the last line.
    pub(super) has_opened: bool,
    /// Whether a cell without quotes goes on in the next line, since its line end is escaped.
    pub(super) goes_on: bool,
    /// Whether a quote that was not doubled follows a backslash.
    pub(super) has_escaped_quote: bool,
    /// Whether a quote was doubled.
    pub(super) has_doubled_quote: bool,
}

/// A quote was left open in an earlier line, since this line is a row of its own.
#[derive(Debug)]
pub(super) struct LeftOpen;

impl Splitter {
    pub(super) fn new(marks: Marks, literal: Option<usize>) -> Self {
        Self {
            marks,
            literal,
            openings: 0,
            is_open: false,
            has_opened: false,
            goes_on: false,
            has_escaped_quote: false,
            has_doubled_quote: false,
        }
    }

    /// Whether the row that was read is an empty line.
    pub(super) fn is_blank(&self, row: &Cells) -> bool {
        self.openings == 0 && row.is_blank()
    }

    /// Adds the cells of the row's next line to `row`. `columns` is the number of columns of the
    /// table. Returns where in the line the row ends: before the line's end if a lone `\r` ends it.
    ///
    /// # Errors
    /// [`LeftOpen`] if the line is a row of its own.
    pub(super) fn split(
        &mut self,
        line: &[u8],
        columns: usize,
        row: &mut Cells,
    ) -> Result<usize, LeftOpen> {
        let Marks { separator, escapes } = self.marks;
        let was_open = self.is_open;
        let starts_cell = !was_open && !self.goes_on;
        let mut is_other_row = None; // computed once a line
        (self.has_opened, self.goes_on) = (false, false);
        let mut at = if starts_cell {
            self.begin_cell(line, 0)
        } else {
            0
        };
        loop {
            if !self.is_open {
                match self.split_plain(line, at, row) {
                    Plain::Cell(next) => at = self.begin_cell(line, next),
                    Plain::RowEnd(end) => return Ok(end),
                    Plain::GoesOn => {
                        self.goes_on = true;
                        return Ok(line.len());
                    }
                }
                continue;
            }
            let Some(length) = escapes.next_in_quotes(&line[at..]) else {
                row.bytes.extend_from_slice(&line[at..]);
                return Ok(line.len());
            };
            let quote = at + length;
            row.bytes.extend_from_slice(&line[at..quote]);
            at = quote + 1;
            let follows_backslash = quote > 0 && line[quote - 1] == b'\\';
            if line[quote] == b'\\' {
                let (byte, length) = escapes.meant(&line[at..], separator);
                row.bytes.push(byte);
                at += length;
            } else if line.get(at) == Some(&b'"') {
                row.bytes.push(b'"');
                at += 1;
                self.has_doubled_quote |= !follows_backslash;
            } else if self.ends_cell(&line[at..]) {
                self.is_open = false;
            } else if was_open
                && !self.has_opened
                && (quote == 0 || line[quote - 1] == separator)
                && *is_other_row.get_or_insert_with(|| is_row(line, self.marks, columns))
            {
                return Err(LeftOpen);
            } else {
                row.bytes.push(b'"');
                self.has_escaped_quote |= follows_backslash;
            }
        }
    }

    /// Adds a cell, or the rest of one, that has no quotes around it.
    fn split_plain(&self, line: &[u8], at: usize, row: &mut Cells) -> Plain {
        let Marks { separator, escapes } = self.marks;
        let mut at = at;
        let end = loop {
            let end = if escapes.has_backslash() {
                let is_mark =
                    |byte: &u8| *byte == separator || matches!(byte, b'\r' | b'\n' | b'\\');
                line[at..].iter().position(is_mark)
            } else {
                memchr3(separator, b'\r', b'\n', &line[at..])
            };
            let end = end.map_or(line.len(), |length| at + length);
            row.bytes.extend_from_slice(&line[at..end]);
            if !(escapes.has_backslash() && line.get(end) == Some(&b'\\')) {
                break end;
            }
            let (byte, length) = escapes.meant(&line[end + 1..], separator);
            row.bytes.push(byte);
            at = end + 1 + length;
            if at == line.len() && matches!(line[end + length], b'\r' | b'\n') {
                return Plain::GoesOn;
            }
        };
        row.end_cell();
        match &line[end..] {
            [b'\r', b'\n', ..] => Plain::RowEnd(end + 2),
            [b'\r' | b'\n', ..] => Plain::RowEnd(end + 1),
            [] => Plain::RowEnd(end),
            _ => Plain::Cell(end + 1),
        }
    }

    /// Skips the quote that opens a cell, if there is one. Returns where the cell's text starts.
    fn begin_cell(&mut self, line: &[u8], at: usize) -> usize {
        if line.get(at) != Some(&b'"') || self.marks.escapes == Escapes::Unquoted {
            return at;
        }
        self.openings += 1;
        if self.literal == Some(self.openings) {
            return at;
        }
        (self.is_open, self.has_opened) = (true, true);
        at + 1
    }

    /// Whether only spaces are left of a cell.
    fn ends_cell(&self, rest: &[u8]) -> bool {
        let next = rest.iter().find(|byte| **byte != b' ');
        next.is_none_or(|byte| *byte == self.marks.separator || matches!(byte, b'\r' | b'\n'))
    }
}

/// What follows a cell without quotes.
enum Plain {
    /// Another cell, which starts here.
    Cell(usize),
    /// The row ends; what follows starts here.
    RowEnd(usize),
    /// The cell goes on in the next line.
    GoesOn,
}

/// Whether a line can be a row of its own, or the first line of one.
pub(super) fn is_row(line: &[u8], marks: Marks, columns: usize) -> bool {
    let (mut splitter, mut row) = (Splitter::new(marks, None), Cells::default());
    let split = splitter.split(line, columns, &mut row);
    let is_open = splitter.is_open || splitter.goes_on;
    let cells = row.len() + usize::from(is_open);
    let is_complete = cells == columns || (is_open && cells < columns);
    split.is_ok() && cells > 1 && is_complete
}
