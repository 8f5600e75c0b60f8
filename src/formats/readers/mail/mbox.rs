//! The messages of a file, cut from it one by one.
//!
//! In an mbox each message comes after a line `From someone@there Tue Jan 19 22:00:00 2021`, which
//! `postmark` recognizes. Lines of texts that start with `From ` are written `>From `: in mboxrd
//! with one more `>` than they had, in mboxo only where they had none. In both cases one `>` is
//! removed.

use super::postmark::{AHEAD, opens_message};
use crate::article::{Problem, ProblemKind};
use crate::formats::input::{ResumePoint, too_large, unreadable};
use crate::formats::record_stream::{Cut, CutRecord, RecordStream, too_long};
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// The messages of a file: many in an mbox, one in other files.
pub(super) struct Messages<'a> {
    stream: Box<dyn BufRead + 'a>,
    is_mbox: bool,
    /// The most bytes of a message.
    longest: u64,
    /// The line being read.
    line: Vec<u8>,
    /// Lines after it that were read already, to see what it is.
    ahead: VecDeque<Vec<u8>>,
    /// Whether the line after a postmark comes next.
    at_postmark: bool,
    /// The number of the last message, from 1.
    ordinal: u32,
    /// The point after which it was resumed.
    start: Option<ResumePoint>,
    /// Whether the last line of a message that was read is blank.
    ends_blank: bool,
}

/// The result of reading the next message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// All of it was read.
    Whole,
    /// It is too long and was skipped.
    TooLong,
    /// There is no further message.
    Nothing,
}

/// The bytes of one message.
#[derive(Default)]
pub(super) struct MessageBytes {
    pub(super) bytes: Vec<u8>,
    /// Its number in the file, from 1.
    pub(super) ordinal: u32,
}

impl<'a> Messages<'a> {
    pub(super) fn new(stream: Box<dyn BufRead + 'a>, is_mbox: bool, longest: u64) -> Self {
        Self {
            stream,
            is_mbox,
            longest,
            line: Vec::new(),
            ahead: VecDeque::new(),
            at_postmark: false,
            ordinal: 0,
            start: None,
            ends_blank: false,
        }
    }

    /// Goes on after a point.
    pub(super) fn after(mut self, start: Option<ResumePoint>) -> Self {
        self.ordinal = start.map_or(0, |start| start.ordinal);
        self.start = start;
        self
    }

    /// Reads the next message into `message`.
    fn next_into(&mut self, message: &mut Vec<u8>) -> io::Result<Next> {
        message.clear();
        if !self.is_mbox {
            return self.whole_into(message);
        }
        if !self.at_postmark && !self.seek_first()? {
            return Ok(Next::Nothing);
        }
        // Without a postmark, the line that was found is the first one of a message.
        let mut is_kept = !self.at_postmark && !self.is_postmark(true)?;
        self.at_postmark = false;
        let mut is_whole = true;
        let mut after_blank = false;
        while is_kept || self.read_line()? {
            if !std::mem::take(&mut is_kept) && self.is_postmark(after_blank)? {
                self.at_postmark = true;
                break;
            }
            after_blank = self.line.trim_ascii().is_empty();
            is_whole &= (message.len() + self.line.len()) as u64 <= self.longest;
            if is_whole {
                message.extend_from_slice(unescaped(&self.line));
            } else {
                *message = Vec::new(); // frees the memory
            }
        }
        self.ends_blank = after_blank;
        Ok(if is_whole { Next::Whole } else { Next::TooLong })
    }

    /// Whether the current line opens a message.
    fn is_postmark(&mut self, after_blank: bool) -> io::Result<bool> {
        if !self.line.starts_with(b"From ") && self.line.trim_ascii_end() != b"From" {
            return Ok(false);
        }
        while self.ahead.len() < AHEAD {
            let mut line = Vec::new();
            if self.read_into(&mut line)? == 0 {
                break;
            }
            self.ahead.push_back(line);
        }
        let ahead = self.ahead.iter().map(Vec::as_slice);
        Ok(opens_message(&self.line, after_blank, ahead))
    }

    /// Reads a file of one message.
    fn whole_into(&mut self, message: &mut Vec<u8>) -> io::Result<Next> {
        let limit = self.longest.saturating_add(1);
        self.stream.by_ref().take(limit).read_to_end(message)?;
        io::copy(&mut self.stream, &mut io::sink())?;
        Ok(match message.len() as u64 {
            0 => Next::Nothing,
            length if length < limit => Next::Whole,
            _ => Next::TooLong,
        })
    }

    /// The problem that the last message is too long.
    fn too_long(&self) -> Problem {
        let ordinal = self.ordinal;
        if !self.is_mbox {
            return too_large(self.longest);
        }
        Problem::record(
            ordinal,
            ProblemKind::TooLarge,
            too_long(&format!("message {ordinal}"), self.longest),
        )
    }

    /// Reads up to the first line that is not blank. Returns whether there is one.
    fn seek_first(&mut self) -> io::Result<bool> {
        while self.read_line()? {
            if !self.line.trim_ascii().is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Reads the next line. Returns whether there is one.
    fn read_line(&mut self) -> io::Result<bool> {
        if let Some(line) = self.ahead.pop_front() {
            self.line = line;
            return Ok(true);
        }
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        let read = self.read_into(&mut line);
        self.line = line;
        Ok(read? > 0)
    }

    /// Reads a line of the stream, of at most as many bytes as a message may have and one more.
    fn read_into(&mut self, line: &mut Vec<u8>) -> io::Result<usize> {
        let mut limited = self.stream.by_ref().take(self.longest.saturating_add(1));
        limited.read_until(b'\n', line)
    }
}

impl CutRecord for MessageBytes {
    fn size(&self) -> usize {
        self.bytes.len()
    }
}

impl RecordStream for Messages<'_> {
    type Record = MessageBytes;

    fn next_record(&mut self, message: &mut MessageBytes) -> Result<Cut, Problem> {
        let next = self
            .next_into(&mut message.bytes)
            .map_err(|error| unreadable(&error))?;
        if next == Next::Nothing {
            return if self.ordinal == 0 {
                Err(Problem::file(ProblemKind::Empty, "no message in it"))
            } else {
                Ok(Cut::End)
            };
        }
        self.ordinal = self.ordinal.saturating_add(1);
        message.ordinal = self.ordinal;
        Ok(match next {
            Next::TooLong => Cut::Problem(self.too_long()),
            _ => Cut::Record,
        })
    }

    fn start(&self) -> Option<ResumePoint> {
        self.start
    }

    /// After a blank line, a further message can be told from a further line.
    fn end(&self) -> Option<ResumePoint> {
        (self.is_mbox && self.ends_blank).then(|| ResumePoint {
            ordinal: self.ordinal,
            ..ResumePoint::default()
        })
    }
}

fn unescaped(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|byte| **byte == b'>').count();
    if marks > 0 && line[marks..].starts_with(b"From ") {
        &line[1..]
    } else {
        line
    }
}
