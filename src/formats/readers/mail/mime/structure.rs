//! The parts of a multipart, found by the lines that separate them.
//!
//! A delimiter is a whole line: `--`, the boundary, perhaps `--`, perhaps white space. It never is
//! within a line. The last part may end without one, and parts may follow the one that should be
//! the last. Where the boundary that the header names is nowhere, the first line that looks like a
//! delimiter before a part's header names it. Format: RFC 2046, section 5.1.

use super::header::{cut_line, field};
use memchr::memmem;

/// The longest boundary that is looked for in the text, in bytes; RFC 2046 allows 70.
const LONGEST_BOUNDARY: usize = 200;

/// The parts of a multipart, and the text before and after them.
#[derive(Debug, Default)]
pub(in crate::formats::readers) struct Parts<'a> {
    pub(in crate::formats::readers) inner: Vec<&'a [u8]>,
    /// What is before the first part, which mail readers never show.
    pub(in crate::formats::readers) preamble: &'a [u8],
    /// What is after the last part.
    pub(in crate::formats::readers) epilogue: Vec<&'a [u8]>,
}

/// Cuts a multipart into its parts; `None` if it has none.
pub(in crate::formats::readers) fn split<'a>(
    content: &'a [u8],
    boundary: Option<&str>,
) -> Option<Parts<'a>> {
    if let Some(parts) = boundary.and_then(|named| split_at(content, named.trim_end().as_bytes())) {
        return Some(parts);
    }
    split_at(content, sniffed_boundary(content)?)
}

/// Whether a delimiter with that boundary is in a content.
pub(in crate::formats::readers) fn has_delimiter(content: &[u8], boundary: &str) -> bool {
    Delimiters::new(content, boundary.trim_end().as_bytes())
        .next()
        .is_some()
}

/// Whether a content that is called text surely is a multipart: it opens with a delimiter and the
/// header of a part.
pub(in crate::formats::readers) fn is_multipart(content: &[u8]) -> bool {
    let start = super::header::skip_blank_lines(content);
    start.starts_with(b"--")
        && sniffed_boundary(start).is_some_and(|boundary| start[2..].starts_with(boundary))
}

fn split_at<'a>(content: &'a [u8], boundary: &[u8]) -> Option<Parts<'a>> {
    let mut delimiters = Delimiters::new(content, boundary);
    let first = delimiters.next()?;
    let mut found = Parts {
        preamble: &content[..first.start],
        ..Parts::default()
    };
    let mut last = first;
    loop {
        let next = delimiters.next();
        let end = next.as_ref().map_or(content.len(), |next| next.start);
        let piece = &content[last.end.min(end)..end];
        let piece = if next.is_some() {
            without_line_end(piece)
        } else {
            piece
        };
        if !last.closes {
            found.inner.push(piece);
        } else if !piece.trim_ascii().is_empty() {
            found.epilogue.push(piece);
        }
        match next {
            Some(next) => last = next,
            None => return Some(found),
        }
    }
}

/// The line end before a delimiter belongs to the delimiter.
fn without_line_end(piece: &[u8]) -> &[u8] {
    let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
    piece.strip_suffix(b"\r").unwrap_or(piece)
}

/// A line that separates parts.
struct Delimiter {
    start: usize,
    /// The end of its line.
    end: usize,
    /// Whether it follows the last part.
    closes: bool,
}

/// The delimiters of a content, in their order.
struct Delimiters<'a> {
    content: &'a [u8],
    /// `--` and the boundary.
    marker: Vec<u8>,
    at: usize,
}

impl<'a> Delimiters<'a> {
    fn new(content: &'a [u8], boundary: &[u8]) -> Self {
        // Without a boundary every line that starts with two hyphens would be one.
        let at = if boundary.is_empty() {
            content.len()
        } else {
            0
        };
        Self {
            content,
            marker: [b"--", boundary].concat(),
            at,
        }
    }
}

impl Iterator for Delimiters<'_> {
    type Item = Delimiter;

    fn next(&mut self) -> Option<Delimiter> {
        loop {
            let start = self.at + memmem::find(&self.content[self.at..], &self.marker)?;
            let after = start + self.marker.len();
            self.at = after;
            if start > 0 && self.content[start - 1] != b'\n' {
                continue;
            }
            let (line, _) = cut_line(&self.content[after..]);
            let tail = line.trim_ascii();
            if tail.is_empty() || tail == b"--" {
                self.at = after + line.len();
                return Some(Delimiter {
                    start,
                    end: self.at,
                    closes: !tail.is_empty(),
                });
            }
        }
    }
}

/// The boundary of the first line that looks like a delimiter: `--` and a word, then a line with a
/// field of a part, such as `Content-Type`.
fn sniffed_boundary(content: &[u8]) -> Option<&[u8]> {
    let mut rest = content;
    while !rest.is_empty() {
        let (line, after) = cut_line(rest);
        if let Some(boundary) = line.strip_prefix(b"--") {
            let boundary = boundary.trim_ascii_end();
            let is_word = !boundary.is_empty()
                && boundary.len() <= LONGEST_BOUNDARY
                && boundary.iter().any(|byte| *byte != b'-');
            let names_part = |(name, _): (&[u8], &[u8])| {
                name.get(..8)
                    .is_some_and(|start| start.eq_ignore_ascii_case(b"content-"))
            };
            if is_word && field(cut_line(after).0).is_some_and(names_part) {
                return Some(boundary);
            }
        }
        rest = after;
    }
    None
}
