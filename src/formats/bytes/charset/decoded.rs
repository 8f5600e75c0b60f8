//! A whole content as text.
//!
//! Bytes that are not valid in the character set become U+FFFD and are counted; a problem reports
//! them. A file that is read as text because of its name is refused if it is not a text.

use super::choice::choose;
use super::declared::Declared;
use super::detection::{Extent, count_controls};
use super::set::CharacterSet;
use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::white_space::unify_line_ends;
use encoding_rs::{DecoderResult, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The byte order mark of UTF-8.
const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A content's text.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::formats) struct Decoded<'a> {
    /// The characters, without a byte order mark.
    pub(in crate::formats) text: Cow<'a, str>,
    /// How many bytes were not valid and were replaced.
    pub(in crate::formats) invalid: usize,
    /// The character set that was read.
    set: CharacterSet,
}

impl<'a> Decoded<'a> {
    /// Valid UTF-8.
    fn of_utf8(text: &'a str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            invalid: 0,
            set: UTF_8.into(),
        }
    }

    /// The character set that was read, as reports name it.
    pub(in crate::formats) fn charset(&self) -> &'static str {
        self.set.name()
    }

    /// Whether it is not a text: more than a twentieth of it are control characters.
    pub(in crate::formats) fn is_noise(&self) -> bool {
        count_controls(self.text.as_bytes()) * 20 > self.text.len()
    }

    /// The problem of the replaced bytes, if there are any.
    pub(in crate::formats) fn problem(&self, ordinal: u32) -> Option<Problem> {
        let advice = "convert the file to UTF-8";
        replaced(ordinal, self.invalid, self.charset(), advice)
    }
}

/// The problem of a number of replaced bytes; `None` if there are none. `advice` says what to do.
pub(in crate::formats) fn replaced(
    ordinal: u32,
    bytes: usize,
    charset: &str,
    advice: &str,
) -> Option<Problem> {
    let bytes = match bytes {
        0 => return None,
        1 => format!("1 byte is not valid {charset} and was"),
        count => format!("{count} bytes are not valid {charset} and were"),
    };
    Some(Problem::record(
        ordinal,
        ProblemKind::BadEncoding,
        format!("{bytes} replaced by U+FFFD; {advice}"),
    ))
}

/// Decodes a content whose source names these character sets.
pub(in crate::formats) fn decode(bytes: &[u8], declared: Declared) -> Decoded<'_> {
    let (set, mark) = choose(bytes, declared, Extent::Whole);
    if set == UTF_8 {
        utf8(bytes)
    } else {
        with(&bytes[mark..], set)
    }
}

/// Decodes a file of any content that is read as text because of its name.
///
/// # Errors
/// [`ProblemKind::NotText`] if it holds NUL bytes, or more control characters than texts do.
pub(in crate::formats) fn decode_text(bytes: &[u8]) -> Result<Decoded<'_>, Problem> {
    // Most texts are UTF-8 without control characters, which the choice would find out again.
    if let Ok(text) = std::str::from_utf8(without_mark(bytes))
        && count_controls(text.as_bytes()) == 0
    {
        return Ok(Decoded::of_utf8(text));
    }
    let decoded = decode(bytes, Declared::default());
    let text = decoded.text.as_bytes();
    let controls = count_controls(text);
    if text.contains(&0) {
        return Err(not_text("it holds NUL bytes"));
    }
    // A text in another character set has many bytes that are not valid UTF-8 and no control
    // characters; captured terminal output has some of these. Only together, or as a quarter of
    // all, they show that it is not a text.
    let is_foreign = || not_utf8(bytes, decoded.set) * 4 > bytes.len();
    if controls * 4 > text.len() || (controls * 20 > text.len() && is_foreign()) {
        return Err(not_text("it is mostly control characters"));
    }
    Ok(decoded)
}

fn not_text(found: &str) -> Problem {
    Problem::file(
        ProblemKind::NotText,
        format!("not a text: {found}; rename it or leave it out with --exclude"),
    )
}

/// The number of bytes that are not valid UTF-8. Always 0 for UTF-16, where the count means
/// nothing.
fn not_utf8(bytes: &[u8], set: CharacterSet) -> usize {
    if set == UTF_16LE || set == UTF_16BE {
        return 0;
    }
    bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum()
}

/// Decodes UTF-8, such as the records of [`utf8_stream`](super::utf8_stream). Invalid bytes are
/// replaced and counted.
pub(in crate::formats) fn utf8(bytes: &[u8]) -> Decoded<'_> {
    let bytes = without_mark(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded::of_utf8(text),
        Err(_) => Decoded {
            text: String::from_utf8_lossy(bytes),
            invalid: not_utf8(bytes, UTF_8.into()),
            set: UTF_8.into(),
        },
    }
}

/// Bytes without the byte order mark of UTF-8 that they may start with.
pub(in crate::formats) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes)
}

/// The first bytes of a file as text, without a byte order mark. They may end within a character,
/// which is left out. Invalid bytes are replaced, and all line ends are `\n`.
pub(in crate::formats) fn head_text(head: &[u8]) -> Cow<'_, str> {
    let head = without_mark(head);
    let text = match str::from_utf8(head) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) if error.error_len().is_none() => {
            String::from_utf8_lossy(&head[..error.valid_up_to()])
        }
        Err(_) => String::from_utf8_lossy(head),
    };
    match unify_line_ends(&text) {
        Cow::Owned(unified) => Cow::Owned(unified),
        Cow::Borrowed(_) => text,
    }
}

/// Decodes bytes of another character set; invalid bytes are replaced and counted.
fn with(bytes: &[u8], set: CharacterSet) -> Decoded<'_> {
    let CharacterSet::Known(encoding) = set else {
        return Decoded {
            text: set.decode(bytes),
            invalid: 0,
            set,
        };
    };
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = |length| decoder.max_utf8_buffer_length_without_replacement(length);
    let mut text = String::with_capacity(room(bytes.len()).unwrap_or(bytes.len()));
    let (mut rest, mut invalid) = (bytes, 0);
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = &rest[read..];
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(rest.len().max(16)),
            DecoderResult::Malformed(length, _) => {
                invalid += usize::from(length);
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
    Decoded {
        text: Cow::Owned(text),
        invalid,
        set,
    }
}
