//! The records of a web archive: a version line, named fields, an empty line, the content.
//!
//! Format: WARC 1.1,
//! <https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/>. Records are
//! read one after the other. Only the fields and the requested content are in memory. After a
//! broken record, reading continues at the next line that starts a record. Records of ARC files,
//! which have one line instead of fields (`arc`), are read in the same way.

use super::arc;
use jiff::Timestamp;
use std::io::{self, BufRead, Cursor, Read};

/// The longest line of fields, in bytes.
const LONGEST_LINE: u64 = 64 << 10;

/// The most bytes of all fields of a record.
const LONGEST_FIELDS: usize = 256 << 10;

/// What a record's first line starts with.
pub(super) const VERSION: &[u8] = b"WARC/";

/// A record's fields.
#[derive(Debug, Default)]
pub(super) struct Fields {
    fields: Vec<(String, String)>,
    /// The length of the content in bytes, as the record states it.
    pub(super) length: u64,
}

impl Fields {
    /// The value of a field, whose name is given in lower case; empty if it is not there.
    pub(super) fn get(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value)
    }

    /// The address that the content was fetched from.
    pub(super) fn address(&self) -> Option<&str> {
        let url = self.get("warc-target-uri");
        let url = url
            .strip_prefix('<')
            .and_then(|url| url.strip_suffix('>'))
            .unwrap_or(url);
        (!url.is_empty()).then_some(url)
    }

    /// When the content was fetched.
    pub(super) fn captured(&self) -> Option<Timestamp> {
        self.get("warc-date").parse().ok()
    }

    fn parse(lines: &[String]) -> Result<Self, &'static str> {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines {
            if line.starts_with([' ', '\t']) {
                let (_, value) = fields.last_mut().ok_or("it starts with a folded line")?;
                value.push(' ');
                value.push_str(line.trim());
                continue;
            }
            let (name, value) = line.split_once(':').ok_or("a field has no colon")?;
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
        Self::of(fields)
    }

    fn of(fields: Vec<(String, String)>) -> Result<Self, &'static str> {
        let mut fields = Self { fields, length: 0 };
        fields.length = fields
            .get("content-length")
            .parse()
            .map_err(|_| "it has no Content-Length")?;
        Ok(fields)
    }
}

