//! An XML file's bytes as UTF-8: the character set is that of the byte order mark, else of the
//! declaration (`<?xml version="1.0" encoding="iso-8859-1"?>`), else UTF-8.
//!
//! Bytes that stand for no character become U+FFFD and are counted as they are read. A file that
//! declares a set of one byte a character and whose beginning is UTF-8 all the same is read as
//! UTF-8: such files are common, and no other text looks like it by chance. How much may be read
//! is bounded by an allowance that the reader of records renews.

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::collections::VecDeque;
use std::io::{self, BufRead, Cursor, Read};

/// How many bytes at the beginning decide about the character set.
const SAMPLE: u64 = 64 << 10;

/// How many bytes are decoded at a time.
const CHUNK: usize = 16 << 10;

/// How far into a file its declaration may reach, in bytes.
const LONGEST_DECLARATION: usize = 256;

/// The message of the I/O error that ends a record larger than its allowance.
pub(super) const TOO_LARGE: &str = "more than one record may hold";

/// A stream of UTF-8 made of a stream of bytes.
pub(super) struct Decoding<'a> {
    source: Box<dyn BufRead + 'a>,
    decoder: Decoder,
    /// What was decoded, and how far of it was consumed.
    decoded: Vec<u8>,
    consumed: usize,
    /// Where in `decoded` replaced bytes stand, and how many there were.
    replaced: VecDeque<(usize, usize)>,
    at_end: bool,
    allowance: u64,
    /// The number of the line that is read, from 1.
    line: u64,
    /// How many bytes were replaced in what was consumed since [`Self::take_replaced`].
    replaced_count: usize,
}

impl<'a> Decoding<'a> {
    /// Looks at a stream's beginning and decodes it by what is found there.
    pub(super) fn new(mut stream: Box<dyn BufRead + 'a>) -> io::Result<Self> {
        let mut sample = Vec::new();
        stream.by_ref().take(SAMPLE).read_to_end(&mut sample)?;
        let decoder = charset_of(&sample).new_decoder_with_bom_removal();
        Ok(Self {
            source: Box::new(Cursor::new(sample).chain(stream)),
            decoder,
            decoded: Vec::with_capacity(CHUNK),
            consumed: 0,
            replaced: VecDeque::new(),
            at_end: false,
            allowance: u64::MAX,
            line: 1,
            replaced_count: 0,
        })
    }

    /// Bounds how many bytes may be read from here on.
    pub(super) fn allow(&mut self, bytes: u64) {
        self.allowance = bytes;
    }

    /// The number of the line that is read, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// How many bytes were replaced since this was asked last.
    pub(super) fn take_replaced(&mut self) -> usize {
        std::mem::take(&mut self.replaced_count)
    }

    /// The character set, as reports name it.
    pub(super) fn charset(&self) -> &'static str {
        self.decoder.encoding().name()
    }

    /// Decodes the next chunk into the empty buffer.
    fn decode_chunk(&mut self) -> io::Result<()> {
        self.decoded.resize(CHUNK, 0);
        self.consumed = 0;
        self.replaced.clear();
        let mut written = 0;
        while written + 16 < CHUNK && !self.at_end {
            let source = self.source.fill_buf()?;
            let is_last = source.is_empty();
            let (result, read, more) = self.decoder.decode_to_utf8_without_replacement(
                source,
                &mut self.decoded[written..CHUNK - 4],
                is_last,
            );
            self.source.consume(read);
            written += more;
            match result {
                DecoderResult::InputEmpty => self.at_end = is_last,
                DecoderResult::OutputFull => break,
                DecoderResult::Malformed(bytes, _) => {
                    self.replaced.push_back((written, usize::from(bytes)));
                    written += char::REPLACEMENT_CHARACTER
                        .encode_utf8(&mut self.decoded[written..])
                        .len();
                }
            }
        }
        self.decoded.truncate(written);
        Ok(())
    }
}

impl BufRead for Decoding<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.consumed == self.decoded.len() && !self.at_end {
            self.decode_chunk()?;
        }
        if self.allowance == 0 && self.consumed < self.decoded.len() {
            return Err(io::Error::other(TOO_LARGE));
        }
        let rest = &self.decoded[self.consumed..];
        let most = usize::try_from(self.allowance).unwrap_or(usize::MAX);
        Ok(&rest[..rest.len().min(most)])
    }

    fn consume(&mut self, amount: usize) {
        let from = self.consumed;
        self.consumed = (from + amount).min(self.decoded.len());
        self.allowance = self.allowance.saturating_sub(amount as u64);
        let line_ends = self.decoded[from..self.consumed]
            .iter()
            .filter(|byte| **byte == b'\n');
        self.line += line_ends.count() as u64;
        while let Some((at, bytes)) = self.replaced.front()
            && *at < self.consumed
        {
            self.replaced_count += bytes;
            self.replaced.pop_front();
        }
    }
}

