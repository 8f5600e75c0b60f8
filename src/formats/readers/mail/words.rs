//! Encoded words of headers: `=?utf-8?B?R3LDtsOfZQ==?=` (RFC 2047).
//!
//! Programs cut characters, and even the letters of base64, in two words. So the bytes of words
//! that follow each other are joined before they are decoded, if they are in one character set.

use super::characters::decode_bytes;
use super::mime::transfer::{b_word, q_word};
use std::ops::Range;

/// A text with the meaning of its encoded words, and how many bytes of them were not valid.
pub(super) fn decode_words(text: &str, put: fn(&mut String, &str)) -> (String, usize) {
    let mut decoded = String::with_capacity(text.len());
    let (mut at, mut invalid) = (0, 0);
    while let Some(word) = next_word(text, at) {
        decoded.push_str(&text[at..word.range.start]);
        let (run, end) = run_of(text, word);
        for piece in run {
            let label = piece.label.clone();
            let bytes = piece.bytes();
            let read = decode_bytes(&bytes, Some(&label));
            put(&mut decoded, &read.text);
            invalid += read.invalid;
        }
        at = end;
    }
    decoded.push_str(&text[at..]);
    (decoded, invalid)
}

/// Puts decoded words into a text as they are.
pub(super) fn as_text(into: &mut String, decoded: &str) {
    into.push_str(decoded);
}

/// Puts decoded words into a list of addresses, so that no character in them separates addresses.
pub(super) fn as_phrase(into: &mut String, decoded: &str) {
    let is_quoted = into.matches('"').count() % 2 == 1;
    let is_comment = into.matches('(').count() > into.matches(')').count();
    let inner = decoded.chars().map(|c| match c {
        '"' | '\\' => '\'',
        '(' if is_comment => '[',
        ')' if is_comment => ']',
        c => c,
    });
    let is_plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || "-'".contains(c);
    if is_quoted || is_comment || decoded.chars().all(is_plain) {
        into.extend(inner);
    } else {
        into.push('"');
        into.extend(inner);
        into.push('"');
    }
}

/// The longest name of a character set with its language, in bytes.
const LONGEST_LABEL: usize = 64;

/// Words that are decoded together.
struct Piece {
    label: String,
    is_base64: bool,
    /// The bytes of the words before the last one.
    decoded: Vec<u8>,
    /// The letters of the last word, and of those that it continues.
    letters: Vec<u8>,
}

impl Piece {
    fn new(word: &Word<'_>) -> Self {
        Self {
            label: word.label.to_ascii_lowercase(),
            is_base64: word.is_base64,
            decoded: Vec::new(),
            letters: word.letters.as_bytes().to_vec(),
        }
    }

    fn add(&mut self, word: &Word<'_>) {
        let is_cut = self.is_base64
            && word.is_base64
            && !self.letters.contains(&b'=')
            && !self.letters.len().is_multiple_of(4);
        if !is_cut {
            self.settle();
        }
        self.is_base64 = word.is_base64;
        self.letters.extend_from_slice(word.letters.as_bytes());
    }

    fn settle(&mut self) {
        let letters = std::mem::take(&mut self.letters);
        self.decoded.extend(if self.is_base64 {
            b_word(&letters)
        } else {
            q_word(&letters)
        });
    }

    fn bytes(mut self) -> Vec<u8> {
        self.settle();
        self.decoded
    }
}

/// The words that follow a word with nothing but white space between, and where they end.
fn run_of(text: &str, first: Word<'_>) -> (Vec<Piece>, usize) {
    let mut run = vec![Piece::new(&first)];
    let mut end = first.range.end;
    while let Some(word) = next_word(text, end) {
        if !text[end..word.range.start].trim().is_empty() {
            break;
        }
        end = word.range.end;
        match run.last_mut() {
            Some(last) if last.label.eq_ignore_ascii_case(word.label) => last.add(&word),
            _ => run.push(Piece::new(&word)),
        }
    }
    (run, end)
}

/// An encoded word in a text.
struct Word<'a> {
    range: Range<usize>,
    /// Its character set, without the language that RFC 2231 allows after it.
    label: &'a str,
    is_base64: bool,
    letters: &'a str,
}

/// The first encoded word in a text, from a byte on.
fn next_word(text: &str, from: usize) -> Option<Word<'_>> {
    let mut at = from;
    loop {
        let start = at + text[at..].find("=?")?;
        if let Some(word) = word_at(text, start) {
            return Some(word);
        }
        at = start + 2;
    }
}

fn word_at(text: &str, start: usize) -> Option<Word<'_>> {
    let inner = &text[start + 2..];
    let before = &inner[..inner.floor_char_boundary(LONGEST_LABEL)];
    let (label, _) = before.split_once('?')?;
    let (encoding, rest) = inner[label.len() + 1..].split_at_checked(1)?;
    let rest = rest.strip_prefix('?')?;
    let is_label = label.bytes().all(|byte| byte.is_ascii_graphic());
    let is_base64 = encoding.eq_ignore_ascii_case("b");
    if !is_label || !(is_base64 || encoding.eq_ignore_ascii_case("q")) {
        return None;
    }
    let length = rest.find("?=")?;
    let end = text.len() - rest.len() + length + 2;
    Some(Word {
        range: start..end,
        label: label.split('*').next().unwrap_or_default(),
        is_base64,
        letters: &rest[..length],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_decoded_together() {
        for (text, expected) in [
            ("=?UTF-8?B?R3LD?= =?UTF-8?B?tsOfZQ==?= der", "Größe der"),
            ("=?utf-8?q?Gr=C3?=\t=?UTF-8?Q?=B6=C3=9Fe?=", "Größe"),
            ("=?utf-8?B?R3LDt?= =?utf-8?B?sOfZQ==?=", "Größe"),
            (
                "=?utf-8*de?Q?Gr=C3=B6=C3=9Fe?= a =?koi8-r?B?8MHSz80=?=",
                "Größe a Паром",
            ),
            (
                "=?iso-8859-1?Q?Gr=F6=DFe_=?= =?utf-8?Q?=C3=A4?=",
                "Größe =ä",
            ),
            ("=?x-unknown?Q?Gr=F6=DFe?=", "Größe"),
            ("=?us-ascii?Q?Gr=C3=B6=C3=9Fe?=", "Größe"),
            ("=?utf-7?Q?Gr+APYA3w-e?=", "Größe"),
            ("Re: =?utf-8?Q?a b?= c", "Re: a b c"),
            (
                "1 =? 2 =?x?y?z?= =?utf-8?Q?a",
                "1 =? 2 =?x?y?z?= =?utf-8?Q?a",
            ),
        ] {
            assert_eq!(decode_words(text, as_text).0, expected, "{text}");
        }
    }
}
