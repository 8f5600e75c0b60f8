//! The messages of a file, cut from it one by one.
//!
//! In an mbox each message comes after a line `From someone@there Tue Jan 19 22:00:00 2021`. Lines
//! of texts that start with `From ` are written `>From `: in mboxrd with one more `>` than they
//! had, in mboxo only where they had none. In both cases one `>` is removed.

use crate::article::{Problem, ProblemKind};
use crate::formats::input::{too_large, unreadable};
use crate::formats::record_stream::{Cut, RecordStream, too_long};
use std::io::{self, BufRead, Read};

/// The messages of a file: many in an mbox, one in other files.
pub(super) struct Messages<'a> {
    stream: Box<dyn BufRead + 'a>,
    is_mbox: bool,
    /// The most bytes of a message.
    longest: u64,
    /// The line being read.
    line: Vec<u8>,
    /// Whether that line opens the next message.
    at_postmark: bool,
    /// The number of the last message, from 1.
    ordinal: u32,
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
            at_postmark: false,
            ordinal: 0,
        }
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
        self.at_postmark = false;
        let mut is_whole = true;
        let mut after_blank = false;
        while self.read_line()? {
            if after_blank && is_postmark(&self.line) {
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
        Ok(if is_whole { Next::Whole } else { Next::TooLong })
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

    /// Reads up to the line that starts the first message. Returns whether there is one.
    fn seek_first(&mut self) -> io::Result<bool> {
        while self.read_line()? {
            if self.line.starts_with(b"From ") {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Reads the next line, of at most as many bytes as a message may have and one more. Returns
    /// whether there is one.
    fn read_line(&mut self) -> io::Result<bool> {
        self.line.clear();
        let mut limited = self.stream.by_ref().take(self.longest.saturating_add(1));
        Ok(limited.read_until(b'\n', &mut self.line)? > 0)
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
}

/// Whether a line opens a message of an mbox. Sentences may start with `From ` too, so the line
/// needs a time of day.
pub(super) fn is_postmark(line: &[u8]) -> bool {
    let is_time = |word: &[u8]| {
        matches!(word, [a, b, b':', c, d, rest @ ..]
            if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit())
                && (rest.is_empty() || rest[0] == b':'))
    };
    line.strip_prefix(b"From ")
        .is_some_and(|rest| rest.split(u8::is_ascii_whitespace).any(is_time))
}

fn unescaped(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|byte| **byte == b'>').count();
    if marks > 0 && line[marks..].starts_with(b"From ") {
        &line[1..]
    } else {
        line
    }
}