impl Read for Decoding<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(into.len());
        into[..length].copy_from_slice(&available[..length]);
        self.consume(length);
        Ok(length)
    }
}

/// The character set of a file that begins with these bytes.
pub(super) fn charset_of(sample: &[u8]) -> &'static Encoding {
    if let Some((charset, _)) = Encoding::for_bom(sample) {
        return charset;
    }
    match sample {
        [b'<', 0, ..] => return UTF_16LE,
        [0, b'<', ..] => return UTF_16BE,
        _ => {}
    }
    let declared = declared(sample).and_then(Encoding::for_label);
    match declared {
        // What says in single bytes that its characters have two is wrong.
        Some(charset) if charset != UTF_16LE && charset != UTF_16BE && !is_utf8(sample) => charset,
        _ => UTF_8,
    }
}

/// The encoding that an XML declaration names.
fn declared(sample: &[u8]) -> Option<&[u8]> {
    let declaration = sample.trim_ascii_start().strip_prefix(b"<?xml")?;
    let declaration = &declaration[..declaration.len().min(LONGEST_DECLARATION)];
    let end = declaration.windows(2).position(|pair| pair == b"?>")?;
    let label = b"encoding";
    let at = declaration[..end]
        .windows(label.len())
        .position(|word| word == label)?;
    let value = declaration[at + label.len()..end]
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let (quote, value) = value.split_first()?;
    let close = value.iter().position(|byte| byte == quote)?;
    Some(&value[..close])
}

/// Whether a file's beginning has characters beyond ASCII, and all of them are valid UTF-8; one
/// that is cut at the end counts.
fn is_utf8(sample: &[u8]) -> bool {
    let valid = match std::str::from_utf8(sample) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    valid && !sample.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, usize) {
        let mut decoding = Decoding::new(Box::new(bytes)).unwrap();
        let mut text = String::new();
        decoding.read_to_string(&mut text).unwrap();
        (text, decoding.take_replaced())
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn the_charset_is_that_of_mark_declaration_or_utf8() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xE9</a>";
        let russian = b"<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>\xCC\xE8\xF0</a>";
        let mislabelled = "<?xml version='1.0' encoding='iso-8859-1'?><a>café</a>".as_bytes();
        let wide = b"<?xml version='1.0' encoding='utf-16'?><a>plain</a>";
        let unmarked = utf16("<a>\u{e9}</a>", u16::to_le_bytes);
        let big = utf16("<a>\u{e9}</a>", u16::to_be_bytes);
        let marked = utf16("\u{feff}<a>\u{e9}</a>", u16::to_be_bytes);
        for (bytes, ends) in [
            (&latin[..], "<a>café</a>"),
            (russian, "<a>Мир</a>"),
            (mislabelled, "<a>café</a>"),
            (wide, "<a>plain</a>"),
            ("\u{feff}<a>é</a>".as_bytes(), "<a>é</a>"),
            (&unmarked, "<a>é</a>"),
            (&big, "<a>é</a>"),
            (&marked, "<a>é</a>"),
            (b"<?xml encoding=nonsense?><a/>", "<a/>"),
        ] {
            let (text, replaced) = decoded(bytes);
            assert!(text.ends_with(ends), "{text:?} does not end with {ends}");
            assert_eq!(replaced, 0, "{text:?}");
            assert!(!text.starts_with('\u{feff}'), "{text:?}");
        }
    }

    #[test]
    fn bytes_that_are_no_characters_are_replaced_and_counted() {
        assert_eq!(
            decoded(b"<a>\xE9\xFF</a>"),
            ("<a>\u{fffd}\u{fffd}</a>".into(), 2)
        );
        let half = [utf16("\u{feff}<a>", u16::to_le_bytes), vec![b'x']].concat();
        assert_eq!(decoded(&half), ("<a>\u{fffd}".into(), 1));
    }

    #[test]
    fn long_texts_come_whole_and_lines_are_counted() {
        let long = "né encore une fois\n".repeat(20_000);
        let mut bytes = b"<?xml version='1.0' encoding='iso-8859-1'?>\n".to_vec();
        bytes.extend(long.chars().map(|c| u8::try_from(u32::from(c)).unwrap()));
        let mut decoding = Decoding::new(Box::new(&bytes[..])).unwrap();
        let mut text = String::new();
        decoding.read_to_string(&mut text).unwrap();
        assert!(text.ends_with(&long));
        assert_eq!(decoding.line(), 20_002);
    }

    #[test]
    fn no_more_is_read_than_allowed() {
        let mut decoding = Decoding::new(Box::new(&b"0123456789"[..])).unwrap();
        decoding.allow(4);
        let mut text = String::new();
        let error = decoding.read_to_string(&mut text).unwrap_err();
        assert_eq!(error.to_string(), TOO_LARGE);
        decoding.allow(6);
        assert_eq!(decoding.read_to_string(&mut text).unwrap(), 6);
    }
}
