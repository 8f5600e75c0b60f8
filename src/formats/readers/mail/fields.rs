//! The fields of a header as text: names, subjects, addresses, dates.
//!
//! Bytes beyond ASCII are not allowed in headers, but are there. They are in the character set of
//! the text, unless they are UTF-8.

use super::characters::decode_bytes;
use super::mime::header::Header;
use super::words::{as_phrase, as_text, decode_words};
use crate::formats::bytes::white_space::one_line;
use crate::formats::gather::bylines;
use mail_parser::parsers::MessageStream;
use mail_parser::{Addr, DateTime, HeaderValue};
use std::borrow::Cow;
use std::cell::Cell;

/// The longest value of a field that is read, in bytes.
const LONGEST: usize = 64 << 10;

/// The fields of a header.
pub(super) struct Fields<'h> {
    header: &'h Header<'h>,
    /// The character set of bytes that are not UTF-8.
    charset: Option<String>,
    /// How many bytes were not valid.
    invalid: Cell<usize>,
}

impl<'h> Fields<'h> {
    /// The fields of a header whose text is in this character set.
    pub(super) fn new(header: &'h Header<'h>, charset: Option<&str>) -> Self {
        let mut charset = charset.map(str::to_owned);
        if charset.is_none()
            && header
                .values()
                .any(|value| std::str::from_utf8(value).is_err())
        {
            let values: Vec<&[u8]> = header.values().collect();
            charset = Some(
                decode_bytes(&values.join(&b'\n'), None)
                    .charset
                    .into_owned(),
            );
        }
        Self {
            header,
            charset,
            invalid: Cell::new(0),
        }
    }

    /// How many bytes of the fields asked for so far were not valid.
    pub(super) fn invalid(&self) -> usize {
        self.invalid.get()
    }

    /// The value of a field on one line, unless it is blank.
    pub(super) fn line(&self, name: &str) -> Option<String> {
        self.header.all(name).find_map(|raw| {
            let (text, invalid) = decode_words(&self.characters(raw), as_text);
            self.invalid.set(self.invalid.get() + invalid);
            let line = one_line(&text);
            (!line.is_empty()).then_some(line)
        })
    }

    /// The names in a field of addresses, or the address of those without a name.
    pub(super) fn people(&self, name: &str) -> Vec<String> {
        let Some(raw) = self.header.get(name) else {
            return Vec::new();
        };
        let (mut text, _) = decode_words(&self.characters(raw), as_phrase);
        text = one_line(&text);
        text.push('\n');
        let parsed = MessageStream::new(text.as_bytes()).parse_address();
        let HeaderValue::Address(addresses) = parsed else {
            return Vec::new();
        };
        let named = addresses.iter().filter_map(person);
        named
            .flat_map(|name| bylines::bylines(&one_line(&name)))
            .collect()
    }

    /// A date as it is written, and what the mail parser makes of it.
    pub(super) fn date(&self, name: &str) -> Option<(String, Option<DateTime>)> {
        let raw = self.header.get(name)?;
        let written = one_line(&self.characters(raw));
        let line = format!("{written}\n");
        let read = match MessageStream::new(line.as_bytes()).parse_date() {
            HeaderValue::DateTime(date) => Some(date),
            _ => None,
        };
        Some((written, read))
    }

    /// The characters of a value, with its encoded words as they are.
    fn characters<'r>(&self, raw: &'r [u8]) -> Cow<'r, str> {
        let raw = &raw[..raw.len().min(LONGEST)];
        if let Ok(text) = std::str::from_utf8(raw) {
            return Cow::Borrowed(text);
        }
        let read = decode_bytes(raw, self.charset.as_deref());
        self.invalid.set(self.invalid.get() + read.invalid);
        read.text
    }
}

/// The name of a person, else the address.
fn person(address: &Addr<'_>) -> Option<String> {
    let name = address.name.as_deref().map(|name| {
        let name = in_archives(name)
            .unwrap_or(name)
            .trim()
            .trim_end_matches(',');
        let inner = name
            .strip_prefix('\'')
            .and_then(|name| name.strip_suffix('\''));
        inner.unwrap_or(name).trim()
    });
    name.filter(|name| !name.is_empty())
        .or(address.address.as_deref())
        .map(str::to_owned)
}

/// The name in `box at host (Name)`: archives of mailing lists write addresses so.
fn in_archives(name: &str) -> Option<&str> {
    let (address, own) = name.strip_suffix(')')?.split_once(" (")?;
    let mut words = address.split_whitespace();
    let is_address = words.next().is_some()
        && matches!(words.next(), Some("at" | "AT" | "[at]" | "(at)"))
        && words.next().is_some();
    (is_address && !own.trim().is_empty()).then_some(own)
}

/// The name of a mailing list, or its identifier.
pub(super) fn list_name(written: &str) -> Option<String> {
    let (name, id) = written.split_once('<').unwrap_or((written, ""));
    let name = name.trim().trim_matches('"').trim();
    let named = if name.is_empty() {
        id.trim_end_matches('>').trim()
    } else {
        name
    };
    (!named.is_empty()).then(|| named.to_owned())
}

/// An identifier without its brackets.
pub(super) fn identifier(written: &str) -> Option<String> {
    let inner = match written.split_once('<') {
        Some((_, inner)) => inner.split('>').next().unwrap_or_default(),
        None => written,
    };
    let id = inner.trim();
    (!id.is_empty()).then(|| id.to_owned())
}
