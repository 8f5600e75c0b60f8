//! A stream of UTF-8 as lines.
//!
//! Any line end counts: `\n`, `\r\n`, a lone `\r`. A form feed before a line starts a page. Invalid
//! bytes become U+FFFD. Memory holds one line, and no line may be longer than the limit.

use super::line::{Begins, Line};
use crate::article::{Problem, ProblemKind};
use crate::formats::input::unreadable;
use crate::formats::record_stream::too_long;
use std::io::{BufRead, Read};

/// The lines of a stream. After a problem there are no more.
pub(in crate::formats) struct TextLines<'a> {
    stream: Box<dyn BufRead + 'a>,
    /// The bytes up to a line feed.
    buffer: Vec<u8>,
    /// Where the next line starts in `buffer`, and the end of its lines.
    next: usize,
    end: usize,
    /// The most bytes of a line.
    most: u64,
    is_first: bool,
    is_done: bool,
}

impl<'a> TextLines<'a> {
    /// The lines of `stream`, none longer than `most` bytes.
    pub(in crate::formats) fn new(stream: Box<dyn BufRead + 'a>, most: u64) -> Self {
        Self {
            stream,
            buffer: Vec::new(),
            next: 0,
            end: 0,
            most,
            is_first: true,
            is_done: false,
        }
    }

    /// Reads up to a line feed. Returns whether there was anything.
    fn fill(&mut self) -> Result<bool, Problem> {
        self.buffer.clear();
        let mut limited = (&mut self.stream).take(self.most.saturating_add(1));
        let read = limited
            .read_until(b'\n', &mut self.buffer)
            .map_err(|error| unreadable(&error))?;
        if read as u64 > self.most {
            let detail = too_long("a line", self.most);
            return Err(Problem::file(ProblemKind::TooLarge, detail));
        }
        if std::mem::take(&mut self.is_first) && self.buffer.starts_with("\u{feff}".as_bytes()) {
            self.buffer.drain(..3);
        }
        self.next = 0;
        self.end = self.buffer.len();
        if self.buffer.last() == Some(&b'\n') {
            self.end -= 1;
            if self.end > 0 && self.buffer[self.end - 1] == b'\r' {
                self.end -= 1;
            }
        }
        Ok(read > 0)
    }

    /// The next line in the buffer: up to a lone `\r`, or all of the rest.
    fn cut(&mut self) -> Line {
        let rest = &self.buffer[self.next..self.end];
        let length = memchr::memchr(b'\r', rest).unwrap_or(rest.len());
        let line = line_of(&rest[..length]);
        self.next += length + 1;
        line
    }
}

impl Iterator for TextLines<'_> {
    type Item = Result<Line, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        if self.next >= self.end.max(1) || self.buffer.is_empty() {
            match self.fill() {
                Ok(true) => {}
                Ok(false) => {
                    self.is_done = true;
                    return None;
                }
                Err(problem) => {
                    self.is_done = true;
                    return Some(Err(problem));
                }
            }
        }
        Some(Ok(self.cut()))
    }
}

fn line_of(bytes: &[u8]) -> Line {
    let pages = bytes.iter().take_while(|byte| **byte == b'\x0c').count();
    let text = String::from_utf8_lossy(&bytes[pages..]).into_owned();
    let mut line = Line::plain(text);
    if pages > 0 {
        line.style.begins = Begins::Page;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<String> {
        TextLines::new(Box::new(text), 20)
            .map(|line| line.map_or_else(|problem| problem.detail, |line| line.text))
            .collect()
    }

    #[test]
    fn every_line_end_ends_a_line() {
        for text in ["a\n\nb\n", "a\r\n\r\nb\r\n", "a\r\rb\r", "\u{feff}a\n\nb"] {
            assert_eq!(lines(text.as_bytes()), ["a", "", "b"], "{text:?}");
        }
        assert_eq!(lines(b"\n"), [""]);
        assert_eq!(lines(b""), [""; 0]);
        assert_eq!(lines(b"a\xffb"), ["a\u{fffd}b"]);
    }

    #[test]
    fn a_form_feed_starts_a_page() {
        let text: &[u8] = b"one\n\x0ctwo\n";
        let lines: Vec<Line> = TextLines::new(Box::new(text), 20)
            .map(Result::unwrap)
            .collect();
        assert_eq!(lines[1].text, "two");
        assert_eq!(lines[1].style.begins, Begins::Page);
        assert_eq!(lines[0].style.begins, Begins::Line);
    }

    #[test]
    fn a_line_above_the_limit_ends_the_lines() {
        let text = [b"one\n".as_slice(), &[b'a'; 30], b"\ntwo\n"].concat();
        assert_eq!(lines(&text).len(), 2);
    }
}
