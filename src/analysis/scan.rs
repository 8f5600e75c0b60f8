//! The places where words can start and end: classes of characters, and chunks between separators.
//!
//! A chunk is cut into atoms here. Which atoms belong together is decided in `compound`.

use super::fold::folds_to_something;
use super::languages::is_unspaced;
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
        (Class::Separator, _) if signs_after(bytes, start..end) > 0 => None,
        (Class::Separator, _) => Some(end),
        (Class::Joiner(_), length) => match class_at(bytes, end + length).0 {
            Class::Separator => Some(end),
            _ => None,
        },
        _ => None,
    }
}

/// How many signs after a single letter belong to it, as in `C++`, `C#` and `F#`.
#[inline]
fn signs_after(bytes: &[u8], run: Range<usize>) -> usize {
    if run.len() != 1 || !bytes[run.start].is_ascii_alphabetic() {
        return 0;
    }
    let rest = &bytes[run.end..];
    let signs = match rest {
        [b'#', ..] => 1,
        [b'+', b'+', ..] => 2,
        _ => return 0,
    };
    let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b'+');
    if rest.get(signs).is_some_and(goes_on) {
        0
    } else {
        signs
    }
}

/// The zero-width non-joiner, which joins the parts of a compound in the Arabic script.
pub(super) const NON_JOINER: &[u8] = "\u{200C}".as_bytes();

/// Whether a zero-width non-joiner after an Arabic letter is at `at`. Other scripts write it within
/// syllables.
fn is_non_joiner(bytes: &[u8], at: usize) -> bool {
    bytes[at..].starts_with(NON_JOINER) && at >= 2 && matches!(bytes[at - 2], 0xD8..=0xDB)
}

/// Whether a quotation mark at `at` is typed for the gershayim of a Hebrew acronym: it has Hebrew
/// letters on both sides.
fn is_gershayim(bytes: &[u8], at: usize) -> bool {
    let is_hebrew = |at: usize| matches!(bytes.get(at..at + 2), Some([0xD7, 0x90..=0xAA]));
    bytes.get(at) == Some(&b'"') && at >= 2 && is_hebrew(at - 2) && is_hebrew(at + 1)
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

/// What a chunk of text consists of.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// Runs of letters or of digits.
    pub(super) atoms: Vec<Range<usize>>,
    /// Emoji and other symbols that people may search for.
    pub(super) symbols: Vec<Range<usize>>,
}

/// Cuts the chunk from `start` to the next separator into atoms: runs of letters or digits between
/// joiners. A run with several words by UAX #29 gives one atom per word, and text of a script without
/// spaces between words one per character with its marks. A chunk ends after [`CHUNK_ATOMS`] atoms or in a run of more than [`RUN_BYTES`].
/// Returns the end of the chunk.
pub(super) fn scan(text: &str, start: usize, out: &mut Scanned) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        let run = at;
        let mut ascii = true;
        loop {
            let (class, length) = class_at(bytes, at);
            match class {
                Class::Letter | Class::Digit => {}
                Class::Other if at - run > RUN_BYTES || is_non_joiner(bytes, at) => break,
                Class::Other => ascii = false,
                Class::Separator if is_gershayim(bytes, at) => {}
                Class::Separator | Class::Joiner(_) => break,
            }
            at += length;
        }
        let signs = signs_after(bytes, run..at);
        if signs > 0 {
            at += signs;
            out.atoms.push(run..at);
        } else if ascii && at > run {
            push_atoms(bytes, run..at, &mut out.atoms);
        } else if at > run {
            for (offset, segment) in text[run..at].split_word_bound_indices() {
                let range = run + offset..run + offset + segment.len();
                if segment.contains(char::is_alphanumeric) {
                    if segment.is_ascii() {
                        push_atoms(bytes, range, &mut out.atoms);
                    } else {
                        push_letters(text, range, &mut out.atoms);
                    }
                } else if segment.starts_with(is_symbol) {
                    out.symbols.push(range);
                }
            }
        }
        match class_at(bytes, at) {
            (Class::Joiner(_), length) if out.atoms.len() < CHUNK_ATOMS => at += length,
            (Class::Other, length) if out.atoms.len() < CHUNK_ATOMS && is_non_joiner(bytes, at) => {
                at += length;
            }
            _ => return at,
        }
    }
}

/// Cuts a word of UAX #29 into the characters of scripts without spaces and what is between them.
fn push_letters(text: &str, word: Range<usize>, out: &mut Vec<Range<usize>>) {
    let mut push = |range: Range<usize>| {
        let piece = &text[range.clone()];
        if piece.is_ascii() && !piece.is_empty() {
            push_atoms(text.as_bytes(), range, out);
        } else if folds_to_something(piece) {
            out.push(range);
        }
    };
    if text.as_bytes()[word.clone()]
        .iter()
        .all(|byte| *byte < FIRST_UNSPACED)
    {
        return push(word);
    }
    let mut from = word.start;
    for (offset, unit) in text[word.clone()].grapheme_indices(true) {
        if unit.starts_with(is_unspaced) {
            let start = word.start + offset;
            push(from..start);
            from = start + unit.len();
            push(start..from);
        }
    }
    push(from..word.end);
}

/// The least first byte of a character of a script without spaces.
pub(super) const FIRST_UNSPACED: u8 = 0xE0;

/// Cuts a run of ASCII letters and digits where letters meet digits: `20kg`, `A320neo`. Endings of
/// numbers stay with them (`1990s`, `20th`), and a run of many changes is a code, which stays whole.
fn push_atoms(bytes: &[u8], run: Range<usize>, out: &mut Vec<Range<usize>>) {
    let first = out.len();
    let mut from = run.start;
    for at in run.start + 1..run.end {
        let (before, after) = (bytes[at - 1].is_ascii_digit(), bytes[at].is_ascii_digit());
        if before != after && !(before && is_ending_of_number(&bytes[at..run.end])) {
            out.push(from..at);
            from = at;
        }
    }
    out.push(from..run.end);
    if out.len() - first > MOST_PIECES {
        out.truncate(first);
        out.push(run);
    }
}

/// Whether these bytes, which follow a digit, belong to its number.
fn is_ending_of_number(bytes: &[u8]) -> bool {
    let endings = [&b"s"[..], b"st", b"nd", b"rd", b"th"];
    endings
        .iter()
        .any(|ending| bytes.eq_ignore_ascii_case(ending))
}

/// Whether a character is a word of its own: emoji, pictures, arrows, signs of currencies. Lines,
/// blocks and bullets are layout, and what is attached to a name or a number (`™`, `°`) is no word.
fn is_symbol(c: char) -> bool {
    matches!(c,
        '\u{A2}'..='\u{A5}' | '\u{20A0}'..='\u{20CF}' | '\u{2100}'..='\u{211F}'
        | '\u{2123}'..='\u{214F}' | '\u{2190}'..='\u{24FF}' | '\u{2600}'..='\u{2BFF}'
        | '\u{1F000}'..='\u{1F3FA}' | '\u{1F400}'..='\u{1FAFF}')
}

/// The most pieces that letters and digits are cut into.
const MOST_PIECES: usize = 4;

/// The most atoms of one chunk.
const CHUNK_ATOMS: usize = 1 << 16;

/// The length at which a run with characters outside ASCII is cut, in bytes: far longer than any
/// word, and short enough to bound memory for texts without spaces.
const RUN_BYTES: usize = 1 << 20;
