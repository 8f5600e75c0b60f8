//! The messages of a file, cut from it one by one.
//!
//! In an mbox each message comes after a line `From someone@there Tue Jan 19 22:00:00 2021`, which
//! `postmark` recognizes. Lines of texts that start with `From ` are written `>From `: in mboxrd
//! with one more `>` than they had, in mboxo only where they had none. In both cases one `>` is
//! removed. In the mailboxes of MMDF, lines of four control characters frame each message.

use super::announced::Announced;
use super::postmark::{AHEAD, is_frame, opens_message};
use crate::article::{Problem, ProblemKind};
use crate::formats::input::{ResumePoint, too_large, unreadable};
use crate::formats::record_stream::{Cut, CutRecord, RecordStream, too_long};
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// The longest text whose announced length is compared with the file, in bytes.
const LONGEST_ANNOUNCED: u64 = 8 << 20;

/// The most blank lines between a message and the next postmark.
const MOST_BLANK: usize = 4;

/// How the messages of a file are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// The file is one message.
    One,
    /// A postmark opens each message.
    Mbox,
    /// Lines of control characters frame each message.
    Mmdf,
}

/// The messages of a file: many in a mailbox, one in other files.
pub(super) struct Messages<'a> {
    stream: Box<dyn BufRead + 'a>,
    shape: Shape,
    /// The most bytes of a message.
    longest: u64,
    /// The line being read.
    line: Vec<u8>,
    /// Lines after it that were read already, to see what it is.
    ahead: VecDeque<Vec<u8>>,
    /// Whether the line after a postmark comes next.
    at_postmark: bool,
    /// The postmark of the message after the last one that was read, and that of the last one.
    postmarks: [Vec<u8>; 2],
    /// Whether no announced length was wrong so far.
    believes_lengths: bool,
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
    /// The line of an mbox that opens it, if there is one.
    pub(super) postmark: Vec<u8>,
}

impl<'a> Messages<'a> {
    pub(super) fn new(stream: Box<dyn BufRead + 'a>, shape: Shape, longest: u64) -> Self {
        Self {
            stream,
            shape,
            longest,
            line: Vec::new(),
            ahead: VecDeque::new(),
            at_postmark: false,
            postmarks: [Vec::new(), Vec::new()],
            believes_lengths: true,
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
        match self.shape {
            Shape::One => return self.whole_into(message),
            Shape::Mmdf => return self.framed_into(message),
            Shape::Mbox => {}
        }
        if !self.at_postmark && !self.seek_first()? {
            return Ok(Next::Nothing);
        }
        // Without a postmark, the line that was found is the first one of a message.
        let mut is_kept = !self.at_postmark && !self.is_postmark(true)?;
        if !self.at_postmark && !is_kept {
            self.postmarks[0].clone_from(&self.line);
        }
        let [next, own] = &mut self.postmarks;
        *own = std::mem::take(next);
        self.at_postmark = false;
        let mut is_whole = true;
        let mut after_blank = false;
        let mut announced = Announced::default();
        // How many bytes that come next are surely of this message.
        let mut inside = 0;
        while is_kept || self.read_line()? {
            if !std::mem::take(&mut is_kept) && inside == 0 && self.is_postmark(after_blank)? {
                inside = self.inside(announced.left())?;
                if inside == 0 {
                    self.postmarks[0].clone_from(&self.line);
                    self.at_postmark = true;
                    break;
                }
            }
            inside = inside.saturating_sub(self.line.len() as u64);
            after_blank = self.line.trim_ascii().is_empty();
            announced.push(&self.line);
            self.keep_line(message, &mut is_whole);
        }
        self.ends_blank = after_blank;
        Ok(if is_whole { Next::Whole } else { Next::TooLong })
    }

    /// Adds the current line to a message, unless that gets too long.
    fn keep_line(&self, message: &mut Vec<u8>, is_whole: &mut bool) {
        *is_whole &= (message.len() + self.line.len()) as u64 <= self.longest;
        if *is_whole {
            message.extend_from_slice(match self.shape {
                Shape::Mbox => unescaped(&self.line),
                _ => &self.line,
            });
        } else {
            *message = Vec::new(); // frees the memory
        }
    }

    /// Reads the next message between frames.
    fn framed_into(&mut self, message: &mut Vec<u8>) -> io::Result<Next> {
        let (mut is_whole, mut has_line) = (true, false);
        while self.read_line()? {
            if is_frame(&self.line) {
                if has_line {
                    break;
                }
            } else if has_line || !self.line.trim_ascii().is_empty() {
                has_line = true;
                self.keep_line(message, &mut is_whole);
            }
        }
        Ok(match (has_line, is_whole) {
            (false, _) => Next::Nothing,
            (true, true) => Next::Whole,
            (true, false) => Next::TooLong,
        })
    }

    /// How many bytes from the current line on, which looks like a postmark, are of the message
    /// before it. `left` is what the announced length says. It counts if the next message or the end
    /// of the file comes after it. Once one was wrong, none of the file counts.
    fn inside(&mut self, left: u64) -> io::Result<u64> {
        let in_line = self.line.len() as u64;
        if left < in_line || left > self.longest.min(LONGEST_ANNOUNCED) || !self.believes_lengths {
            return Ok(0);
        }
        let (mut length, mut lines) = (in_line, 0);
        while length < left && self.look_ahead(lines)? {
            length += self.ahead[lines].len() as u64;
            lines += 1;
        }
        let mut next = lines;
        while next < lines + MOST_BLANK
            && self.look_ahead(next)?
            && self.ahead[next].trim_ascii().is_empty()
        {
            next += 1;
        }
        let ends = !self.look_ahead(next)? || self.ahead[next].starts_with(b"From ");
        self.believes_lengths = length == left && ends;
        Ok(if self.believes_lengths { left } else { 0 })
    }

    /// Reads lines ahead up to the one at a place. Returns whether there is one.
    fn look_ahead(&mut self, place: usize) -> io::Result<bool> {
        while self.ahead.len() <= place {
            let mut line = Vec::new();
            if self.read_into(&mut line)? == 0 {
                return Ok(false);
            }
            self.ahead.push_back(line);
        }
        Ok(true)
    }

    /// Whether the current line opens a message.
    fn is_postmark(&mut self, after_blank: bool) -> io::Result<bool> {
        if !self.line.starts_with(b"From ") && self.line.trim_ascii_end() != b"From" {
            return Ok(false);
        }
        self.look_ahead(AHEAD - 1)?;
        let ahead = self.ahead.iter().take(AHEAD).map(Vec::as_slice);
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
        if self.shape == Shape::One {
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
        message.postmark.clone_from(&self.postmarks[1]);
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
        (self.shape == Shape::Mbox && self.ends_blank).then(|| ResumePoint {
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
