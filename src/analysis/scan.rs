//! The places where words can start and end: classes of characters, and chunks between separators.
//!
//! A chunk is cut into atoms here. Which atoms belong together is decided in `compound`.

use super::fold::folds_to_something;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The role of a character at the borders of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Ends every word.
    Separator,
    /// An ASCII letter.
    Letter,
    /// An ASCII digit.
    Digit,
    /// Joins or ends words, depending on the characters around it.
    Joiner(Joint),
    /// Any other character; UAX #29 decides.
    Other,
}

/// The characters that can join words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// `.`
    Stop,
    /// `,`
    Comma,
    /// `'` and its typographic forms
    Apostrophe,
    /// `-`, its typographic forms, and `_`
    Hyphen,
}

/// The class of the character that starts at byte `at`, and its length in bytes. The end of the
/// text is a separator.
pub(super) fn class_at(bytes: &[u8], at: usize) -> (Class, usize) {
    let Some(&byte) = bytes.get(at) else {
        return (Class::Separator, 1);
    };
    match byte {
        0..0x80 => (ASCII[byte as usize], 1),
        0xC2 if bytes.get(at + 1) == Some(&0xA0) => (Class::Separator, 2),
        0xE2 if bytes.get(at + 1) == Some(&0x80) => (general_punctuation(bytes.get(at + 2)), 3),
        0xC0..0xE0 => (Class::Other, 2),
        0xE0..0xF0 => (Class::Other, 3),
        _ => (Class::Other, 4),
    }
}

/// U+2000 to U+203F, by the last byte of their UTF-8 form.
fn general_punctuation(last: Option<&u8>) -> Class {
    match last {
        Some(0x98 | 0x99) => Class::Joiner(Joint::Apostrophe),
        Some(0x90 | 0x91) => Class::Joiner(Joint::Hyphen),
        // Zero-width joiners and direction marks are parts of words.
        Some(0x8B..=0x8F | 0xAA..=0xAE | 0xBF) => Class::Other,
        _ => Class::Separator,
    }
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Separator; 128];
    let mut byte: u8 = 0;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'.' => Class::Joiner(Joint::Stop),
            b',' => Class::Joiner(Joint::Comma),
            b'\'' => Class::Joiner(Joint::Apostrophe),
            b'-' | b'_' => Class::Joiner(Joint::Hyphen),
            _ => Class::Separator,
        };
        byte += 1;
    }
    table
};

/// The first byte from `at` on at which a word can start, or the end of the text.
pub(super) fn skip_separators(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        match class_at(bytes, at) {
            (Class::Separator | Class::Joiner(_), length) => at += length,
            _ => break,
        }
    }
    at
}

/// The end of the plain word at `start`: only ASCII letters or only ASCII digits, followed by
/// nothing that could join it to another. `None` for all other words.
#[inline]
pub(super) fn plain_word(bytes: &[u8], start: usize) -> Option<usize> {
    let (class, _) = class_at(bytes, start);
    if !matches!(class, Class::Letter | Class::Digit) {
        return None;
    }
    let mut end = start + 1;
    while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        if (ASCII[bytes[end] as usize]) != class {
            return None;
        }
        end += 1;
    }
    match class_at(bytes, end) {
        (Class::Separator, _) => Some(end),
        (Class::Joiner(_), length) => match class_at(bytes, end + length).0 {
            Class::Separator => Some(end),
            _ => None,
        },
        _ => None,
    }
}

/// The joiners in `gap`, at most three; `None` if `gap` is empty or has other characters.
pub(super) fn joints(gap: &[u8]) -> Option<Joints> {
    let mut joints = Joints::default();
    let mut at = 0;
    while at < gap.len() {
        match class_at(gap, at) {
            (Class::Joiner(joint), length) if joints.len < 3 => {
                joints.items[joints.len] = Some(joint);
                joints.len += 1;
                at += length;
            }
            _ => return None,
        }
    }
    (joints.len > 0).then_some(joints)
}

/// Up to three joiners in a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Joints {
    items: [Option<Joint>; 3],
    len: usize,
}

impl Joints {
    pub(super) fn as_slice(&self) -> &[Option<Joint>] {
        &self.items[..self.len]
    }
}

/// Cuts the chunk from `start` to the next separator into atoms: runs of letters and digits between
/// joiners. A run with several words by UAX #29 (text without spaces, such as Japanese) gives one
/// atom per word. A chunk ends after [`CHUNK_ATOMS`] atoms or in a run of more than [`RUN_BYTES`].
/// Returns the end of the chunk.
pub(super) fn atoms(text: &str, start: usize, out: &mut Vec<Range<usize>>) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        let run = at;
        let mut ascii = true;
        loop {
            let (class, length) = class_at(bytes, at);
            match class {
                Class::Letter | Class::Digit => {}
                Class::Other if at - run > RUN_BYTES => break,
                Class::Other => ascii = false,
                Class::Separator | Class::Joiner(_) => break,
            }
            at += length;
        }
        if ascii && at > run {
            out.push(run..at);
        } else if at > run {
            out.extend(
                text[run..at]
                    .unicode_word_indices()
                    .filter(|(_, word)| folds_to_something(word))
                    .map(|(offset, word)| run + offset..run + offset + word.len()),
            );
        }
        match class_at(bytes, at) {
            (Class::Joiner(_), length) if out.len() < CHUNK_ATOMS => at += length,
            _ => return at,
        }
    }
}

/// The most atoms of one chunk.
const CHUNK_ATOMS: usize = 1 << 16;

/// The length at which a run with characters outside ASCII is cut, in bytes: far longer than any
/// word, and short enough to bound memory for texts without spaces.
const RUN_BYTES: usize = 1 << 20;
