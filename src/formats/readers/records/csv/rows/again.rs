//! A second try for a row that cannot be read as its file is written.
//!
//! The first bytes of a file say whether backslashes are before its quotes. Files are not always
//! written in one way: they are put together, or such a quote comes first after those bytes. So a
//! row without its cells is read in the other way, which counts if that gives it all of them.

use super::{End, MOST_IN_VAIN, Rows};
use memchr::memmem::find;
use std::io;

impl Rows<'_> {
    /// Whether the row that was gathered may have been written in the other way.
    pub(super) fn may_be_otherwise(&self, end: &End) -> bool {
        let is_read = matches!(end, End::Closed) && self.row.fits(self.shape.columns);
        self.shape.columns > 0
            && (!is_read || self.has_escaped_quote)
            && matches!(end, End::Closed | End::Open(_) | End::OfFile(_))
            && self.in_vain <= self.shape.longest + MOST_IN_VAIN * self.read
            && find(&self.lines[self.start..self.next], b"\\").is_some()
    }

    /// Gathers the row once more, in the other way. If that does not give it its cells, everything
    /// is as it was.
    pub(super) fn gather_otherwise(&mut self) -> io::Result<Option<End>> {
        let row = std::mem::take(&mut self.row);
        let before = (self.next, self.next_line, self.line_end, self.ends_open);
        // A row within a line: the line need not be searched for its end again.
        self.line_end *= usize::from(self.next_line == self.line);
        (self.next, self.next_line, self.ends_open) = (self.start, self.line, false);
        let end = self.gather(self.shape.marks.escapes.other())?;
        let is_read = matches!(end, End::Closed) && self.row.fits(self.shape.columns);
        self.in_vain += before.0.abs_diff(self.next) as u64;
        if is_read {
            return Ok(Some(end));
        }
        self.in_vain += (self.next - self.start) as u64;
        self.row = row;
        (self.next, self.next_line, self.line_end, self.ends_open) = before;
        Ok(None)
    }
}
