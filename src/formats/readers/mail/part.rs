//! The text of one part of a message.
//!
//! The mail parser finds the parts. Its own decoder neither guesses character sets nor counts
//! invalid bytes, so text beyond ASCII is decoded again here, by the decoder of all formats. The
//! parser's text is kept only for the few character sets that browsers do not know (UTF-7, code
//! page 850).

use crate::article::Problem;
use crate::formats::bytes::charset::{Declared, decode, replaced};
use mail_parser::parsers::MessageStream;
use mail_parser::{Encoding, MessagePart, MimeHeaders};
use std::borrow::Cow;

/// The text of a part, and the problem of its invalid bytes.
pub(super) struct PartText<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) problem: Option<Problem>,
}

/// The text of a part. `message` has the bytes of the whole message, and `parsed` is what the mail
/// parser made of the part.
pub(super) fn part_text<'a>(
    message: &[u8],
    part: &MessagePart<'_>,
    parsed: &'a str,
    ordinal: u32,
) -> PartText<'a> {
    let is_plain = |byte: &u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
    if parsed.as_bytes().iter().all(is_plain) {
        return PartText {
            text: Cow::Borrowed(parsed),
            problem: None,
        };
    }
    let label = part
        .content_type()
        .and_then(|kind| kind.attribute("charset"));
    let content = content(message, part).filter(|_| label.is_none_or(Declared::is_known));
    let Some(content) = content else {
        return as_parsed(parsed, label.unwrap_or_default(), ordinal);
    };
    let declared = if part.is_text_html() {
        Declared::of_page(&content, label)
    } else {
        Declared::by_label(label)
    };
    let decoded = decode(&content, declared);
    PartText {
        problem: problem(ordinal, decoded.invalid, decoded.charset()),
        text: Cow::Owned(decoded.text.into_owned()),
    }
}

/// The parser's text, in which each U+FFFD counts as one byte.
fn as_parsed<'a>(parsed: &'a str, label: &str, ordinal: u32) -> PartText<'a> {
    let is_replaced = |c: &char| *c == char::REPLACEMENT_CHARACTER;
    let invalid = parsed.chars().filter(is_replaced).count();
    PartText {
        text: Cow::Borrowed(parsed),
        problem: problem(ordinal, invalid, label),
    }
}

fn problem(ordinal: u32, invalid: usize, charset: &str) -> Option<Problem> {
    let advice = "the message names a wrong character set, or was damaged on its way";
    replaced(ordinal, invalid, charset, advice)
}

/// The bytes of a part without its transfer encoding; `None` if they cannot be decoded.
fn content<'a>(message: &'a [u8], part: &MessagePart<'_>) -> Option<Cow<'a, [u8]>> {
    let (start, end) = (part.offset_body as usize, part.offset_end as usize);
    let bytes = message.get(start..end)?;
    let (end, content) = match part.encoding {
        Encoding::None => return Some(Cow::Borrowed(bytes)),
        Encoding::QuotedPrintable => MessageStream::new(bytes).decode_quoted_printable_mime(b""),
        Encoding::Base64 => MessageStream::new(bytes).decode_base64_mime(b""),
    };
    (end != usize::MAX).then_some(content)
}
