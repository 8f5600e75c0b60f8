//! Cuts a stream of JSON into the values that may be articles, without building any.
//!
//! Only strings, brackets and commas matter here. The parser that gets a value finds out whether it
//! is valid. Skipped values take no memory, kept values are bounded, and damage within one value
//! does not affect the next.

use crate::formats::options::MAX_WHOLE_FILE;
use std::io::{self, BufRead};

/// The deepest nesting that is read.
const DEEPEST: usize = 100;

/// Why a value could not be cut.
#[derive(Debug)]
pub(super) enum Stop {
    /// The stream failed.
    Io(io::Error),
    /// The stream ended within a value.
    End,
    /// It is longer than [`MAX_WHOLE_FILE`]. The stream is after it.
    TooLong,
    /// It is nested deeper than [`DEEPEST`]. The stream is after it.
    TooDeep,
    /// A string in it does not end on its line: a quote is missing, and where the value ends is
    /// not known. The stream is at the next line.
    OpenString,
    /// A byte that cannot be here. The stream is before it.
    Unexpected(u8),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A place in a stream of JSON.
pub(super) struct Elements<'a> {
    stream: Box<dyn BufRead + 'a>,
    /// Whether nothing was read yet, so that a byte order mark may come.
    at_start: bool,
}

impl<'a> Elements<'a> {
    pub(super) fn new(stream: Box<dyn BufRead + 'a>) -> Self {
        Self {
            stream,
            at_start: true,
        }
    }

    /// The stream, at the place where it is.
    pub(super) fn into_stream(self) -> Box<dyn BufRead + 'a> {
        self.stream
    }

    /// The next byte that is not white space; `None` at the end.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let chunk = self.stream.fill_buf()?;
            if chunk.is_empty() {
                return Ok(None);
            }
            let is_gap = |byte: &u8| {
                byte.is_ascii_whitespace() || (self.at_start && matches!(byte, 0xEF | 0xBB | 0xBF))
            };
            let gap = chunk.iter().take_while(|byte| is_gap(byte)).count();
            let next = chunk.get(gap).copied();
            self.stream.consume(gap);
            if next.is_some() {
                self.at_start = false;
                return Ok(next);
            }
        }
    }

    /// Consumes the byte that [`Self::peek`] gave.
    pub(super) fn bump(&mut self) {
        self.stream.consume(1);
    }

    /// Reads a mark that has to be next, and adds it to `kept`.
    pub(super) fn take(&mut self, mark: u8, kept: &mut Vec<u8>) -> Result<(), Stop> {
        match self.peek()?.ok_or(Stop::End)? {
            byte if byte == mark => {
                self.bump();
                kept.push(byte);
                Ok(())
            }
            byte => Err(Stop::Unexpected(byte)),
        }
    }

    /// Reads a key and the colon after it, and adds both to `kept`. `key` is then the key as it is
    /// written, without its quotes.
    pub(super) fn key(&mut self, key: &mut Vec<u8>, kept: &mut Vec<u8>) -> Result<(), Stop> {
        match self.peek()?.ok_or(Stop::End)? {
            b'"' => {}
            byte => return Err(Stop::Unexpected(byte)),
        }
        let start = kept.len();
        self.value(kept)?;
        key.clear();
        key.extend_from_slice(&kept[start + 1..kept.len() - 1]);
        self.take(b':', kept)
    }

    /// Adds the next value to `kept`.
    pub(super) fn value(&mut self, kept: &mut Vec<u8>) -> Result<(), Stop> {
        match self.peek()? {
            None => Err(Stop::End),
            Some(byte @ (b']' | b'}' | b',' | b':')) => Err(Stop::Unexpected(byte)),
            Some(_) => self.copy(0, Some(kept)),
        }
    }

    /// Adds the rest of `open` open objects and arrays to `kept`.
    pub(super) fn rest(&mut self, open: usize, kept: &mut Vec<u8>) -> Result<(), Stop> {
        self.copy(open, Some(kept))
    }

    /// Skips the rest of `open` open objects and arrays.
    pub(super) fn skip_rest(&mut self, open: usize) -> Result<(), Stop> {
        self.copy(open, None)
    }

    /// Goes to the next line that opens with an object or closes a list; it may be the current one.
    pub(super) fn skip_to_object(&mut self) -> io::Result<()> {
        while !matches!(self.peek()?, None | Some(b'{' | b']')) {
            self.stream.skip_until(b'\n')?;
        }
        Ok(())
    }

    fn copy(&mut self, open: usize, mut kept: Option<&mut Vec<u8>>) -> Result<(), Stop> {
        let mut value = Scan::new(open);
        let mut too_long = false;
        loop {
            let chunk = self.stream.fill_buf()?;
            if chunk.is_empty() {
                return if value.is_scalar() {
                    Ok(())
                } else {
                    Err(Stop::End)
                };
            }
            let end = value.end_in(chunk);
            let part = &chunk[..end.unwrap_or(chunk.len())];
            if let Some(kept) = &mut kept {
                too_long |= (kept.len() + part.len()) as u64 > MAX_WHOLE_FILE;
                if too_long {
                    **kept = Vec::new(); // frees the memory
                } else if value.deepest <= DEEPEST {
                    kept.extend_from_slice(part);
                }
            }
            let length = part.len();
            self.stream.consume(length);
            if end.is_some() {
                break;
            }
        }
        if value.within == Within::OpenString {
            Err(Stop::OpenString)
        } else if too_long {
            Err(Stop::TooLong)
        } else if value.deepest > DEEPEST {
            Err(Stop::TooDeep)
        } else {
            Ok(())
        }
    }
}

