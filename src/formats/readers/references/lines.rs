//! The lines of a stream of UTF-8, one by one, within a limit.
//!
//! Any line end counts: `\n`, `\r\n`, and the lone `\r` of old programs.

use crate::article::Problem;
use crate::formats::bytes::charset;
use crate::formats::input::{Input, unreadable};
use crate::formats::options::MAX_WHOLE_FILE;
use std::io::{BufRead, Read};

/// The lines of a file.
pub(super) struct Lines<'a> {
    stream: Box<dyn BufRead + 'a>,
    /// The bytes up to a line feed.
    bytes: Vec<u8>,
    /// Where the next line starts in them.
    next: usize,
    /// How many invalid bytes were replaced since they were last asked for.
    invalid: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(input: Input<'a>) -> Result<Self, Problem> {
        Ok(Self {
            stream: input.into_utf8_stream()?,
            bytes: Vec::new(),
            next: 0,
            invalid: 0,
        })
    }

    /// Reads the next line into `line`, without its end; a line that is too long is cut into
    /// several. Returns whether there is one.
    pub(super) fn next_into(&mut self, line: &mut String) -> Result<bool, Problem> {
        line.clear();
        if self.next >= self.bytes.len() {
            self.bytes.clear();
            self.next = 0;
            let read = self
                .stream
                .by_ref()
                .take(MAX_WHOLE_FILE)
                .read_until(b'\n', &mut self.bytes)
                .map_err(|error| unreadable(&error))?;
            if read == 0 {
                return Ok(false);
            }
        }
        let rest = &self.bytes[self.next..];
        let length = memchr::memchr2(b'\r', b'\n', rest).unwrap_or(rest.len());
        let decoded = charset::utf8(&rest[..length]);
        self.invalid += decoded.invalid;
        line.push_str(&decoded.text);
        let is_pair = rest[length..].starts_with(b"\r\n");
        self.next += length + 1 + usize::from(is_pair);
        Ok(true)
    }

    /// The problem of the invalid bytes since the last call.
    pub(super) fn replaced(&mut self, ordinal: u32) -> Option<Problem> {
        let invalid = std::mem::take(&mut self.invalid);
        charset::replaced(ordinal, invalid, "UTF-8", "convert the file to UTF-8")
    }
}
