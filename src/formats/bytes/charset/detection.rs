//! The character set of bytes whose source declares none.
//!
//! UTF-16 without a mark is recognized by its zeros, ISO-2022-JP by its escapes, UTF-8 by its
//! structure.
//! All other sets are guessed by the frequencies of bytes (chardetng, as in Firefox); what makes no
//! sense then may be of an old system (`old_systems`).

use super::old_systems::of_old_system;
use super::set::CharacterSet;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    DecoderResult, Encoding, GB18030, GBK, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};

/// How much of a content is known when its set is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it.
    Whole,
    /// Its first bytes; the last character may be cut.
    Head,
}

/// The most bytes that a guess is based on.
const GUESSED_BY: usize = 1 << 18;

/// How many of them are before the first byte that is not ASCII.
const BEFORE: usize = 1 << 10;

/// So many bytes beyond ASCII do not show a set of several bytes a character.
const FEW: usize = 3;

/// UTF-16 without a mark is recognized only in texts of at least this many units of two bytes.
const LEAST_UNITS: usize = 8;

/// The set that bytes look like, also one of DOS or of old Macs.
pub(super) fn guess_any(bytes: &[u8]) -> CharacterSet {
    let guessed = CharacterSet::Known(guess(bytes));
    of_old_system(sample_of(bytes).0, guessed).unwrap_or(guessed)
}

/// The bytes that a guess is based on, and whether they are all up to the end.
fn sample_of(bytes: &[u8]) -> (&[u8], bool) {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let rest = &bytes[first.saturating_sub(BEFORE)..];
    let sample = &rest[..rest.len().min(GUESSED_BY)];
    (sample, sample.len() == rest.len())
}

/// The set that bytes look like by their frequencies, as Firefox guesses it.
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    let (sample, is_to_end) = sample_of(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, is_to_end);
    let guessed = match detector.guess(None, Utf8Detection::Deny) {
        // GB18030 extends GBK.
        encoding if encoding == GBK => GB18030,
        encoding => encoding,
    };
    // A letter of Latin with an accent and the letter after it are a character of other sets too.
    let has_few = || {
        sample
            .iter()
            .filter(|byte| !byte.is_ascii())
            .nth(FEW)
            .is_none()
    };
    if !guessed.is_single_byte() && has_few() {
        return WINDOWS_1252;
    }
    guessed
}

/// Whether bytes are UTF-8 with a few errors: bytes of other character sets hardly ever look like
/// valid UTF-8 by chance.
pub(super) fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut characters, mut foreign) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        characters += usize::from(!chunk.invalid().is_empty()); // it becomes U+FFFD
        foreign += chunk.invalid().len();
    }
    characters >= 2 * foreign
}

/// The set of bytes that are valid UTF-8 but contain control characters: ISO-2022-JP, or UTF-16
/// without a mark whose characters are mostly ASCII; `None` if they are neither.
pub(super) fn of_seven_bits(bytes: &[u8], extent: Extent) -> Option<&'static Encoding> {
    const TO_KANJI: [&[u8]; 2] = [b"\x1B$B", b"\x1B$@"];
    let has_kanji = || {
        memchr::memchr_iter(0x1B, bytes)
            .any(|at| TO_KANJI.iter().any(|to| bytes[at..].starts_with(to)))
    };
    if bytes.is_ascii() && has_kanji() {
        return fits(bytes, ISO_2022_JP.into(), extent).then_some(ISO_2022_JP);
    }
    unmarked_utf16(bytes, extent)
}

/// UTF-16 without a mark, if bytes can be nothing else. There are zeros, and all of them are in the
/// same half of the units. No unit is zero or unpaired. Enough units have a zero half.
pub(super) fn unmarked_utf16(bytes: &[u8], extent: Extent) -> Option<&'static Encoding> {
    let (units, odd) = bytes.as_chunks::<2>();
    let is_cut = !odd.is_empty() && extent == Extent::Whole;
    if is_cut || units.len() < LEAST_UNITS || memchr::memchr(0, bytes).is_none() {
        return None;
    }
    let zeros = |half: usize| units.iter().filter(|unit| unit[half] == 0).count();
    let (encoding, single) = match (zeros(0), zeros(1)) {
        (0, low) => (UTF_16LE, low),
        (high, 0) => (UTF_16BE, high),
        _ => return None,
    };
    // Spaces, digits, full stops and line ends occur in texts of every script.
    let is_text = single * 16 >= units.len() && decodes(bytes, encoding, extent) == Some(0);
    is_text.then_some(encoding)
}

