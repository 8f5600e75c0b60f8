//! Bytes to characters.
//!
//! UTF-8 with or without a byte order mark is tried first and costs nothing but the check. Else a
//! mark, what the source declares, UTF-16 by its zeros, and at last a guess by the frequencies of
//! bytes say which character set it is (chardetng, as in Firefox). What is not valid in it becomes
//! U+FFFD and is counted: nothing is dropped in silence.

mod stream;
#[cfg(test)]
mod tests;

pub(in crate::formats) use stream::{utf8_head, utf8_stream};

use crate::article::{Problem, ProblemKind};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, GB18030, ISO_2022_JP, UTF_8};
use std::borrow::Cow;

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// How many bytes a guess is made by, from a little before the first that is not ASCII on.
const GUESSED_BY: usize = 1 << 18;
const BEFORE: usize = 1 << 10;

/// A file's text.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::formats) struct Decoded<'a> {
    /// The characters, without a byte order mark.
    pub(in crate::formats) text: Cow<'a, str>,
    /// How many bytes stand for no character and were replaced.
    pub(in crate::formats) invalid: usize,
    /// How many bytes are no UTF-8.
    foreign: usize,
    /// The character set, as reports name it.
    charset: &'static str,
}

impl Decoded<'_> {
    /// Whether so many control characters are in it that it is no text.
    pub(in crate::formats) fn is_noise(&self) -> bool {
        count_controls(self.text.as_bytes()) * 20 > self.text.len()
    }

    /// The problem that the replaced bytes are, if there are any.
    pub(in crate::formats) fn problem(&self, ordinal: u32) -> Option<Problem> {
        replaced(
            ordinal,
            self.invalid,
            self.charset,
            "convert the file to UTF-8",
        )
    }
}

/// The problem that replaced bytes are, if there are any; `advice` is what to do.
pub(in crate::formats) fn replaced(
    ordinal: u32,
    bytes: usize,
    charset: &str,
    advice: &str,
) -> Option<Problem> {
    let bytes = match bytes {
        0 => return None,
        1 => "1 byte is".to_owned(),
        count => format!("{count} bytes are"),
    };
    Some(Problem::record(
        ordinal,
        ProblemKind::BadEncoding,
        format!("{bytes} not valid {charset} and stand as U+FFFD now; {advice}"),
    ))
}

/// Decodes a file that ought to be text.
///
/// # Errors
/// [`ProblemKind::NotText`] if it holds NULs, or more control characters than texts do.
pub(in crate::formats) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Problem> {
    decode_as(bytes, None)
}

/// As [`decode`], for a source that names its character set by one of the labels of the WHATWG's
/// Encoding Standard. Bytes that are valid UTF-8 are UTF-8 whatever it says.
///
/// # Errors
/// As [`decode`].
pub(in crate::formats) fn decode_as<'a>(
    bytes: &'a [u8],
    declared: Option<&str>,
) -> Result<Decoded<'a>, Problem> {
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    let decoded = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, "UTF-16LE"),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, "UTF-16BE"),
        _ => unmarked(bytes, declared),
    };
    let controls = count_controls(decoded.text.as_bytes());
    if controls == 0 {
        return Ok(decoded);
    }
    if let Some(decoded) = of_seven_bits(bytes, declared) {
        return Ok(decoded);
    }
    if decoded.text.as_bytes().contains(&0) {
        return Err(not_text("it holds NUL bytes"));
    }
    let length = decoded.text.len();
    // A text in another character set has many foreign bytes and no control characters; captured
    // terminal output has some of these. Only together, or as a quarter of all, they are no text.
    if controls * 4 > length || (controls * 20 > length && decoded.foreign * 4 > bytes.len()) {
        return Err(not_text("it is mostly control characters"));
    }
    Ok(decoded)
}

