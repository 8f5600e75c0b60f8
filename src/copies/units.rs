//! A text as a row of units: what fingerprints are made of, in any language.
//!
//! A unit is a word of letters and digits without regard to case and accents. In scripts that put no
//! spaces between words it is a character with the three before it. The analysis of searches is not
//! used: a fingerprint must not change with the language of an archive, and splitting has to cost
//! almost nothing.

use unicode_normalization::char::decompose_canonical;

/// A unit of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its hash.
    pub(super) hash: u64,
    /// Whether it has a digit, or a capital where no sentence starts.
    pub(super) is_fact: bool,
    /// Whether it has a digit.
    pub(super) is_number: bool,
    /// How much it counts towards the length of a text: [`WORD`], or 1 for a character.
    pub(super) length: u32,
}

/// The length of a word, in characters of a script without spaces.
pub(super) const WORD: u32 = 2;

/// An odd number with about as many ones as zeros, for hashing by multiplication.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads the bits of a number (the end of `SplitMix64`).
#[inline]
pub(super) fn mix(mut number: u64) -> u64 {
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// What a character does to the word before it.
enum Step {
    /// It belongs to it.
    Letter(char),
    /// It is a unit by itself.
    Alone,
    /// It is as if it was not there.
    Nothing,
    /// It ends the word.
    Between,
    /// It ends the word and the sentence.
    End,
}

/// What bytes do: they end a word, end a sentence, are as if they were not there, or belong to a
/// word. Bytes outside of ASCII are parts of characters.
const BYTES: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'\'' => NOTHING,
            b'.' | b'!' | b'?' | b':' => END,
            _ => BETWEEN,
        };
        byte += 1;
    }
    table
};
const BETWEEN: u8 = 0;
const END: u8 = 1;
const NOTHING: u8 = 2;
const OTHER: u8 = 3;
const DIGIT: u8 = 4;
const SMALL: u8 = 5;
const CAPITAL: u8 = 6;

/// The hash of a word of ASCII letters in any case and digits, or of what is in lower case already.
#[inline]
fn hash_of(word: &[u8]) -> u64 {
    let mut hash = word.len() as u64;
    for part in word.chunks(8) {
        let mut bytes = [0; 8];
        bytes[..part.len()].copy_from_slice(part);
        // This bit makes a capital of ASCII small, and digits have it.
        let small = u64::from_le_bytes(bytes) | 0x2020_2020_2020_2020;
        hash = (hash.rotate_left(23) ^ small).wrapping_mul(FACTOR);
    }
    hash ^ hash >> 29
}

/// The word that is being read, and what was before it.
struct Word {
    /// Its parts so far in lower case. A word of ASCII letters alone is never put here.
    parts: Vec<u8>,
    is_number: bool,
    is_name: bool,
    starts_sentence: bool,
}

impl Word {
    /// Adds a character in lower case, and whether it was a capital.
    fn push(&mut self, lower: char, is_capital: bool) {
        self.is_name |= is_capital && self.parts.is_empty() && !self.starts_sentence;
        self.is_number |= lower.is_ascii_digit();
        let mut bytes = [0; 4];
        self.parts
            .extend_from_slice(lower.encode_utf8(&mut bytes).as_bytes());
    }

    /// Adds a part of ASCII letters and digits; `kinds` has a bit for each kind of bytes in it.
    fn push_ascii(&mut self, part: &[u8], kinds: u8) {
        let is_capital = part[0].is_ascii_uppercase();
        self.is_name |= is_capital && self.parts.is_empty() && !self.starts_sentence;
        self.is_number |= kinds & 1 << DIGIT != 0;
        self.parts.extend(part.iter().map(u8::to_ascii_lowercase));
    }

    /// The end of the word, if there is one.
    fn end(&mut self, is_end: bool, each: &mut impl FnMut(Unit)) {
        if !self.parts.is_empty() {
            each(Unit {
                hash: hash_of(&self.parts),
                is_fact: self.is_number || self.is_name,
                is_number: self.is_number,
                length: WORD,
            });
            self.parts.clear();
            (self.is_number, self.is_name) = (false, false);
            self.starts_sentence = false;
        }
        self.starts_sentence |= is_end;
    }
}

