//! The reader of JSON Lines: one article a line, each a JSON object.
//!
//! Files are streamed line by line and may be of any size; memory holds one line. A line that
//! cannot be read is a problem of its own, and reading goes on behind it. Which keys mean what is
//! known to `record`, the room beside this one. A first line that wraps a list of articles is
//! left to the room of JSON. Format: <https://jsonlines.org/>.

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Article, Origin, Problem, ProblemKind};
use crate::formats::readers::records::json::wrapped_list;
use crate::formats::record::{Place, items_of_json};
use crate::formats::{ArticleReader, HEAD_LEN, Input, MAX_WHOLE_FILE, ReadOptions, unreadable};
use serde::de::IgnoredAny;
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// JSON Lines, known by its first line or chosen by extension.
pub(in crate::formats) struct JsonLines;

impl ArticleReader for JsonLines {
    fn name(&self) -> &'static str {
        "json-lines"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    /// The first line is a JSON object, or begins as one if its end is not in sight.
    fn recognizes(&self, head: &[u8]) -> bool {
        let text = head
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(head)
            .trim_ascii_start();
        if !text.starts_with(b"{") {
            return false;
        }
        let end = text.iter().position(|byte| *byte == b'\n');
        match end.or((head.len() < HEAD_LEN).then_some(text.len())) {
            Some(end) => is_object(&text[..end]),
            None => text[1..].trim_ascii_start().starts_with(b"\""),
        }
    }

    fn read<'a>(
        &self,
        input: Input<'a>,
    ) -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a> {
        let (path, options) = (input.path, input.options);
        let stream = match input.into_utf8_stream() {
            Ok(stream) => stream,
            Err(problem) => return Box::new(std::iter::once(Err(problem))),
        };
        match wrapped_list(path, options, stream) {
            Ok(articles) => Box::new(articles),
            Err(stream) => Box::new(Articles {
                path,
                options,
                stream: Some(stream),
                line: Vec::new(),
                ordinal: 0,
                found_any: false,
                ready: VecDeque::new(),
            }),
        }
    }
}

/// Whether a line that opens a brace is a JSON object, whatever is in it.
fn is_object(line: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(line).is_ok()
}

/// The articles and problems of one file.
struct Articles<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
    /// `None` behind the file's end.
    stream: Option<Box<dyn BufRead + 'a>>,
    /// The line being read, kept for its memory.
    line: Vec<u8>,
    /// The number of that line, from 1.
    ordinal: u32,
    found_any: bool,
    /// What was read and not yet asked for.
    ready: VecDeque<Result<Article, Problem>>,
}

/// What reading a line came to.
enum Line {
    Whole,
    TooLong,
    End,
}

impl Iterator for Articles<'_> {
    type Item = Result<Article, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            match self.next_line() {
                Ok(Line::Whole) => {
                    if let Some(item) = self.read_line() {
                        return Some(item);
                    }
                }
                Ok(Line::TooLong) => {
                    self.found_any = true;
                    return Some(Err(too_long(self.ordinal)));
                }
                Ok(Line::End) => return self.at_end(),
                Err(error) => {
                    self.stream = None;
                    self.found_any = true;
                    return Some(Err(unreadable(&error)));
                }
            }
        }
    }
}

impl Articles<'_> {
    /// Reads the next line into the buffer, without more of it than a file of one article has.
    fn next_line(&mut self) -> io::Result<Line> {
        self.line.clear();
        let Some(stream) = &mut self.stream else {
            return Ok(Line::End);
        };
        let mut limited = stream.take(MAX_WHOLE_FILE + 1);
        if limited.read_until(b'\n', &mut self.line)? == 0 {
            return Ok(Line::End);
        }
        self.ordinal = self.ordinal.saturating_add(1);
        if self.line.len() as u64 > MAX_WHOLE_FILE && self.line.last() != Some(&b'\n') {
            self.line = Vec::new(); // gives the memory back
            stream.skip_until(b'\n')?;
            return Ok(Line::TooLong);
        }
        Ok(Line::Whole)
    }

    /// Reads the buffer's article, if the line is not blank, and gives back the first item.
    fn read_line(&mut self) -> Option<Result<Article, Problem>> {
        let line = self.line.trim_ascii();
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        if line.is_empty() {
            return None;
        }
        self.found_any = true;
        let place = Place {
            noun: "line",
            origin: Origin {
                path: self.path.clone(),
                ordinal: self.ordinal,
            },
        };
        self.ready
            .extend(items_of_json(line, place, self.options, |error, reason| {
                let column = match error.column() {
                    0 => String::new(),
                    column => format!(", column {column}"),
                };
                format!(
                    "line {}{column}: {reason}; each line must be one JSON object",
                    self.ordinal
                )
            }));
        self.ready.pop_front()
    }

    /// The last item of a file: a problem if there was nothing in it.
    fn at_end(&mut self) -> Option<Result<Article, Problem>> {
        self.stream = None;
        if self.found_any {
            return None;
        }
        self.found_any = true;
        Some(Err(Problem::file(
            ProblemKind::Empty,
            "nothing but white space in it",
        )))
    }
}

fn too_long(ordinal: u32) -> Problem {
    Problem::record(
        ordinal,
        ProblemKind::TooLarge,
        format!(
            "line {ordinal} is longer than {} MiB, the most that one article may be",
            MAX_WHOLE_FILE >> 20
        ),
    )
}
