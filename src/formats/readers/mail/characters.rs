//! The characters of a message: bytes in the set that it names, or in one that they can be in.
//!
//! Mails also name sets of seven bits that browsers do not know (`seven_bits`). Everything else is
//! left to the decoder of all formats.

use super::seven_bits;
use crate::formats::bytes::charset::{Declared, decode};
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

fn in_old_set<'a>(bytes: &'a [u8], label: Option<&str>) -> Option<Characters<'a>> {
    let label = label?;
    let bare: String = label
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let (text, invalid) = seven_bits::decoder(&bare)?(bytes);
    Some(Characters {
        text: Cow::Owned(text),
        invalid,
        charset: Cow::Owned(label.to_owned()),
        is_noise: false,
    })
}