/// A value while its end is searched.
struct Scan {
    depth: usize,
    deepest: usize,
    within: Within,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Nothing of it has been seen.
    Nothing,
    String,
    /// A string that continues after its line, which JSON does not allow.
    OpenString,
    /// A string, after a backslash.
    Escape,
    /// A number or a word, outside of brackets.
    Scalar,
    Brackets,
}

impl Scan {
    fn new(open: usize) -> Self {
        Self {
            depth: open,
            deepest: open,
            within: if open > 0 {
                Within::Brackets
            } else {
                Within::Nothing
            },
        }
    }

    fn is_scalar(&self) -> bool {
        self.within == Within::Scalar
    }

    /// Where the value ends in a chunk; `None` if it goes on.
    fn end_in(&mut self, chunk: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(byte) = chunk.get(at) {
            match self.within {
                Within::String => {
                    let rest = &chunk[at..];
                    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | b'\n');
                    let special = rest.iter().position(is_special)?;
                    at += special + 1;
                    match rest[special] {
                        b'\\' => self.within = Within::Escape,
                        b'\n' => self.within = Within::OpenString,
                        _ => self.close_string(),
                    }
                    if self.is_over() {
                        return Some(at);
                    }
                    continue;
                }
                Within::Escape => self.within = Within::String,
                Within::Scalar if byte.is_ascii_whitespace() || b",:]}[{\"".contains(byte) => {
                    return Some(at);
                }
                Within::Scalar | Within::OpenString => {}
                Within::Nothing | Within::Brackets => {
                    if self.step(*byte) {
                        return Some(at + 1);
                    }
                }
            }
            at += 1;
        }
        None
    }

    fn close_string(&mut self) {
        self.within = Within::Brackets;
    }

    /// Whether the string that was just read is the value's end.
    fn is_over(&self) -> bool {
        self.within == Within::OpenString || (self.within == Within::Brackets && self.depth == 0)
    }

    /// Reads a byte outside of strings. Returns whether the value ends with it.
    fn step(&mut self, byte: u8) -> bool {
        match byte {
            b'"' => self.within = Within::String,
            b'{' | b'[' => {
                self.within = Within::Brackets;
                self.depth += 1;
                self.deepest = self.deepest.max(self.depth);
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ if self.within == Within::Nothing => self.within = Within::Scalar,
            _ => {}
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    /// Values of a text, read through a buffer of so many bytes.
    fn values(text: &str, buffer: usize) -> Vec<String> {
        let stream = Box::new(BufReader::with_capacity(buffer, text.as_bytes()));
        let mut elements = Elements::new(stream);
        let mut found = Vec::new();
        let mut kept = Vec::new();
        while elements.value(&mut kept).is_ok() {
            found.push(String::from_utf8(std::mem::take(&mut kept)).unwrap());
        }
        found
    }

    #[test]
    fn the_size_of_the_buffer_does_not_change_where_values_end() {
        let text = "\u{feff} {\"a]\": [1, \"\\\"}\\\\\", {}]}[2]\n\"x\\\\\" -1.5e3 true null{\"b\"";
        for buffer in 1..40 {
            assert_eq!(
                values(text, buffer),
                [
                    "{\"a]\": [1, \"\\\"}\\\\\", {}]}",
                    "[2]",
                    "\"x\\\\\"",
                    "-1.5e3",
                    "true",
                    "null"
                ],
                "{buffer}"
            );
        }
    }

    #[test]
    fn a_value_that_is_nested_too_deeply_is_skipped() {
        let deep = format!("{}{}7", "[".repeat(1000), "]".repeat(1000));
        let mut elements = Elements::new(Box::new(deep.as_bytes()));
        let mut kept = Vec::new();
        assert!(matches!(elements.value(&mut kept), Err(Stop::TooDeep)));
        kept.clear();
        elements.value(&mut kept).unwrap();
        assert_eq!(kept, b"7");
    }
}
