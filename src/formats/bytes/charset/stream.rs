//! Streams of any character set as UTF-8.
//!
//! The set is chosen by a stream's first bytes; for XML, by the first bytes that are not ASCII. Formats whose records are decoded one by one take
//! [`utf8_stream`]: UTF-8 passes unchanged. A byte that is not valid in another set becomes one
//! that is not valid in UTF-8, so it is replaced and counted with its record. The XML parser takes
//! [`Utf8Stream`] itself, which replaces and counts.

use super::choice::choose;
use super::declared::Declared;
use super::detection::Extent;
use super::set::{CharacterSet, SetDecoder};
use encoding_rs::{DecoderResult, UTF_8};
use std::borrow::Cow;
use std::io::{self, BufRead, Cursor, Read};
use std::ops::Range;

/// The set is chosen by at most this many bytes from the start.
const CHOSEN_BY: usize = 64 << 10;

/// The size of the buffer for decoded text, in bytes.
const CHUNK: usize = 16 << 10;

/// Bytes kept free for what one invalid sequence becomes.
const ROOM: usize = 4;

/// A byte that occurs in no text of UTF-8.
const NEVER_VALID: u8 = 0xFF;

/// A content's first bytes in UTF-8. Readers recognize their formats by them.
pub(in crate::formats) fn utf8_head(head: &[u8]) -> Cow<'_, [u8]> {
    let (set, mark) = choose(head, Declared::default(), Extent::Head);
    if set == UTF_8 {
        return Cow::Borrowed(head);
    }
    Cow::Owned(set.decode(&head[mark..]).into_owned().into_bytes())
}

/// The first bytes of a stream that its character set is chosen by, and how reading them ended.
pub(in crate::formats) fn first_bytes(stream: &mut dyn BufRead) -> (Vec<u8>, io::Result<usize>) {
    let mut first = Vec::new();
    let read = stream.take(CHOSEN_BY as u64).read_to_end(&mut first);
    (first, read)
}

/// A stream as UTF-8. If it is UTF-8 already, its byte order mark and invalid bytes stay.
///
/// # Errors
/// If its first bytes cannot be read.
pub(in crate::formats) fn utf8_stream<'a>(
    stream: Box<dyn BufRead + 'a>,
) -> io::Result<Box<dyn BufRead + 'a>> {
    utf8_stream_known(stream).map(|(stream, _)| stream)
}

/// The same, and whether the stream is UTF-8 already.
///
/// # Errors
/// If its first bytes cannot be read.
pub(in crate::formats) fn utf8_stream_known<'a>(
    mut stream: Box<dyn BufRead + 'a>,
) -> io::Result<(Box<dyn BufRead + 'a>, bool)> {
    let (first, read) = first_bytes(&mut stream);
    if first.is_empty() {
        read?;
    }
    let (set, mark) = choose(&first, Declared::default(), Extent::Head);
    let mut whole = Cursor::new(first).chain(stream);
    if set == UTF_8 {
        return Ok((Box::new(whole), true));
    }
    whole.consume(mark);
    let stream = Utf8Stream::new(Box::new(whole), set, Invalid::Kept);
    Ok((Box::new(stream), false))
}

/// What becomes of bytes that are not valid in their character set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Invalid {
    /// U+FFFD, counted.
    Replaced,
    /// As many bytes that UTF-8 does not allow.
    Kept,
}

/// A stream of bytes while it is decoded to UTF-8.
pub(in crate::formats) struct Utf8Stream<'a> {
    source: Box<dyn BufRead + 'a>,
    set: CharacterSet,
    decoder: SetDecoder,
    invalid: Invalid,
    /// Room for decoded text; `text` is the part of it that was decoded and not consumed.
    buffer: Box<[u8]>,
    text: Range<usize>,
    is_at_end: bool,
    /// How many bytes were replaced by the character that ends `text`.
    replaced_at_end: usize,
    /// How many bytes were replaced in what was consumed since [`Self::take_replaced`].
    replaced: usize,
    /// The declared sets, while all bytes so far were ASCII: the first others decide.
    undecided: Option<Declared>,
}