/// Decodes bytes without the mark of UTF-16.
pub(in crate::formats) fn unmarked<'a>(
    bytes: &'a [u8],
    declared: Option<&'static Encoding>,
) -> Decoded<'a> {
    let lossy = utf8(bytes);
    if lossy.foreign == 0 || bytes.starts_with(UTF8_MARK) {
        return lossy;
    }
    if let Some(decoded) = unmarked_utf16(bytes) {
        return decoded;
    }
    match declared {
        Some(encoding) if encoding != UTF_8 => legacy(bytes, encoding, lossy.foreign),
        _ if is_mostly_utf8(&lossy) => lossy,
        _ => legacy(bytes, guess(bytes), lossy.foreign),
    }
}

/// Whether a text is UTF-8 with a fault or two: by chance, bytes of other character sets hardly
/// ever look like it.
fn is_mostly_utf8(lossy: &Decoded<'_>) -> bool {
    lossy.text.chars().filter(|c| !c.is_ascii()).count() >= 2 * lossy.foreign
}

/// As [`is_mostly_utf8`], for bytes that were not decoded.
fn is_faulty_utf8(bytes: &[u8]) -> bool {
    is_mostly_utf8(&utf8(bytes))
}

/// Character sets whose bytes are all valid UTF-8, and control characters among it: UTF-16
/// without a mark, of ASCII mostly, and ISO-2022-JP.
fn of_seven_bits<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Option<Decoded<'a>> {
    const TO_KANJI: [&[u8]; 2] = [b"\x1B$B", b"\x1B$@"];
    let has_kanji = || {
        let mut parts = bytes.windows(3);
        bytes.is_ascii() && parts.any(|part| TO_KANJI.contains(&part))
    };
    if declared == Some(ISO_2022_JP) || has_kanji() {
        let decoded = legacy(bytes, ISO_2022_JP, 0);
        return (decoded.invalid == 0).then_some(decoded);
    }
    unmarked_utf16(bytes)
}

/// UTF-16 without a mark, if bytes can be that and nothing else: zeros, all of them in the same
/// half of the units, no unit a zero, none unpaired, and many enough of one byte.
fn unmarked_utf16(bytes: &[u8]) -> Option<Decoded<'_>> {
    const LEAST: usize = 8;
    let (pairs, odd) = bytes.as_chunks::<2>();
    if !odd.is_empty() || pairs.len() < LEAST || memchr::memchr(0, bytes).is_none() {
        return None;
    }
    let zeros = |half: usize| pairs.iter().filter(|pair| pair[half] == 0).count();
    let (unit, charset, single): (fn([u8; 2]) -> u16, _, _) = match (zeros(0), zeros(1)) {
        (0, low) => (u16::from_le_bytes, "UTF-16LE", low),
        (high, 0) => (u16::from_be_bytes, "UTF-16BE", high),
        _ => return None,
    };
    let decoded = utf16(bytes, unit, charset);
    let is_text = decoded.invalid == 0 && count_controls(decoded.text.as_bytes()) == 0;
    // Spaces, digits, stops and line ends stand in texts of every script.
    (is_text && single * 16 >= pairs.len()).then_some(decoded)
}

/// The character set that bytes look like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let rest = &bytes[first.saturating_sub(BEFORE)..];
    let sample = &rest[..rest.len().min(GUESSED_BY)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == rest.len());
    match detector.guess(None, Utf8Detection::Deny) {
        // GB18030 is GBK and more.
        encoding if encoding == encoding_rs::GBK => GB18030,
        encoding => encoding,
    }
}

/// Decodes bytes of a known character set; bytes that stand for nothing are replaced and counted.
fn legacy<'a>(bytes: &[u8], encoding: &'static Encoding, foreign: usize) -> Decoded<'a> {
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
        foreign,
        charset: encoding.name(),
    }
}

/// Decodes bytes of a character set that is known beyond doubt.
pub(in crate::formats) fn known<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    if encoding == UTF_8 {
        utf8(bytes)
    } else {
        legacy(bytes, encoding, 0)
    }
}

fn not_text(found: &str) -> Problem {
    Problem::file(
        ProblemKind::NotText,
        format!("not a text: {found}; name it otherwise or pass it over with --exclude"),
    )
}

/// Decodes UTF-8; invalid bytes are replaced and counted.
pub(in crate::formats) fn utf8(bytes: &[u8]) -> Decoded<'_> {
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
        foreign: invalid,
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
        foreign: 0,
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
