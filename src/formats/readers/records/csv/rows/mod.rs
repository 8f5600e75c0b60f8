//! The rows of a file, one by one.
//!
//! The lines of a row are gathered until their quotes are closed. A quote that is left open would
//! swallow all rows after it. So if a quote is never closed, or if a line turns out to be a row of
//! its own, the quote is read as a character, and reading continues at the next line. Before that,
//! `again` tries whether backslashes are before its quotes.
//!
//! This is the only parser. The `csv` crate cannot replace it: after a quote that is never closed
//! it cannot go back, and reads the rest of the file as one cell. Repairing rows here and then
//! parsing them with that crate was five times slower. One core, 210 MB of articles in memory (1.3
//! KB a row, every fifth one quoted): 0.7 to 1.1 GB a second in two steps, 1.3 to 1.6 with that
//! crate alone, and 5 to 9 here.

mod again;
#[cfg(test)]
mod tests;

use super::escapes::Escapes;
use super::fault::Fault;
use super::split::{Cells, LeftOpen, Marks, Splitter, is_row};
use memchr::memchr;
use std::io::{self, BufRead, Read};

/// The most bytes that may be gathered in vain, as a multiple of the bytes that were read. It
/// bounds the time that quotes which are never closed can cost.
const MOST_IN_VAIN: u64 = 4;

/// The rows of a file.
#[expect(clippy::struct_excessive_bools, reason = "each is a state of its own")]
pub(super) struct Rows<'a> {
    stream: Box<dyn BufRead + 'a>,
    shape: Shape,
    /// Lines as they were read, also those after the row.
    lines: Vec<u8>,
    /// Where in them the row starts.
    start: usize,
    /// Where in them the next line starts.
    next: usize,
    /// Where that line ends, if the row before ended within it; else 0.
    line_end: usize,
    /// The number of the next line, from 1.
    next_line: u64,
    /// The row that is gathered.
    row: Cells,
    /// How many bytes were read.
    read: u64,
    /// How many bytes were gathered and then given back, because a quote was not closed.
    in_vain: u64,
    /// The number of the last row's first line.
    line: u64,
    /// Whether the last line that was read has an end.
    ends_whole: bool,
    /// Whether a quote was open at the end of the file.
    ends_open: bool,
    /// Whether the row has a quote after a backslash that is not doubled.
    has_escaped_quote: bool,
    /// Whether the row has a quote that is doubled.
    has_doubled_quote: bool,
}

/// What is known of a row apart from its cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// What is wrong with it. A fault may leave it without cells.
    pub(super) fault: Option<Fault>,
    /// The number of its first line, from 1.
    pub(super) line: u64,
    /// Whether it has its cells only if backslashes are before its quotes, and the file was not
    /// known to write them.
    pub(super) is_escaped: bool,
    /// Whether quotes in it are doubled.
    pub(super) is_doubled: bool,
}

/// What a file's rows look like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// What ends cells.
    pub(super) marks: Marks,
    /// How many cells a row has; 0 if that is unknown, and rows are not repaired.
    pub(super) columns: usize,
    /// The last byte of a line's end.
    pub(super) line_end: u8,
    /// How many bytes a row may have.
    pub(super) longest: u64,
}

/// The quote that is open.
#[derive(Clone, Copy)]
struct Opening {
    line: u64,
    /// Its number among the quotes that open a cell of the row.
    number: usize,
    /// Where its line ends.
    end: usize,
}

/// How gathering a row's lines ended.
enum End {
    /// Its quotes are closed.
    Closed,
    /// A quote is not closed.
    Open(Opening),
    /// A quote is not closed where the file ends.
    OfFile(Opening),
    /// Its only line is too long.
    TooLong,
    /// There is no further line.
    Nothing,
}

/// The result of taking the next line.
enum Line {
    Whole,
    TooLong,
    Nothing,
}

impl<'a> Rows<'a> {
    pub(super) fn new(stream: Box<dyn BufRead + 'a>, shape: Shape) -> Self {
        Self {
            stream,
            shape,
            lines: Vec::new(),
            start: 0,
            next: 0,
            line_end: 0,
            next_line: 1,
            row: Cells::default(),
            read: 0,
            in_vain: 0,
            line: 1,
            ends_whole: true,
            ends_open: false,
            has_escaped_quote: false,
            has_doubled_quote: false,
        }
    }

