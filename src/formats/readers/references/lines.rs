//! The lines of a stream of UTF-8, one by one, within a limit.

use crate::article::Problem;
use crate::formats::bytes::charset;
use crate::formats::input::{Input, unreadable};
use crate::formats::options::MAX_WHOLE_FILE;
use std::io::{BufRead, Read};

/// The lines of a file.
pub(super) struct Lines<'a> {
    stream: Box<dyn BufRead + 'a>,
    bytes: Vec<u8>,
    /// How many invalid bytes were replaced since they were last asked for.
    invalid: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(input: Input<'a>) -> Result<Self, Problem> {
        Ok(Self {
            stream: input.into_utf8_stream()?,
            bytes: Vec::new(),
            invalid: 0,
        })
    }

    /// Reads the next line into `line`, without its end; a line that is too long is cut into
    /// several. Returns whether there is one.
    pub(super) fn next_into(&mut self, line: &mut String) -> Result<bool, Problem> {
        self.bytes.clear();
        line.clear();
        let read = self
            .stream
            .by_ref()
            .take(MAX_WHOLE_FILE)
            .read_until(b'\n', &mut self.bytes)
            .map_err(|error| unreadable(&error))?;
        let decoded = charset::utf8(&self.bytes);
        self.invalid += decoded.invalid;
        line.push_str(decoded.text.trim_end_matches(['\n', '\r']));
        Ok(read > 0)
    }

    /// The problem of the invalid bytes since the last call.
    pub(super) fn replaced(&mut self, ordinal: u32) -> Option<Problem> {
        let invalid = std::mem::take(&mut self.invalid);
        charset::replaced(ordinal, invalid, "UTF-8", "convert the file to UTF-8")
    }
}
