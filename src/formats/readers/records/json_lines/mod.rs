//! The reader of JSON Lines: each line is a JSON object and an article.
//!
//! Files are streamed line by line and may be of any size; memory holds one line. A line that
//! cannot be read is a problem of that line only, and reading continues after it. `record` says
//! what the keys mean. A file whose first line is an object around a list of articles is left to
//! `json`. Format: <https://jsonlines.org/>.

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::bytes::charset::without_mark;
use crate::formats::input::{HEAD_LEN, Input, ResumePoint, blank, unreadable};
use crate::formats::options::{MAX_WHOLE_FILE, ReadOptions};
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::readers::records::json::{read_objects, wrapped_list};
use crate::formats::record::{Place, read_json};
use crate::formats::record_stream::{
    Cut, CutRecord, RecordReader, RecordStream, read_records, too_long,
};
use serde::de::IgnoredAny;
use std::io::{self, BufRead, Read};

/// JSON Lines, recognized by its first line or chosen by extension.
pub(in crate::formats) struct JsonLines;

impl ArticleReader for JsonLines {
    fn name(&self) -> &'static str {
        "json-lines"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    /// The first line is a JSON object, or starts as one if its end is not in sight.
    fn recognizes(&self, head: &[u8]) -> bool {
        let text = without_mark(head).trim_ascii_start();
        if !text.starts_with(b"{") {
            return false;
        }
        let end = text.iter().position(|byte| *byte == b'\n');
        match end.or((head.len() < HEAD_LEN).then_some(text.len())) {
            Some(end) => is_object(&text[..end]),
            None => text[1..].trim_ascii_start().starts_with(b"\""),
        }
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let content = input.into_utf8()?;
        let start = content.resume.map(|resume| resume.point);
        let stream = match start {
            Some(_) => content.stream,
            None => match wrapped_list(options, content.stream) {
                Ok(list) => return read_objects(list, path, options, out),
                Err(stream) => stream,
            },
        };
        let lines = LineStream {
            stream,
            start,
            is_as_is: content.is_as_is,
            ends_whole: true,
            ordinal: start.map_or(0, |start| start.ordinal),
            has_records: start.is_some(),
        };
        read_records(lines, &LineReader { path, options }, out)
    }
}

/// Whether a line that starts with a brace is a JSON object.
fn is_object(line: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(line).is_ok()
}

/// The lines of one file.
struct LineStream<'a> {
    stream: Box<dyn BufRead + 'a>,
    /// The point after which it was resumed.
    start: Option<ResumePoint>,
    /// Whether the bytes are those of the file.
    is_as_is: bool,
    /// Whether the last line has an end.
    ends_whole: bool,
    /// The number of the last line, from 1.
    ordinal: u32,
    /// Whether there was a line that is not blank.
    has_records: bool,
}

/// One line that is not blank.
#[derive(Default)]
struct Line {
    bytes: Vec<u8>,
    /// Its number in the file, from 1.
    ordinal: u32,
}

impl Line {
    /// The line without white space and byte order mark around it.
    fn record(&self) -> &[u8] {
        without_mark(self.bytes.trim_ascii())
    }
}

impl LineStream<'_> {
    /// Reads the next line, unless it is longer than one article may be.
    fn read_line(&mut self, line: &mut Line) -> io::Result<Cut> {
        line.bytes.clear();
        let mut limited = (&mut self.stream).take(MAX_WHOLE_FILE + 1);
        if limited.read_until(b'\n', &mut line.bytes)? == 0 {
            return Ok(Cut::End);
        }
        self.ends_whole = line.bytes.last() == Some(&b'\n');
        self.ordinal = self.ordinal.saturating_add(1);
        line.ordinal = self.ordinal;
        if line.bytes.len() as u64 > MAX_WHOLE_FILE && line.bytes.last() != Some(&b'\n') {
            line.bytes = Vec::new(); // frees the memory
            self.stream.skip_until(b'\n')?;
            return Ok(Cut::Problem(line_too_long(self.ordinal)));
        }
        Ok(Cut::Record)
    }
}

impl CutRecord for Line {
    fn size(&self) -> usize {
        self.bytes.len()
    }
}

impl RecordStream for LineStream<'_> {
    type Record = Line;

    fn next_record(&mut self, line: &mut Line) -> Result<Cut, Problem> {
        loop {
            match self.read_line(line).map_err(|error| unreadable(&error))? {
                Cut::End if !self.has_records => return Err(blank()),
                Cut::Record if line.record().is_empty() => {}
                cut => {
                    self.has_records = true;
                    return Ok(cut);
                }
            }
        }
    }

    fn start(&self) -> Option<ResumePoint> {
        self.start
    }

    /// What is appended to a line without an end is part of that line.
    fn end(&self) -> Option<ResumePoint> {
        (self.ends_whole && self.is_as_is).then(|| ResumePoint {
            ordinal: self.ordinal,
            ..ResumePoint::default()
        })
    }
}

/// Reads lines, each by itself.
struct LineReader<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
}

impl RecordReader<Line> for LineReader<'_> {
    fn read_record(&self, line: &Line, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        let place = Place {
            noun: "line",
            path: self.path,
            ordinal: line.ordinal,
        };
        read_json(line.record(), place, self.options, out, |error, reason| {
            let column = match error.column() {
                0 => String::new(),
                column => format!(", column {column}"),
            };
            format!(
                "line {}{column}: {reason}; each line must be one JSON object",
                line.ordinal
            )
        })
    }
}

/// The problem of a line that is too long.
fn line_too_long(ordinal: u32) -> Problem {
    let detail = too_long(&format!("line {ordinal}"), MAX_WHOLE_FILE);
    Problem::record(ordinal, ProblemKind::TooLarge, detail)
}
