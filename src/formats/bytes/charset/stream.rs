//! Streams of any character set as UTF-8, for formats that are read record by record.
//!
//! The set is told by the first bytes alone, and nothing is decoded that is UTF-8 already. What
//! the set does not know is passed on as a byte that UTF-8 does not know either, so that whoever
//! decodes the record replaces and counts it as any other.

use super::{guess, is_faulty_utf8, unmarked_utf16};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::io::{self, BufRead, Cursor, Read};

/// How many bytes tell the set.
const TOLD_BY: usize = 1 << 16;

/// How many bytes are decoded at once, at most.
const PIECE: usize = 1 << 13;

/// A byte that stands in no text of UTF-8.
const UNKNOWN: u8 = 0xFF;

/// The first bytes of a content as readers know their formats by, in UTF-8.
pub(in crate::formats) fn utf8_head(head: &[u8]) -> Cow<'_, [u8]> {
    match foreign_set(head) {
        Some((encoding, mark)) => {
            let (text, _) = encoding.decode_without_bom_handling(&head[mark..]);
            Cow::Owned(text.into_owned().into_bytes())
        }
        None => Cow::Borrowed(head),
    }
}

/// A stream as UTF-8.
///
/// # Errors
/// If its first bytes cannot be read.
pub(in crate::formats) fn utf8_stream<'a>(
    mut stream: Box<dyn BufRead + 'a>,
) -> io::Result<Box<dyn BufRead + 'a>> {
    let mut first = Vec::new();
    let read = (&mut stream).take(TOLD_BY as u64).read_to_end(&mut first);
    if first.is_empty() {
        read?;
    }
    let set = foreign_set(&first);
    let mut whole = Cursor::new(first).chain(stream);
    let Some((encoding, mark)) = set else {
        return Ok(Box::new(whole));
    };
    whole.consume(mark);
    Ok(Box::new(Transcoded {
        stream: whole,
        decoder: encoding.new_decoder_without_bom_handling(),
        text: Vec::new(),
        at: 0,
        is_at_end: false,
    }))
}

/// The set that first bytes are of if it is not UTF-8, and the length of its mark.
fn foreign_set(first: &[u8]) -> Option<(&'static Encoding, usize)> {
    match first {
        [0xFF, 0xFE, ..] => return Some((UTF_16LE, 2)),
        [0xFE, 0xFF, ..] => return Some((UTF_16BE, 2)),
        [0xEF, 0xBB, 0xBF, ..] => return None,
        _ => {}
    }
    // A character may be cut by the end, and a unit of UTF-16.
    let even = &first[..first.len() & !1];
    if let Some(decoded) = unmarked_utf16(even) {
        return Encoding::for_label(decoded.charset.as_bytes()).map(|encoding| (encoding, 0));
    }
    match std::str::from_utf8(first) {
        Ok(_) => None,
        Err(error) if error.error_len().is_none() => None,
        Err(_) if is_faulty_utf8(first) => None,
        Err(_) => Some((guess(first), 0)),
    }
}

/// A stream while it is decoded.
struct Transcoded<R> {
    stream: R,
    decoder: Decoder,
    /// What was decoded, and how much of it was taken.
    text: Vec<u8>,
    at: usize,
    is_at_end: bool,
}

impl<R: BufRead> Transcoded<R> {
    /// Decodes the next piece.
    fn decode(&mut self) -> io::Result<()> {
        let bytes = self.stream.fill_buf()?;
        let bytes = &bytes[..bytes.len().min(PIECE)];
        let last = bytes.is_empty();
        let room = self
            .decoder
            .max_utf8_buffer_length_without_replacement(bytes.len())
            .unwrap_or(4 * PIECE);
        self.text.resize(room, 0);
        let (result, read, written) =
            self.decoder
                .decode_to_utf8_without_replacement(bytes, &mut self.text, last);
        self.text.truncate(written);
        self.at = 0;
        match result {
            DecoderResult::InputEmpty => self.is_at_end = last,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, _) => {
                self.text.extend((0..length).map(|_| UNKNOWN));
            }
        }
        self.stream.consume(read);
        Ok(())
    }
}

impl<R: BufRead> BufRead for Transcoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at == self.text.len() && !self.is_at_end {
            self.decode()?;
        }
        Ok(&self.text[self.at..])
    }

    fn consume(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.text.len());
    }
}

impl<R: BufRead> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}
