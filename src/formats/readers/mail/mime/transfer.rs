//! Transfer encodings: the bytes of a part from the letters that carry them (RFC 2045, section 6).
//!
//! Own code, because decoders of libraries give up at the first mistake, or drop bytes. Here a
//! mistake costs nothing but itself: what cannot be decoded stays as it is written.

use std::borrow::Cow;

/// The content of a part with this value of `Content-Transfer-Encoding`.
pub(in crate::formats::readers) fn decode<'a>(
    content: &'a [u8],
    encoding: Option<&[u8]>,
) -> Cow<'a, [u8]> {
    let name: String = String::from_utf8_lossy(encoding.unwrap_or_default())
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    if name.starts_with("quotedprintable") || name == "qp" {
        Cow::Owned(quoted_printable(content))
    } else if name.starts_with("base64") || name == "b64" {
        base64_text(content).map_or(Cow::Borrowed(content), Cow::Owned)
    } else {
        Cow::Borrowed(content)
    }
}

/// Decodes quoted-printable. A `=` that opens no code stays; at the end of a line it joins the line
/// with the next one, at the end of the content it is nothing. White space at the end of a line is
/// of the way, not of the text.
pub(in crate::formats::readers) fn quoted_printable(content: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(content.len());
    for line in content.split_inclusive(|byte| *byte == b'\n') {
        let (text, end) = match line {
            [text @ .., b'\r', b'\n'] => (text, &b"\r\n"[..]),
            [text @ .., b'\n'] => (text, &b"\n"[..]),
            text => (text, &b""[..]),
        };
        let text = text.trim_ascii_end();
        let (text, end) = match text.strip_suffix(b"=") {
            Some(joined) => (joined, &b""[..]),
            None => (text, end),
        };
        push_codes(&mut decoded, text, false);
        decoded.extend_from_slice(end);
    }
    decoded
}

/// Decodes the `Q` encoding of a word in a header, in which `_` is a space.
pub(in crate::formats::readers) fn q_word(word: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(word.len());
    push_codes(&mut decoded, word, true);
    decoded
}

fn push_codes(decoded: &mut Vec<u8>, text: &[u8], is_word: bool) {
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match (byte, after) {
            (b'=', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    decoded.push(high << 4 | low);
                    rest = after;
                }
                _ => decoded.push(b'='),
            },
            (b'_', _) if is_word => decoded.push(b' '),
            _ => decoded.push(byte),
        }
    }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

/// Decodes the base64 of a part; `None` if it is not base64. Lists of mails add lines of text at
/// the end, which are kept as they are.
fn base64_text(content: &[u8]) -> Option<Vec<u8>> {
    let lines = || content.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let coded = coded_lines(lines())?;
    let mut decoded = Vec::with_capacity(content.len() / 4 * 3);
    let mut letters = Letters::default();
    for line in lines().take(coded) {
        letters.push(line, &mut decoded);
    }
    letters.finish(&mut decoded);
    let rest: Vec<&[u8]> = lines().skip(coded).collect();
    let rest = rest.join(&b'\n');
    if !rest.trim_ascii().is_empty() {
        decoded.extend_from_slice(b"\n\n");
        decoded.extend_from_slice(rest.trim_ascii());
    }
    Some(decoded)
}

/// How many lines are base64; `None` if the first ones are not. Between them may be lines of marks,
/// and a letter may be damaged. A text after them has white space or other marks in it; only a
/// whole line of base64 goes on after that.
fn coded_lines<'a>(lines: impl Iterator<Item = &'a [u8]>) -> Option<usize> {
    let (mut coded, mut is_over) = (0, false);
    for (at, line) in lines.enumerate().filter(|(_, line)| !line.is_empty()) {
        let strange = line
            .iter()
            .filter(|byte| value(**byte).is_none() && **byte != b'=')
            .count();
        let is_whole = strange == 0 && line.len() >= 16 && line.len().is_multiple_of(4);
        let is_marks = !line.iter().any(u8::is_ascii_alphanumeric);
        let is_code = !line.contains(&b' ') && strange * 8 <= line.len() && !is_marks;
        if is_whole || (is_code && !is_over) {
            coded = at + 1;
            // What pads the last letters comes once.
            is_over = line.ends_with(b"=");
        } else if !is_marks {
            if coded == 0 {
                return None;
            }
            is_over = true;
        }
    }
    (coded > 0).then_some(coded)
}

/// Decodes the `B` encoding of a word in a header. Letters that are none of base64 are skipped.
pub(in crate::formats::readers) fn b_word(word: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(word.len());
    let mut letters = Letters::default();
    letters.push(word, &mut decoded);
    letters.finish(&mut decoded);
    decoded
}

/// Letters of base64 that do not make up a byte yet.
#[derive(Default)]
struct Letters {
    bits: u32,
    count: u32,
}

impl Letters {
    fn push(&mut self, letters: &[u8], decoded: &mut Vec<u8>) {
        for &letter in letters {
            if letter == b'=' {
                // Pieces that were encoded one by one are put together.
                self.finish(decoded);
            }
            let Some(six) = value(letter) else { continue };
            self.bits = self.bits << 6 | six;
            self.count += 1;
            if self.count == 4 {
                decoded.extend_from_slice(&self.bits.to_be_bytes()[1..]);
                *self = Self::default();
            }
        }
    }

    fn finish(&mut self, decoded: &mut Vec<u8>) {
        let bytes = (self.bits << (6 * (4 - self.count))).to_be_bytes();
        let whole = match self.count {
            3 => 2,
            2 => 1,
            _ => 0,
        };
        decoded.extend_from_slice(&bytes[1..=whole]);
        *self = Self::default();
    }
}

/// The six bits of a letter of base64.
pub(in crate::formats::readers) fn value(letter: u8) -> Option<u32> {
    Some(u32::from(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}
