//! Where the quotes of a row open and close, line by line.
//!
//! Strict where RFC 4180 is plain: a quote closes a cell only before a mark or the end of a line.
//! One that stands elsewhere in a quoted cell is either a character that nobody doubled, and is
//! doubled here, or the first of another row, and then an earlier one was left open.

/// A row while its lines are passed.
pub(super) struct Quoting {
    mark: u8,
    /// The quote, by its number among those that open a cell, that is taken for a character.
    literal: Option<usize>,
    /// How many cells have begun.
    pub(super) cells: usize,
    /// How many quotes have opened a cell.
    pub(super) openings: usize,
    /// Whether the row goes on behind the line that was passed last.
    pub(super) is_open: bool,
    /// Whether a cell was opened in the line that was passed last.
    pub(super) has_opened: bool,
}

/// A quote was left open in an earlier line, since this one is a row of its own.
#[derive(Debug)]
pub(super) struct LeftOpen;

impl Quoting {
    pub(super) fn new(mark: u8, literal: Option<usize>) -> Self {
        Self {
            mark,
            literal,
            cells: 1,
            openings: 0,
            is_open: false,
            has_opened: false,
        }
    }

    /// Passes a line of a table of so many columns, and adds it to `row` in such a form that all
    /// quotes in quotes are doubled.
    pub(super) fn pass(
        &mut self,
        line: &[u8],
        columns: usize,
        row: &mut Vec<u8>,
    ) -> Result<(), LeftOpen> {
        let goes_on = self.is_open;
        let mark = self.mark;
        let mut is_other_row = None; // asked once a line
        self.has_opened = false;
        let mut at = if goes_on {
            0
        } else {
            self.begin_cell(line, 0, row)
        };
        while at < line.len() {
            let stop = if self.is_open { b'"' } else { self.mark };
            let Some(length) = line[at..].iter().position(|byte| *byte == stop) else {
                row.extend_from_slice(&line[at..]);
                break;
            };
            let found = at + length;
            row.extend_from_slice(&line[at..=found]);
            at = found + 1;
            if !self.is_open {
                self.cells += 1;
                at = self.begin_cell(line, at, row);
            } else if line.get(at) == Some(&b'"') {
                row.push(b'"');
                at += 1;
            } else if ends_cell(&line[at..], self.mark) {
                self.is_open = false;
            } else if goes_on
                && !self.has_opened
                && (found == 0 || line[found - 1] == mark)
                && *is_other_row.get_or_insert_with(|| is_row(line, mark, columns))
            {
                return Err(LeftOpen);
            } else {
                row.push(b'"');
            }
        }
        Ok(())
    }

    /// Passes the quote that opens a cell, if there is one. Returns where the cell goes on.
    fn begin_cell(&mut self, line: &[u8], at: usize, row: &mut Vec<u8>) -> usize {
        if line.get(at) != Some(&b'"') {
            return at;
        }
        row.push(b'"');
        self.openings += 1;
        if self.literal != Some(self.openings) {
            (self.is_open, self.has_opened) = (true, true);
            return at + 1;
        }
        let is_end = |byte: &u8| *byte == self.mark || matches!(byte, b'\r' | b'\n');
        let cell = line[at..].split(is_end).next().unwrap_or_default();
        for byte in cell {
            row.push(*byte);
            if *byte == b'"' {
                row.push(b'"');
            }
        }
        row.push(b'"');
        at + cell.len()
    }
}

/// Whether a line can be a row of its own, or the first line of one.
pub(super) fn is_row(line: &[u8], mark: u8, columns: usize) -> bool {
    let mut quoting = Quoting::new(mark, None);
    let passed = quoting.pass(line, columns, &mut Vec::new());
    let cells = quoting.cells;
    let is_complete = cells == columns || (quoting.is_open && cells < columns);
    passed.is_ok() && cells > 1 && is_complete
}

/// Whether a cell ends here, behind spaces.
fn ends_cell(rest: &[u8], mark: u8) -> bool {
    let end = rest.iter().find(|byte| **byte != b' ');
    end.is_none_or(|byte| *byte == mark || matches!(byte, b'\r' | b'\n'))
}
