//! What can be wrong with a whole row, and the messages for it.

use crate::formats::options::MAX_WHOLE_FILE;
use crate::formats::record_stream::too_long;

/// What is wrong with a whole row. Lines are numbered from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The quote that opens in this line is not closed; the row was read up to the line's end.
    NotClosed(u64),
    /// The file ends within the quote that opens in this line; the row was read.
    CutOff(u64),
    /// A quote in the row that starts in this line is not closed, and without it the number of
    /// cells is wrong.
    Lost(u64),
    /// The same; all lines from the first to the second were skipped.
    LostThrough(u64, u64),
    /// This line is longer than a row may be.
    TooLong(u64),
}

impl Fault {
    /// Whether the row was still read.
    pub(super) fn has_row(self) -> bool {
        matches!(self, Self::NotClosed(_) | Self::CutOff(_))
    }

    /// What is wrong, and what was done about it.
    pub(super) fn detail(self) -> String {
        match self {
            Self::NotClosed(line) => format!(
                "the quote that opens a cell in line {line} is not closed; the row was read up to \
                 the end of that line"
            ),
            Self::CutOff(line) => format!(
                "the file ends within the quote that is opened in line {line}; is it cut off?"
            ),
            Self::Lost(line) => format!(
                "a quote in line {line} is not closed, and without it the row has too few or too \
                 many cells; reading continues at the next line"
            ),
            Self::LostThrough(first, last) => format!(
                "a quote in line {first} is not closed before line {last}; reading continues after it"
            ),
            Self::TooLong(line) => too_long(&format!("line {line}"), MAX_WHOLE_FILE),
        }
    }
}