    /// Rows that were appended to others; `line` is the number of the first line.
    pub(super) fn after(stream: Box<dyn BufRead + 'a>, shape: Shape, line: u64) -> Self {
        Self {
            next_line: line,
            line,
            ..Self::new(stream, shape)
        }
    }

    /// At the end: the number of the line after the last one; `None` if what is appended may be
    /// part of what was read.
    pub(super) fn line_after_end(&self) -> Option<u64> {
        (self.ends_whole && !self.ends_open).then_some(self.next_line)
    }

    /// Reads the next row into `row`; `None` at the file's end.
    pub(super) fn next_row(&mut self, row: &mut Cells) -> io::Result<Option<Found>> {
        self.start = self.next;
        if self.start > self.lines.len() / 2 {
            self.line_end = self.line_end.saturating_sub(self.start);
            self.lines.drain(..self.start);
            (self.start, self.next) = (0, 0);
        }
        let mut end = self.gather(self.shape.marks.escapes)?;
        let mut is_escaped = false;
        if self.may_be_otherwise(&end)
            && let Some(other) = self.gather_otherwise()?
        {
            is_escaped = self.shape.marks.escapes == Escapes::Doubled;
            end = other;
        }
        let is_doubled = self.has_doubled_quote && !is_escaped && matches!(end, End::Closed);
        let fault = match end {
            End::Nothing => return Ok(None),
            End::Closed => None,
            End::OfFile(opening) if !self.rows_follow(opening) => Some(Fault::CutOff(opening.line)),
            End::Open(opening) | End::OfFile(opening) => Some(self.go_back(opening)),
            End::TooLong => Some(self.skip_line()?),
        };
        if fault.is_some_and(|fault| !fault.has_row()) {
            self.row.clear();
        }
        std::mem::swap(&mut self.row, row);
        Ok(Some(Found {
            fault,
            line: self.line,
            is_escaped,
            is_doubled,
        }))
    }

    /// Gathers lines until their quotes are closed.
    fn gather(&mut self, escapes: Escapes) -> io::Result<End> {
        let columns = self.shape.columns;
        let mut splitter = self.begin_row(escapes);
        let mut opening = None;
        loop {
            let from = self.next;
            match (self.take_line()?, opening) {
                (Line::Whole, _) => {}
                (Line::Nothing, None) if splitter.goes_on => {
                    self.ends_open = true;
                    self.row.end_cell();
                    return Ok(End::Closed);
                }
                (Line::TooLong, None) => return Ok(End::TooLong),
                (Line::Nothing, None) => return Ok(End::Nothing),
                (Line::TooLong, Some(opening)) => return Ok(End::Open(opening)),
                (Line::Nothing, Some(opening)) => {
                    self.ends_open = true;
                    self.row.end_cell();
                    return Ok(End::OfFile(opening));
                }
            }
            let line = &self.lines[from..self.next];
            let split = splitter.split(line, columns, &mut self.row);
            self.has_escaped_quote = splitter.has_escaped_quote;
            self.has_doubled_quote = splitter.has_doubled_quote;
            if !splitter.is_open && !splitter.goes_on {
                self.end_row_at(from + split.unwrap_or(line.len()));
                if splitter.is_blank(&self.row) {
                    splitter = self.begin_row(escapes);
                    continue;
                }
                return Ok(End::Closed);
            }
            if splitter.has_opened {
                opening = Some(Opening {
                    line: self.next_line - 1,
                    number: splitter.openings,
                    end: self.next,
                });
            }
            let is_too_long = (self.next - self.start) as u64 > self.shape.longest;
            match opening {
                Some(opening) if is_too_long || matches!(split, Err(LeftOpen)) => {
                    return Ok(End::Open(opening));
                }
                _ => {}
            }
        }
    }

