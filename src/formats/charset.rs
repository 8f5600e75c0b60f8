//! Bytes to characters.
//!
//! UTF-8, with or without a byte order mark, and UTF-16 with one. What is not valid becomes
//! U+FFFD and is counted: nothing is dropped in silence. Other character sets are not guessed.

use crate::article::{Problem, ProblemKind};
use std::borrow::Cow;

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A file's text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    /// The characters, without a byte order mark.
    pub(super) text: Cow<'a, str>,
    /// How many bytes stand for no character and were replaced.
    pub(super) invalid: usize,
    /// The character set, as reports name it.
    charset: &'static str,
}

impl Decoded<'_> {
    /// The problem that the replaced bytes are, if there are any.
    pub(super) fn problem(&self, ordinal: u32) -> Option<Problem> {
        let bytes = match self.invalid {
            0 => return None,
            1 => "1 byte is".to_owned(),
            count => format!("{count} bytes are"),
        };
        Some(Problem::record(
            ordinal,
            ProblemKind::BadEncoding,
            format!(
                "{bytes} not valid {} and stand as U+FFFD now; convert the file to UTF-8",
                self.charset
            ),
        ))
    }
}

/// Decodes a file that ought to be text.
///
/// # Errors
/// [`ProblemKind::NotText`] if it holds NULs, or more control characters than texts do.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Problem> {
    let decoded = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, "UTF-16LE"),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, "UTF-16BE"),
        _ => utf8(bytes),
    };
    let controls = count_controls(decoded.text.as_bytes());
    if controls == 0 {
        return Ok(decoded);
    }
    if decoded.text.as_bytes().contains(&0) {
        return Err(not_text("it holds NUL bytes"));
    }
    let length = decoded.text.len();
    // A text in another character set has many invalid bytes and no control characters; captured
    // terminal output has some of these. Only together, or as a quarter of all, they are no text.
    if controls * 4 > length || (controls * 20 > length && decoded.invalid * 4 > bytes.len()) {
        return Err(not_text("it is mostly control characters"));
    }
    Ok(decoded)
}

fn not_text(found: &str) -> Problem {
    Problem::file(
        ProblemKind::NotText,
        format!("not a text: {found}; name it otherwise or pass it over with --exclude"),
    )
}

/// Decodes UTF-8; invalid bytes are replaced and counted.
pub(super) fn utf8(bytes: &[u8]) -> Decoded<'_> {
    let bytes = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    let (text, invalid) = match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), 0),
        Err(_) => (
            String::from_utf8_lossy(bytes),
            bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum(),
        ),
    };
    Decoded {
        text,
        invalid,
        charset: "UTF-8",
    }
}

fn utf16<'a>(bytes: &[u8], unit: fn([u8; 2]) -> u16, charset: &'static str) -> Decoded<'a> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut invalid = odd.len();
    let mut text = String::with_capacity(bytes.len());
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        text.push(decoded.unwrap_or_else(|_| {
            invalid += 2;
            char::REPLACEMENT_CHARACTER
        }));
    }
    if !odd.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Decoded {
        text: Cow::Owned(text),
        invalid,
        charset,
    }
}

/// How many bytes are control characters that no text needs.
fn count_controls(bytes: &[u8]) -> usize {
    let is_control = |byte: &u8| (*byte < 0x20 && !matches!(*byte, b'\t'..=b'\r')) || *byte == 0x7F;
    // Sums of one byte are what compilers turn into vector instructions.
    bytes
        .chunks(128)
        .map(|chunk| {
            usize::from(
                chunk
                    .iter()
                    .map(|byte| u8::from(is_control(byte)))
                    .sum::<u8>(),
            )
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).unwrap().text.into_owned()
    }

    #[test]
    fn byte_order_marks_choose_the_charset_and_go() {
        assert_eq!(text("\u{feff}São Paulo".as_bytes()), "São Paulo");
        assert_eq!(text(b"\xFF\xFEh\0i\0"), "hi");
        assert_eq!(text(b"\xFE\xFF\0h\0i"), "hi");
        assert_eq!(text(b"\xFE\xFF\xD8\x3D\xDE\x00"), "😀");
    }

    #[test]
    fn invalid_bytes_are_replaced_and_counted() {
        for (bytes, shown, invalid) in [
            (&b"caf\xE9 au lait"[..], "caf\u{fffd} au lait", 1),
            (b"\xFE\xFF\0a\xD8\x3D\0b", "a\u{fffd}b", 2),
            (b"\xFF\xFEa\0b", "a\u{fffd}", 1),
        ] {
            let decoded = decode(bytes).unwrap();
            assert_eq!((&*decoded.text, decoded.invalid), (shown, invalid));
            let problem = decoded.problem(1).unwrap();
            assert_eq!(problem.kind, ProblemKind::BadEncoding);
            assert!(problem.detail.contains(&invalid.to_string()), "{problem:?}");
        }
        assert_eq!(decode(b"plain").unwrap().problem(1), None);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (1..=255).cycle().take(4000).collect();
        for bytes in [&b"a\0b"[..], b"\x01\x02\x03abc", b"\xFF\xFE\0\0a\0", &noise] {
            let problem = decode(bytes).unwrap_err();
            assert_eq!(problem.kind, ProblemKind::NotText);
            assert_eq!(problem.ordinal, None);
        }
        let latin: Vec<u8> = "Привет, мир. ".bytes().map(|b| b | 0x80).collect();
        assert!(
            decode(&latin).is_ok(),
            "another charset is text all the same"
        );
        assert!(decode(b"\x1B[31mRED\x1B[0m alert\x07 and more").is_ok());
    }
}
