//! Cuts the `<DOC>` elements from a stream.
//!
//! A `<DOC>` that starts within another shows that the other was never closed. It ends there, and
//! what was read of it is an article with a problem. Text between records is counted, so that it
//! does not vanish without a word.

use super::events::{Event, Events};
use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::input::{blank, unreadable};
use crate::formats::options::MAX_WHOLE_FILE;
use crate::formats::record_stream::{Cut, CutRecord, RecordStream, too_long};
use std::io::BufRead;

/// The tag that opens a record and the one that closes it.
const START: &[u8] = b"<doc";
const END: &[u8] = b"</doc";

/// One `<DOC>`, with its tags.
#[derive(Default)]
pub(super) struct Doc {
    pub(super) bytes: Vec<u8>,
    /// Its number in the file, from 1.
    pub(super) ordinal: u32,
    /// Whether its end tag is missing.
    pub(super) is_open: bool,
}

/// A mark of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Start,
    End,
}

/// The records of one file.
pub(super) struct DocStream<'a> {
    stream: Box<dyn BufRead + 'a>,
    /// Bytes that were read; those before `from` were cut already.
    bytes: Vec<u8>,
    from: usize,
    /// Up to where marks were looked for.
    scanned: usize,
    is_at_end: bool,
    /// The number of the last record, from 1.
    ordinal: u32,
    /// A text outside of all records: its first words, and how many characters there are.
    outside: Option<(String, usize)>,
}

impl<'a> DocStream<'a> {
    /// The records of a stream of UTF-8.
    pub(super) fn new(stream: Box<dyn BufRead + 'a>) -> Self {
        Self {
            stream,
            bytes: Vec::new(),
            from: 0,
            scanned: 0,
            is_at_end: false,
            ordinal: 0,
            outside: None,
        }
    }

    /// Reads more bytes. Returns whether there were any.
    fn fill(&mut self) -> Result<bool, Problem> {
        if self.is_at_end {
            return Ok(false);
        }
        self.bytes.drain(..self.from);
        self.scanned -= self.from;
        self.from = 0;
        let chunk = self.stream.fill_buf().map_err(|error| unreadable(&error))?;
        let length = chunk.len();
        self.bytes.extend_from_slice(chunk);
        self.stream.consume(length);
        self.is_at_end = length == 0;
        Ok(length > 0)
    }

    /// The place of the next mark, and the place after it; `None` at the end of what was read.
    fn find(&mut self) -> Option<(Mark, usize, usize)> {
        while let Some(found) = memchr::memchr(b'<', &self.bytes[self.scanned..]) {
            let at = self.scanned + found;
            let rest = &self.bytes[at..];
            let opens = |tag: &[u8]| {
                rest.get(..tag.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(tag))
            };
            let mark = match (opens(START), opens(END)) {
                (true, _) => Some((Mark::Start, START.len())),
                (_, true) => Some((Mark::End, END.len())),
                _ => None,
            };
            // The tag may be cut by the end of what was read.
            let needed = mark.map_or(END.len(), |(_, length)| length + 1);
            if rest.len() < needed && !self.is_at_end {
                self.scanned = at;
                return None;
            }
            let end = mark.and_then(|(mark, length)| match rest.get(length) {
                Some(b'>') => Some((mark, at + length + 1)),
                Some(byte) if byte.is_ascii_whitespace() => Some((mark, at + length)),
                _ => None,
            });
            if let Some((mark, end)) = end {
                self.scanned = end;
                return Some((mark, at, end));
            }
            self.scanned = at + 1;
        }
        self.scanned = self.bytes.len();
        None
    }

    /// The next mark, for which the stream is read on. Bytes before the current record are
    /// released; `open` is whether one is open.
    fn next_mark(&mut self, open: bool) -> Result<Option<(Mark, usize, usize)>, Problem> {
        loop {
            if let Some(found) = self.find() {
                return Ok(Some(found));
            }
            if !open {
                self.pass(self.scanned);
            } else if (self.bytes.len() - self.from) as u64 > MAX_WHOLE_FILE {
                return Ok(None);
            }
            if !self.fill()? && self.scanned >= self.bytes.len() {
                return Ok(None);
            }
        }
    }

    /// Passes over bytes outside of records.
    fn pass(&mut self, to: usize) {
        let passed = String::from_utf8_lossy(&self.bytes[self.from..to]);
        for event in Events::of(&passed) {
            if let Event::Text(text) | Event::Data(text) = event {
                let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
                if !text.is_empty() {
                    let (_, count) = self.outside.get_or_insert_with(|| (excerpt(text), 0));
                    *count += text.chars().count();
                }
            }
        }
        self.from = to;
    }

    /// Cuts the bytes up to a place as a record.
    fn cut(&mut self, to: usize, is_open: bool, record: &mut Doc) -> Cut {
        record.bytes.clear();
        record.bytes.extend_from_slice(&self.bytes[self.from..to]);
        record.ordinal = self.ordinal;
        record.is_open = is_open;
        self.from = to;
        Cut::Record
    }

    /// The problem of text outside of records, once.
    fn ending(&mut self) -> Result<Cut, Problem> {
        let outside = self.outside.take();
        if self.ordinal == 0 && outside.is_some() {
            let detail = "there is no `<DOC>` in it";
            return Err(Problem::file(ProblemKind::Malformed, detail));
        }
        if let Some((first, count)) = outside {
            let detail = format!(
                "{count} characters outside of `<DOC>` were not read; the first are `{first}`"
            );
            return Ok(Cut::Problem(Problem::file(ProblemKind::Malformed, detail)));
        }
        if self.ordinal == 0 {
            return Err(blank());
        }
        Ok(Cut::End)
    }
}

impl CutRecord for Doc {
    fn size(&self) -> usize {
        self.bytes.len()
    }
}

impl RecordStream for DocStream<'_> {
    type Record = Doc;

    fn next_record(&mut self, record: &mut Doc) -> Result<Cut, Problem> {
        loop {
            match self.next_mark(false)? {
                Some((Mark::Start, at, _)) => {
                    self.pass(at);
                    break;
                }
                Some((Mark::End, _, end)) => self.pass(end),
                None => {
                    self.pass(self.bytes.len());
                    return self.ending();
                }
            }
        }
        self.ordinal = self.ordinal.saturating_add(1);
        match self.next_mark(true)? {
            Some((Mark::End, _, end)) => Ok(self.cut(end, false, record)),
            Some((Mark::Start, at, _)) => {
                self.scanned = at;
                Ok(self.cut(at, true, record))
            }
            None if self.is_at_end && self.scanned >= self.bytes.len() => {
                Ok(self.cut(self.bytes.len(), true, record))
            }
            None => {
                self.from = self.scanned;
                let detail = too_long(&format!("document {}", self.ordinal), MAX_WHOLE_FILE);
                Ok(Cut::Problem(Problem::record(
                    self.ordinal,
                    ProblemKind::TooLarge,
                    detail,
                )))
            }
        }
    }
}