/// Calls `each` with every unit of a text.
pub(super) fn each_unit(text: &str, mut each: impl FnMut(Unit)) {
    let bytes = text.as_bytes();
    let mut word = Word {
        parts: Vec::new(),
        is_number: false,
        is_name: false,
        starts_sentence: true,
    };
    let mut characters = 0u64;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match BYTES[usize::from(*byte)] {
            BETWEEN => word.end(false, &mut each),
            END => word.end(true, &mut each),
            NOTHING => {}
            OTHER => {
                let Some(c) = text[at..].chars().next() else {
                    break;
                };
                at += c.len_utf8();
                match step(c) {
                    Step::Nothing => {}
                    Step::Letter(lower) => word.push(lower, lower != c && c.is_uppercase()),
                    Step::Between => word.end(false, &mut each),
                    Step::End => word.end(true, &mut each),
                    Step::Alone => {
                        word.end(false, &mut each);
                        characters = characters << 16 | u64::from(u32::from(c) & 0xffff);
                        each(Unit {
                            hash: mix(characters),
                            is_fact: false,
                            is_number: false,
                            length: 1,
                        });
                    }
                }
                continue;
            }
            mut kind => {
                let start = at;
                let mut kinds = 0;
                // Most words are of ASCII letters alone, which takes no decoding and no copy.
                while kind > OTHER {
                    kinds |= 1 << kind;
                    at += 1;
                    kind = bytes
                        .get(at)
                        .map_or(BETWEEN, |byte| BYTES[usize::from(*byte)]);
                }
                let part = &bytes[start..at];
                if kind > END || !word.parts.is_empty() {
                    word.push_ascii(part, kinds);
                    continue;
                }
                let is_number = kinds & 1 << DIGIT != 0;
                let is_name = part[0].is_ascii_uppercase() && !word.starts_sentence;
                each(Unit {
                    hash: hash_of(part),
                    is_fact: is_number || is_name,
                    is_number,
                    length: WORD,
                });
                word.starts_sentence = false;
                continue;
            }
        }
        at += 1;
    }
    word.end(false, &mut each);
}

/// What a character outside of ASCII does.
fn step(c: char) -> Step {
    match c {
        // Marks, apostrophes and characters that are not seen.
        '\u{00ad}'
        | '\u{0300}'..='\u{036f}'
        | '\u{02b9}'..='\u{02bf}'
        | '\u{2018}'
        | '\u{2019}'
        | '\u{0591}'..='\u{05bd}'
        | '\u{0610}'..='\u{061a}'
        | '\u{0640}'
        | '\u{064b}'..='\u{065f}'
        | '\u{0670}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => Step::Nothing,
        '…' | '。' | '！' | '？' | '．' | '؟' | '۔' | '।' => Step::End,
        // Latin and Greek letters with accents: the letter without them.
        '\u{00c0}'..='\u{024f}' | '\u{0370}'..='\u{03ff}' | '\u{1e00}'..='\u{1fff}'
            if c.is_alphanumeric() =>
        {
            let mut base = None;
            decompose_canonical(c, |part| {
                base.get_or_insert(part);
            });
            Step::Letter(lower(base.unwrap_or(c)))
        }
        'й' | 'Й' => Step::Letter('и'),
        'ё' | 'Ё' => Step::Letter('е'),
        // Thai to Tibetan, Myanmar, Khmer; kana, Bopomofo, ideographs.
        '\u{0e00}'..='\u{0fff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3041}'..='\u{3134}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Step::Alone,
        _ if c.is_alphanumeric() => Step::Letter(lower(c)),
        _ => Step::Between,
    }
}

/// The first character of the lower case of a character; digits of other scripts as ASCII digits.
fn lower(c: char) -> char {
    let digit = match c {
        '\u{0660}'..='\u{0669}' => u32::from(c) - 0x0660,
        '\u{06f0}'..='\u{06f9}' => u32::from(c) - 0x06f0,
        '\u{0966}'..='\u{096f}' => u32::from(c) - 0x0966,
        _ => return c.to_lowercase().next().unwrap_or(c),
    };
    char::from_digit(digit, 10).unwrap_or(c)
}
