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

/// An odd number with as many ones as zeros, for hashing by multiplication (FNV-1a, with a factor
/// that changes high bits sooner).
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Where the hash of a word starts.
const START: u64 = 0xcbf2_9ce4_8422_2325;

/// Spreads the bits of a number (the end of `SplitMix64`).
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

/// Calls `each` with every unit of a text.
pub(super) fn each_unit(text: &str, mut each: impl FnMut(Unit)) {
    let mut hash = START;
    let (mut is_word, mut is_name, mut is_number, mut starts_sentence) =
        (false, false, false, true);
    let mut characters = 0u64;
    for c in text.chars() {
        match step(c) {
            Step::Letter(lower) => {
                is_number |= lower.is_ascii_digit();
                is_name |= !is_word && !starts_sentence && lower != c && c.is_uppercase();
                is_word = true;
                hash = (hash ^ u64::from(u32::from(lower))).wrapping_mul(FACTOR);
            }
            Step::Nothing => {}
            other => {
                if is_word {
                    each(Unit {
                        hash,
                        is_fact: is_number || is_name,
                        is_number,
                        length: WORD,
                    });
                    hash = START;
                    (is_word, is_name, is_number, starts_sentence) = (false, false, false, false);
                }
                match other {
                    Step::End => starts_sentence = true,
                    Step::Alone => {
                        characters = characters << 16 | u64::from(u32::from(c) & 0xffff);
                        each(Unit {
                            hash: mix(characters),
                            is_fact: false,
                            is_number: false,
                            length: 1,
                        });
                    }
                    _ => {}
                }
            }
        }
    }
    if is_word {
        each(Unit {
            hash,
            is_fact: is_number || is_name,
            is_number,
            length: WORD,
        });
    }
}

fn step(c: char) -> Step {
    if c.is_ascii() {
        return match c {
            'a'..='z' | '0'..='9' => Step::Letter(c),
            'A'..='Z' => Step::Letter(c.to_ascii_lowercase()),
            '\'' => Step::Nothing,
            '.' | '!' | '?' | ':' => Step::End,
            _ => Step::Between,
        };
    }
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
