//! The characters of a message: bytes in the set that it names, or in one that they can be in.
//!
//! Mails also name two sets that browsers do not know, UTF-7 and code page 850. The mail parser
//! decodes them; everything else is left to the decoder of all formats.

use crate::formats::bytes::charset::{Declared, decode};
use mail_parser::decoders::charsets::map::charset_decoder;
use std::borrow::Cow;

/// Decoded bytes.
pub(super) struct Characters<'a> {
    pub(super) text: Cow<'a, str>,
    /// How many bytes were not valid and were replaced.
    pub(super) invalid: usize,
    /// The character set, as reports name it.
    pub(super) charset: Cow<'static, str>,
    /// Whether they are no text.
    pub(super) is_noise: bool,
}

/// Decodes bytes that are in the set of that label, if it fits them.
pub(super) fn decode_bytes<'a>(bytes: &'a [u8], label: Option<&str>) -> Characters<'a> {
    in_old_set(bytes, label).unwrap_or_else(|| decode_as(bytes, Declared::by_label(label)))
}

/// Decodes a page, which may name its set itself.
pub(super) fn decode_page<'a>(bytes: &'a [u8], label: Option<&str>) -> Characters<'a> {
    in_old_set(bytes, label).unwrap_or_else(|| decode_as(bytes, Declared::of_page(bytes, label)))
}

fn decode_as(bytes: &[u8], declared: Declared) -> Characters<'_> {
    // Most texts are ASCII without the codes that change the set.
    if bytes.is_ascii()
        && memchr::memchr2(0, 0x1B, bytes).is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Characters {
            text: Cow::Borrowed(text),
            invalid: 0,
            charset: Cow::Borrowed("UTF-8"),
            is_noise: false,
        };
    }
    let decoded = decode(bytes, declared);
    Characters {
        invalid: decoded.invalid,
        charset: Cow::Borrowed(decoded.charset()),
        is_noise: decoded.is_noise(),
        text: decoded.text,
    }
}

/// The names of the two sets, in lower case, without what is no letter or digit.
const OLD_SETS: &[(&str, &[u8])] = &[
    ("utf7", b"utf-7"),
    ("unicode11utf7", b"utf-7"),
    ("csutf7", b"utf-7"),
    ("850", b"cp850"),
    ("cp850", b"cp850"),
    ("ibm850", b"cp850"),
    ("dos850", b"cp850"),
];

fn in_old_set<'a>(bytes: &'a [u8], label: Option<&str>) -> Option<Characters<'a>> {
    let label = label?;
    let bare: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
    let (_, name) = OLD_SETS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(&bare))?;
    let text = charset_decoder(name)?(bytes);
    let is_replaced = |c: &char| *c == char::REPLACEMENT_CHARACTER;
    Some(Characters {
        invalid: text.chars().filter(is_replaced).count(),
        text: Cow::Owned(text),
        charset: Cow::Owned(label.to_owned()),
        is_noise: false,
    })
}