/// Whether all bytes are valid in a character set.
pub(super) fn fits(bytes: &[u8], set: CharacterSet, extent: Extent) -> bool {
    let CharacterSet::Known(encoding) = set else {
        return true;
    };
    if encoding != UTF_8 {
        return decodes(bytes, encoding, extent).is_some();
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => extent == Extent::Head && error.error_len().is_none(),
    }
}

/// Whether bytes cannot be in a character set. Of UTF-8: there are more than twice as many bytes
/// that are not valid as characters that are. Of others: more than a tenth of the bytes beyond
/// ASCII are not valid. A damaged text has far fewer. The bytes do not [fit](fits).
pub(super) fn contradicts(bytes: &[u8], set: CharacterSet) -> bool {
    let CharacterSet::Known(encoding) = set else {
        return false;
    };
    if encoding == UTF_8 {
        let (mut characters, mut foreign) = (0, 0);
        for chunk in bytes.utf8_chunks() {
            characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            foreign += chunk.invalid().len();
        }
        // The last character may have been cut off.
        if let Err(error) = std::str::from_utf8(bytes)
            && error.error_len().is_none()
        {
            return false;
        }
        return foreign > 2 * characters;
    }
    let beyond = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    invalid(bytes, encoding) * 10 > beyond
}

/// Whether a set has the letters of Latin, one byte each.
pub(super) fn is_latin(set: CharacterSet) -> bool {
    set.is_single_byte()
        && [b'A', 0xc4, 0xe4, 0xf6]
            .iter()
            .all(|byte| set.decode(&[*byte]).chars().all(|c| c < '\u{250}'))
}

/// Whether words are written in another script than Latin, if each byte is a letter: most bytes
/// beyond ASCII are next to others. In Latin, letters with accents stand alone.
pub(super) fn shows_another_script(bytes: &[u8]) -> bool {
    let (mut beyond, mut in_words) = (0, 0);
    let sample = &bytes[..bytes.len().min(GUESSED_BY)];
    for word in sample.split(u8::is_ascii) {
        beyond += word.len();
        in_words += if word.len() >= SHORTEST_WORD {
            word.len()
        } else {
            0
        };
    }
    beyond >= LEAST_BEYOND && in_words * 4 > beyond * 3 && !is_latin(guess(bytes).into())
}

/// The fewest bytes that are a word of another script.
const SHORTEST_WORD: usize = 3;

/// The fewest bytes beyond ASCII that show a script.
const LEAST_BEYOND: usize = 24;

/// How many bytes are not valid in a character set.
fn invalid(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = [0; 4096];
    let (mut rest, mut invalid) = (bytes, 0);
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(rest, &mut text, true);
        rest = &rest[read..];
        match result {
            DecoderResult::InputEmpty => return invalid,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, _) => invalid += usize::from(length),
        }
    }
}

/// The number of control characters in bytes of a character set; `None` if a byte is not valid.
fn decodes(bytes: &[u8], encoding: &'static Encoding, extent: Extent) -> Option<usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = [0; 4096];
    let (mut rest, mut controls) = (bytes, 0);
    loop {
        let is_last = extent == Extent::Whole;
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(rest, &mut text, is_last);
        rest = &rest[read..];
        controls += count_controls(&text[..written]);
        match result {
            DecoderResult::InputEmpty => return Some(controls),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => return None,
        }
    }
}

/// How many bytes are control characters that texts do not need.
pub(super) fn count_controls(bytes: &[u8]) -> usize {
    let is_control = |byte: &u8| (*byte < 0x20 && !matches!(*byte, b'\t'..=b'\r')) || *byte == 0x7F;
    // Compilers turn sums of one byte into vector instructions.
    let in_chunk = |chunk: &[u8]| {
        chunk
            .iter()
            .map(|byte| u8::from(is_control(byte)))
            .sum::<u8>()
    };
    bytes
        .chunks(128)
        .map(|chunk| usize::from(in_chunk(chunk)))
        .sum()
}