impl<'a> Utf8Stream<'a> {
    fn new(source: Box<dyn BufRead + 'a>, set: CharacterSet, invalid: Invalid) -> Self {
        Self {
            source,
            set,
            decoder: set.decoder(),
            invalid,
            buffer: vec![0; CHUNK].into_boxed_slice(),
            text: 0..0,
            is_at_end: false,
            replaced_at_end: 0,
            replaced: 0,
            undecided: None,
        }
    }

    /// A stream of the bytes in `first` and then those of `rest`, in the character set that its
    /// mark or `declared` names. Invalid bytes become U+FFFD.
    pub(in crate::formats) fn replacing(
        first: Vec<u8>,
        rest: Box<dyn BufRead + 'a>,
        declared: Declared,
    ) -> Self {
        let (set, mark) = choose(&first, declared, Extent::Head);
        let undecided = (set == UTF_8 && first.is_ascii()).then_some(declared);
        let mut whole = Cursor::new(first).chain(rest);
        whole.consume(mark);
        Self {
            undecided,
            ..Self::new(Box::new(whole), set, Invalid::Replaced)
        }
    }

    /// The character set, as reports name it.
    pub(in crate::formats) fn charset(&self) -> &'static str {
        self.set.name()
    }

    /// How many bytes were replaced in what was consumed since the last call.
    pub(in crate::formats) fn take_replaced(&mut self) -> usize {
        std::mem::take(&mut self.replaced)
    }

    /// The text that was decoded and not consumed.
    pub(in crate::formats) fn text(&self) -> &[u8] {
        &self.buffer[self.text.clone()]
    }

    /// Decodes more of the source, up to an invalid byte, once all text is consumed.
    fn decode_more(&mut self) -> io::Result<()> {
        let ascii = self.decide()?;
        let source = self.source.fill_buf()?;
        let is_last = source.is_empty();
        let source = &source[..source.len().min(ascii)];
        let (result, read, mut end) =
            self.decoder
                .decode(source, &mut self.buffer[..CHUNK - ROOM], is_last);
        self.source.consume(read);
        match result {
            DecoderResult::InputEmpty => self.is_at_end = is_last,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(bytes, _) => end += self.put_invalid(end, usize::from(bytes)),
        }
        self.text = 0..end;
        Ok(())
    }

    /// Chooses the set at the first bytes that are not ASCII, if it is not chosen yet. Returns how
    /// many bytes may be decoded.
    fn decide(&mut self) -> io::Result<usize> {
        let Some(declared) = self.undecided else {
            return Ok(usize::MAX);
        };
        let ahead = self.source.fill_buf()?;
        let ahead = &ahead[..ahead.len().min(CHUNK)];
        match ahead.iter().position(|byte| !byte.is_ascii()) {
            None if ahead.is_empty() => Ok(usize::MAX),
            None => Ok(ahead.len()),
            Some(0) => {
                let (window, read) = first_bytes(&mut self.source);
                read?;
                let (set, _) = choose(&window, declared, Extent::Head);
                (self.set, self.decoder) = (set, set.decoder());
                let rest = std::mem::replace(&mut self.source, Box::new(io::empty()));
                self.source = Box::new(Cursor::new(window).chain(rest));
                self.undecided = None;
                Ok(usize::MAX)
            }
            Some(at) => Ok(at),
        }
    }

    /// Writes what a number of invalid bytes become into the buffer, at `at`. Returns its length.
    fn put_invalid(&mut self, at: usize, bytes: usize) -> usize {
        match self.invalid {
            Invalid::Replaced => {
                self.replaced_at_end = bytes;
                let room = &mut self.buffer[at..];
                char::REPLACEMENT_CHARACTER.encode_utf8(room).len()
            }
            Invalid::Kept => {
                let bytes = bytes.min(ROOM);
                self.buffer[at..at + bytes].fill(NEVER_VALID);
                bytes
            }
        }
    }
}

impl BufRead for Utf8Stream<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.text.is_empty() && !self.is_at_end {
            self.decode_more()?;
        }
        Ok(self.text())
    }

    fn consume(&mut self, amount: usize) {
        self.text.start = (self.text.start + amount).min(self.text.end);
        if self.text.is_empty() {
            self.replaced += std::mem::take(&mut self.replaced_at_end);
        }
    }
}

impl Read for Utf8Stream<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}
