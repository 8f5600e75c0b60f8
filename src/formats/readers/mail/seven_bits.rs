//! Two character sets of mails that need seven bits: UTF-7 (RFC 2152) and HZ (RFC 1843).
//!
//! Browsers know neither of them. Text that opens no code stays as it is written.

use super::mime::transfer::value;
use crate::formats::bytes::charset::{Declared, decode, utf8};

/// A text, and how many bytes of it were not valid.
pub(super) type Read = (String, usize);

/// The set of a name in lower case, without what is no letter or digit.
pub(super) fn decoder(bare: &str) -> Option<fn(&[u8]) -> Read> {
    Some(match bare {
        "utf7" | "unicode11utf7" | "csutf7" | "csunicode11utf7" | "unicode20utf7" => utf_7,
        "hzgb2312" | "hz" | "cshzgb2312" => hz,
        _ => return None,
    })
}

/// Decodes UTF-7: `+AOk-` is `é`, and `+-` is `+`. The `-` after a code belongs to it; every other
/// character that ends one is text.
fn utf_7(bytes: &[u8]) -> Read {
    let decoded = utf8(bytes);
    let mut text = String::with_capacity(decoded.text.len());
    let mut invalid = decoded.invalid;
    let mut rest = &*decoded.text;
    while let Some((before, after)) = rest.split_once('+') {
        text.push_str(before);
        let end = after
            .bytes()
            .position(|byte| value(byte).is_none())
            .unwrap_or(after.len());
        let (code, after) = after.split_at(end);
        let units = units_of(code.as_bytes());
        let is_code = code.is_empty() || !units.is_empty();
        if units.is_empty() {
            text.push('+');
            text.push_str(code);
        }
        for character in char::decode_utf16(units) {
            invalid += if character.is_err() { 2 } else { 0 };
            text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        rest = match after.strip_prefix('-') {
            Some(closed) if is_code => closed,
            _ => after,
        };
    }
    text.push_str(rest);
    (text, invalid)
}

/// The units of UTF-16 that letters of base64 make up.
fn units_of(code: &[u8]) -> Vec<u16> {
    let (mut bits, mut count) = (0_u32, 0);
    let mut units = Vec::with_capacity(code.len() * 3 / 8);
    for letter in code {
        bits = bits << 6 | value(*letter).unwrap_or_default();
        count += 6;
        if count >= 16 {
            count -= 16;
            units.push(((bits >> count) & 0xFFFF) as u16);
            bits &= (1 << count) - 1;
        }
    }
    units
}

/// Decodes HZ: between `~{` and `~}`, each two letters are a character of GB 2312. `~~` is `~`, and
/// `~` at the end of a line joins it with the next one.
fn hz(bytes: &[u8]) -> Read {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut in_code = false;
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match (byte, after) {
            (b'~', [b'{', after @ ..]) if !in_code => (in_code, rest) = (true, after),
            (b'~', [b'}', after @ ..]) if in_code => (in_code, rest) = (false, after),
            (b'~', [b'~', after @ ..]) if !in_code => {
                plain.push(b'~');
                rest = after;
            }
            (b'~', [b'\r', b'\n', after @ ..] | [b'\n', after @ ..]) if !in_code => rest = after,
            (b'\n', _) => {
                in_code = false;
                plain.push(byte);
            }
            (0x21..=0x7E, [second @ 0x21..=0x7E, after @ ..]) if in_code => {
                plain.extend([byte | 0x80, second | 0x80]);
                rest = after;
            }
            _ => plain.push(byte),
        }
    }
    let decoded = decode(&plain, Declared::by_label(Some("gbk")));
    (decoded.text.into_owned(), decoded.invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_7_keeps_every_character_that_ends_a_code() {
        for (written, text) in [
            ("A +AOk, b +AOk c +- d", "A é, b é c + d"),
            ("+AOk-e +AOk.", "ée é."),
            ("Gr+APYA3w-e +2D3eAA-", "Größe 😀"),
            ("+BCEEPgQyBDUEQg +BD8EPg", "Совет по"),
            ("1 + 1 +", "1 + 1 +"),
            ("+AOk--+AOk-", "é-é"),
            ("a+b-c", "a+b-c"),
            ("é", "é"),
        ] {
            assert_eq!(utf_7(written.as_bytes()), (text.to_owned(), 0), "{written}");
        }
        assert_eq!(utf_7(b"+2D0- a"), ("\u{fffd} a".to_owned(), 2));
        assert_eq!(utf_7(b"a\xFFb"), ("a\u{fffd}b".to_owned(), 1));
    }

    #[test]
    fn hz_is_chinese_between_its_marks() {
        for (written, text) in [
            (&b"~{8[?Z~} 12 ~~ a"[..], "港口 12 ~ a"),
            (b"~{8[?Z\nplain ~\nend", "港口\nplain end"),
            (b"~x ~", "~x ~"),
            (b"~{8[?Z~", "港口~"),
        ] {
            assert_eq!(hz(written), (text.to_owned(), 0), "{text}");
        }
    }
}
