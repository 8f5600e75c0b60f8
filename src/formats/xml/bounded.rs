//! The text of an XML file, with a limit on the size of one record.
//!
//! The character set is that of the byte order mark, else that of the declaration, else UTF-8
//! (`bytes::charset`). Invalid bytes are replaced and counted. `stream` renews the limit for each
//! record, and asks for the current line.

use crate::formats::bytes::charset::{Declared, Utf8Stream, first_bytes};
use std::io::{self, BufRead, Read};

/// The message of the I/O error that ends a record larger than allowed.
pub(super) const TOO_LARGE: &str = "larger than one record may be";

/// A stream of text that may be read up to a limit.
pub(super) struct Bounded<'a> {
    text: Utf8Stream<'a>,
    /// How many more bytes may be read.
    allowance: u64,
    /// The number of the current line, from 1.
    line: u64,
}

impl<'a> Bounded<'a> {
    /// Decodes a stream, in the character set that its first bytes name.
    ///
    /// # Errors
    /// If its first bytes cannot be read.
    pub(super) fn new(mut stream: Box<dyn BufRead + 'a>) -> io::Result<Self> {
        let (first, read) = first_bytes(&mut stream);
        read?;
        let declared = Declared::of_xml(&first);
        Ok(Self {
            text: Utf8Stream::replacing(first, stream, declared),
            allowance: u64::MAX,
            line: 1,
        })
    }

    /// Allows this number of bytes to be read from here on.
    pub(super) fn allow(&mut self, bytes: u64) {
        self.allowance = bytes;
    }

    /// The number of the current line, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// How many bytes were replaced since the last call.
    pub(super) fn take_replaced(&mut self) -> usize {
        self.text.take_replaced()
    }

    /// The character set, as reports name it.
    pub(super) fn charset(&self) -> &'static str {
        self.text.charset()
    }
}

impl BufRead for Bounded<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let text = self.text.fill_buf()?;
        if self.allowance == 0 && !text.is_empty() {
            return Err(io::Error::other(TOO_LARGE));
        }
        let most = usize::try_from(self.allowance).unwrap_or(usize::MAX);
        Ok(&text[..text.len().min(most)])
    }

    fn consume(&mut self, amount: usize) {
        let text = self.text.text();
        let consumed = &text[..amount.min(text.len())];
        self.line += memchr::memchr_iter(b'\n', consumed).count() as u64;
        self.allowance = self.allowance.saturating_sub(amount as u64);
        self.text.consume(amount);
    }
}

impl Read for Bounded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, usize) {
        let mut bounded = Bounded::new(Box::new(bytes)).unwrap();
        let mut text = String::new();
        bounded.read_to_string(&mut text).unwrap();
        (text, bounded.take_replaced())
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
    fn invalid_bytes_are_replaced_and_counted() {
        assert_eq!(
            decoded(b"<a>\xC3\xA9\xE9\xFF</a>"),
            ("<a>\u{e9}\u{fffd}\u{fffd}</a>".into(), 2)
        );
        let half = [utf16("\u{feff}<a>", u16::to_le_bytes), vec![b'x']].concat();
        assert_eq!(decoded(&half), ("<a>\u{fffd}".into(), 1));
    }

    #[test]
    fn long_texts_are_complete_and_lines_are_counted() {
        let long = "né encore une fois\n".repeat(20_000);
        let mut bytes = b"<?xml version='1.0' encoding='iso-8859-1'?>\n".to_vec();
        bytes.extend(long.chars().map(|c| u8::try_from(u32::from(c)).unwrap()));
        let mut bounded = Bounded::new(Box::new(&bytes[..])).unwrap();
        let mut text = String::new();
        bounded.read_to_string(&mut text).unwrap();
        assert!(text.ends_with(&long));
        assert_eq!(bounded.line(), 20_002);
    }

    #[test]
    fn no_more_is_read_than_allowed() {
        let mut bounded = Bounded::new(Box::new(&b"0123456789"[..])).unwrap();
        bounded.allow(4);
        let mut text = String::new();
        let error = bounded.read_to_string(&mut text).unwrap_err();
        assert_eq!(error.to_string(), TOO_LARGE);
        bounded.allow(6);
        assert_eq!(bounded.read_to_string(&mut text).unwrap(), 6);
    }
}