    /// Starts a row where the next line starts.
    fn begin_row(&mut self, escapes: Escapes) -> Splitter {
        self.start = self.next;
        self.line = self.next_line;
        self.row.clear();
        let marks = Marks {
            escapes,
            ..self.shape.marks
        };
        Splitter::new(marks, None)
    }

    /// Ends a row. If it ends within the last line, the rest of the line is the next line.
    fn end_row_at(&mut self, end: usize) {
        if end < self.next {
            self.line_end = self.next;
            self.next = end;
            self.next_line -= 1;
        }
    }

    /// Takes the next line.
    fn take_line(&mut self) -> io::Result<Line> {
        let ahead = &self.lines[self.next..];
        let line_end = self.shape.line_end;
        // Rows that lone `\r` end are in one line, which is not searched for its end again.
        let known = std::mem::take(&mut self.line_end);
        self.next = if known > self.next {
            known
        } else if let Some(length) = memchr(line_end, ahead) {
            self.next + length + 1
        } else {
            let most = (self.shape.longest + 1).saturating_sub(ahead.len() as u64);
            let mut limited = (&mut self.stream).take(most);
            self.read += limited.read_until(line_end, &mut self.lines)? as u64;
            if self.lines.len() == self.next {
                return Ok(Line::Nothing);
            }
            let is_whole = self.lines.ends_with(&[line_end]);
            self.ends_whole = is_whole;
            if !is_whole && (self.lines.len() - self.next) as u64 > self.shape.longest {
                return Ok(Line::TooLong);
            }
            self.lines.len()
        };
        self.next_line += 1;
        Ok(Line::Whole)
    }

    /// Skips the next line, of which the first part was read.
    fn skip_line(&mut self) -> io::Result<Fault> {
        self.lines = Vec::new(); // frees the memory
        (self.start, self.next, self.line_end) = (0, 0, 0);
        self.stream.skip_until(self.shape.line_end)?;
        self.next_line += 1;
        Ok(Fault::TooLong(self.line))
    }

    /// Whether most lines after that of a quote are rows.
    fn rows_follow(&self, opening: Opening) -> bool {
        let Shape { marks, columns, .. } = self.shape;
        let following =
            self.lines[opening.end..self.next].split(|byte| *byte == self.shape.line_end);
        let lines = following.filter(|line| !line.trim_ascii().is_empty());
        let (mut rows, mut others) = (0_u64, 0_u64);
        for line in lines {
            if is_row(line, marks, columns) {
                rows += 1;
            } else {
                others += 1;
            }
        }
        rows > others
    }

    /// Goes back to the end of the line in which a quote was opened, and reads the quote as a
    /// character. If that gives no row, goes back to the end of the row's first line.
    fn go_back(&mut self, opening: Opening) -> Fault {
        let (last, last_line) = (self.next, self.next_line - 1);
        (self.next, self.next_line) = (opening.end, opening.line + 1);
        self.line_end = 0;
        let fault = if self.reads_with_literal(opening.number) {
            Fault::NotClosed(opening.line)
        } else {
            let line_end = self.shape.line_end;
            let mut lines = self.lines[self.start..last].split_inclusive(|byte| *byte == line_end);
            self.next = self.start + lines.next().map_or(0, <[u8]>::len);
            self.next_line = self.line + 1;
            Fault::Lost(self.line)
        };
        self.in_vain += (last - self.next) as u64;
        if self.in_vain <= self.shape.longest + MOST_IN_VAIN * self.read {
            return fault;
        }
        (self.next, self.next_line) = (last, last_line + 1);
        Fault::LostThrough(self.line, last_line)
    }

    /// Whether the lines are a row if one of their quotes is a character.
    fn reads_with_literal(&mut self, literal: usize) -> bool {
        let Shape {
            marks,
            columns,
            line_end,
            ..
        } = self.shape;
        let mut splitter = Splitter::new(marks, Some(literal));
        self.row.clear();
        let is_read = self.lines[self.start..self.next]
            .split_inclusive(|byte| *byte == line_end)
            .all(|line| splitter.split(line, columns, &mut self.row).is_ok());
        is_read && !splitter.is_open && self.row.len() == columns
    }
}
