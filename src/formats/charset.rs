//! Bytes to characters.
//!
//! UTF-8 with or without a byte order mark is tried first and costs nothing but the check. Else a
//! mark, what the source declares, UTF-16 by its zeros, and at last a guess by the frequencies of
//! bytes say which character set it is (chardetng, as in Firefox). What is not valid in it becomes
//! U+FFFD and is counted: nothing is dropped in silence.

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
pub(super) struct Decoded<'a> {
    /// The characters, without a byte order mark.
    pub(super) text: Cow<'a, str>,
    /// How many bytes stand for no character and were replaced.
    pub(super) invalid: usize,
    /// How many bytes are no UTF-8.
    foreign: usize,
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
    decode_as(bytes, None)
}

/// As [`decode`], for a source that names its character set by one of the labels of the WHATWG's
/// Encoding Standard. Bytes that are valid UTF-8 are UTF-8 whatever it says.
///
/// # Errors
/// As [`decode`].
pub(super) fn decode_as<'a>(
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
fn unmarked<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Decoded<'a> {
    let lossy = utf8(bytes);
    if lossy.foreign == 0 || bytes.starts_with(UTF8_MARK) {
        return lossy;
    }
    if let Some(decoded) = unmarked_utf16(bytes) {
        return decoded;
    }
    match declared {
        Some(encoding) if encoding != UTF_8 => legacy(bytes, encoding, lossy.foreign),
        // UTF-8 with a fault or two: by chance, other character sets hardly ever look like it.
        _ if lossy.text.chars().filter(|c| !c.is_ascii()).count() >= 2 * lossy.foreign => lossy,
        _ => legacy(bytes, guess(bytes), lossy.foreign),
    }
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
    if !odd.is_empty() || pairs.len() < LEAST || !bytes.contains(&0) {
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
            (
                &b"d\xC3\xA9j\xC3\xA0 caf\xE9"[..],
                "d\u{e9}j\u{e0} caf\u{fffd}",
                1,
            ),
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
    fn other_character_sets_are_told_by_their_bytes() {
        use encoding_rs::{
            BIG5, EUC_JP, EUC_KR, GB18030, KOI8_U, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251,
            WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
        };
        for (encoding, written) in [
            (
                WINDOWS_1250,
                "Premiér oznámil, že vláda přijala nový zákon o důchodech a školství.",
            ),
            (
                WINDOWS_1251,
                "Президент сообщил, что войска будут выведены из страны до весны.",
            ),
            (
                KOI8_U,
                "Президент сообщил, что войска будут выведены из страны до весны.",
            ),
            (
                WINDOWS_1252,
                "Le président a déclaré que l’armée se retirera cet été – enfin.",
            ),
            (WINDOWS_1252, "caf\u{e9} au lait"),
            (
                WINDOWS_1253,
                "Ο πρωθυπουργός ανακοίνωσε την αποχώρηση των στρατευμάτων σήμερα.",
            ),
            (
                WINDOWS_1254,
                "Başbakan, askerlerin yıl sonuna kadar geri çekileceğini açıkladı.",
            ),
            (
                WINDOWS_1255,
                "ראש הממשלה הודיע היום כי הכוחות ייסוגו עד סוף השנה.",
            ),
            (
                WINDOWS_1256,
                "أعلن رئيس الوزراء أن القوات ستنسحب من البلاد قبل نهاية العام.",
            ),
            (
                SHIFT_JIS,
                "首相は本日、部隊を年末までに撤退させると発表した。",
            ),
            (EUC_JP, "首相は本日、部隊を年末までに撤退させると発表した。"),
            (EUC_KR, "총리는 오늘 연말까지 군대를 철수하겠다고 발표했다."),
            (GB18030, "总理今天宣布，部队将在年底前撤出该国。"),
            (BIG5, "總理今天宣布，部隊將在年底前撤出該國。"),
        ] {
            let (bytes, _, unmappable) = encoding.encode(written);
            assert!(!unmappable, "{written}");
            assert_eq!(text(&bytes), written, "{}", encoding.name());
            let declared = decode_as(&bytes, Some(encoding.name())).unwrap();
            assert_eq!((&*declared.text, declared.invalid), (written, 0));
        }
    }

    #[test]
    fn utf_16_without_a_mark_is_told_by_its_zeros() {
        for written in [
            "Plain words.\r\n",
            "Слова и 12 чисел.\n",
            "首相は12日に 発表\n",
        ] {
            let little: Vec<u8> = written.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = written.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(
                (text(&little), text(&big)),
                (written.into(), written.into())
            );
        }
    }

    #[test]
    fn iso_2022_jp_is_told_by_its_escapes() {
        assert_eq!(text(b"\x1B$B%K%e!<%9\x1B(B 1"), "ニュース 1");
    }

    #[test]
    fn what_is_declared_wins_over_a_guess_and_loses_to_valid_utf_8() {
        let declared = |bytes, label| decode_as(bytes, Some(label)).unwrap().text.into_owned();
        assert_eq!(declared(b"\xE9t\xE9", "ISO-8859-1"), "été");
        assert_eq!(declared(b"\xE9t\xE9", "windows-1251"), "йtй");
        assert_eq!(declared("été".as_bytes(), "iso-8859-1"), "été");
        assert_eq!(declared(b"caf\xE9 cr\xE8me", "utf-8"), "café crème");
        assert_eq!(declared(b"caf\xE9 cr\xE8me", "no such set"), "café crème");
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