/// The next record, or why there is none.
#[derive(Debug)]
pub(super) enum Next {
    /// Its fields; its content comes next.
    Record(Fields),
    /// It breaks the rules in this way. Reading continues after it.
    Broken(&'static str),
    End,
}

/// The stream of records.
pub(super) struct Records<'a> {
    source: Source<'a>,
    /// The line being read, kept for its memory.
    line: Vec<u8>,
    /// Whether the version line of the next record was read already.
    is_at_record: bool,
    /// Whether the last record was whole, with an empty line after it.
    pub(super) ends_whole: bool,
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: Box<dyn BufRead + 'a>) -> Self {
        Self {
            source: Source {
                replayed: Cursor::new(Vec::new()),
                stream,
            },
            line: Vec::new(),
            is_at_record: false,
            ends_whole: false,
        }
    }

    /// Reads the next record's fields.
    pub(super) fn next(&mut self) -> io::Result<Next> {
        if !std::mem::take(&mut self.is_at_record) {
            loop {
                if !self.read_line()? {
                    return Ok(Next::End);
                }
                if !self.line.trim_ascii().is_empty() {
                    break;
                }
            }
            if !starts_record(&self.line) {
                self.find_record()?;
                return Ok(Next::Broken("no record starts where one should"));
            }
        }
        if let Some(fields) = arc::fields(&self.line) {
            return Ok(Fields::of(fields).map_or_else(Next::Broken, Next::Record));
        }
        let mut lines = Vec::new();
        let mut length = 0;
        loop {
            if !self.read_line()? {
                self.ends_whole = false;
                return Ok(Next::Broken("the file ends within its fields"));
            }
            let line = self.line.trim_ascii_end();
            length += self.line.len();
            if line.is_empty() {
                break;
            }
            if length > LONGEST_FIELDS || !self.line.ends_with(b"\n") {
                self.find_record()?;
                return Ok(Next::Broken("its fields are too long"));
            }
            lines.push(String::from_utf8_lossy(line).into_owned());
        }
        match Fields::parse(&lines) {
            Ok(fields) => Ok(Next::Record(fields)),
            Err(why) => {
                self.find_record()?;
                Ok(Next::Broken(why))
            }
        }
    }

    /// Adds `length` bytes of content to a buffer; fewer at the end of the file.
    pub(super) fn read_content(&mut self, length: u64, content: &mut Vec<u8>) -> io::Result<()> {
        (&mut self.source).take(length).read_to_end(content)?;
        Ok(())
    }

    /// Skips `length` bytes of content. Returns whether there were as many.
    pub(super) fn skip_content(&mut self, length: u64) -> io::Result<bool> {
        let skipped = io::copy(&mut (&mut self.source).take(length), &mut io::sink())?;
        Ok(skipped == length)
    }

    /// Whether a record ends here, as it should after its content. If not, its length was wrong.
    pub(super) fn ends_here(&mut self) -> io::Result<bool> {
        let ahead = self.source.fill_buf()?;
        self.ends_whole = ahead.starts_with(b"\r") || ahead.starts_with(b"\n");
        // Some writers leave out the empty lines after a record.
        if ahead.is_empty() || ahead.starts_with(b"\r") || ahead.starts_with(b"\n") {
            return Ok(true);
        }
        let line = ahead
            .split(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        Ok(starts_record(line))
    }

    /// Moves the end of content that was read to where the next record starts: within it, else
    /// after it. Content gets at most `most` bytes; what is beyond is skipped. Returns whether the
    /// next record starts within content.
    pub(super) fn up_to_record(&mut self, content: &mut Vec<u8>, most: usize) -> io::Result<bool> {
        let feeds = memchr::memchr_iter(b'\n', content).map(|at| at + 1);
        let start = feeds.into_iter().find(|at| {
            let line = &content[*at..];
            let end = memchr::memchr(b'\n', line).unwrap_or(line.len());
            starts_record(&line[..end])
        });
        if let Some(start) = start {
            let mut again = content.split_off(start);
            let at = usize::try_from(self.source.replayed.position()).unwrap_or(usize::MAX);
            let kept = self.source.replayed.get_ref();
            again.extend_from_slice(&kept[at.min(kept.len())..]);
            self.source.replayed = Cursor::new(again);
        } else {
            self.ends_whole = false;
            while self.read_line()? {
                if starts_record(&self.line) {
                    self.is_at_record = true;
                    break;
                }
                let room = most.saturating_sub(content.len()).min(self.line.len());
                content.extend_from_slice(&self.line[..room]);
            }
        }
        if content.ends_with(b"\r\n\r\n") {
            content.truncate(content.len() - 4);
        }
        Ok(start.is_some())
    }

    /// Skips lines up to one that starts a record.
    fn find_record(&mut self) -> io::Result<()> {
        self.ends_whole = false;
        while self.read_line()? {
            if starts_record(&self.line) {
                self.is_at_record = true;
                break;
            }
        }
        Ok(())
    }

    /// Reads a line with its end. Only the start of a line that is too long is kept. Returns
    /// whether there was a line.
    fn read_line(&mut self) -> io::Result<bool> {
        self.line.clear();
        (&mut self.source)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut self.line)?;
        if self.line.len() as u64 == LONGEST_LINE && !self.line.ends_with(b"\n") {
            self.source.skip_until(b'\n')?;
        }
        Ok(!self.line.is_empty())
    }
}

/// Whether a line opens a record, of WARC or of ARC.
fn starts_record(line: &[u8]) -> bool {
    line.starts_with(VERSION) || arc::fields(line).is_some()
}

/// The file, after bytes that are read once more.
struct Source<'a> {
    replayed: Cursor<Vec<u8>>,
    stream: Box<dyn BufRead + 'a>,
}

impl Source<'_> {
    fn has_replayed(&self) -> bool {
        self.replayed.position() < self.replayed.get_ref().len() as u64
    }
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.has_replayed() {
            self.replayed.read(buffer)
        } else {
            self.stream.read(buffer)
        }
    }
}

impl BufRead for Source<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.has_replayed() {
            self.replayed.fill_buf()
        } else {
            self.stream.fill_buf()
        }
    }

    fn consume(&mut self, amount: usize) {
        if self.has_replayed() {
            self.replayed.consume(amount);
        } else {
            self.stream.consume(amount);
        }
    }
}
