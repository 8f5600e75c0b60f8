//! Folding: maps all cases, diacritics and compatibility forms of a word to one spelling.
//!
//! It works on single words; `scan` and `compound` find these, and `terms` stems them.

use unicode_normalization::UnicodeNormalization;

/// Appends `word` to `out` in lower case, without diacritics, apostrophes and invisible format
/// characters: compatibility decomposition (NFKD), removal of marks, recomposition (NFC).
pub fn fold(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.extend(
            word.bytes()
                .filter(|byte| *byte != b'\'')
                .map(|byte| char::from(byte.to_ascii_lowercase())),
        );
        return;
    }
    let folded = word
        .nfkd()
        .filter(|c| !is_dropped(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| !is_dropped(*c))
        .map(base_letter);
    let mut buffer = String::with_capacity(word.len());
    for base in folded {
        match base {
            Base::One(c) => buffer.push(c),
            Base::Two(pair) => buffer.push_str(pair),
        }
    }
    out.extend(buffer.nfc());
}

/// Appends a word of several parts, folded and joined, like the whole of a compound: without
/// hyphens and full stops, except the decimal point of a number.
pub fn fold_joined(word: &str, out: &mut String) {
    let mut joined = String::with_capacity(word.len());
    let mut before = ' ';
    let mut rest = word.chars().peekable();
    while let Some(c) = rest.next() {
        let is_decimal =
            c == '.' && before.is_ascii_digit() && rest.peek().is_none_or(char::is_ascii_digit);
        if is_decimal || !matches!(c, '-' | '_' | '.' | ',' | '\u{2010}' | '\u{2011}') {
            joined.push(c);
        }
        before = c;
    }
    fold(&joined, out);
}

/// Whether [`fold`] leaves anything of a word. A mark on its own is not a word.
pub(super) fn folds_to_something(word: &str) -> bool {
    word.nfkd().any(|c| !is_dropped(c))
}

/// Marks that do not distinguish words in news: diacritics of Latin, Greek and Cyrillic, Hebrew and
/// Arabic vowel points, tatweel, apostrophe letters, invisible format characters, skin tones of
/// emoji. Marks of other
/// scripts (Indic vowel signs, kana voicing) distinguish words and are kept.
pub(super) fn is_dropped(c: char) -> bool {
    matches!(c,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{02B9}'..='\u{02BF}' | '\u{FF07}'
        | '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}'
        | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{1F3FB}'..='\u{1F3FF}')
}

/// What a letter folds to.
enum Base {
    One(char),
    Two(&'static str),
}

/// Maps letters that Unicode does not decompose, and digits of other scripts.
fn base_letter(c: char) -> Base {
    Base::One(match c {
        'ß' => return Base::Two("ss"),
        'æ' => return Base::Two("ae"),
        'œ' => return Base::Two("oe"),
        'þ' => return Base::Two("th"),
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        'ŧ' => 't',
        'ς' => 'σ',
        // Arabic and Persian keyboards have different forms of these letters.
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        '٠'..='٩' => ascii_digit(c, '٠'),
        '۰'..='۹' => ascii_digit(c, '۰'),
        '०'..='९' => ascii_digit(c, '०'),
        _ => c,
    })
}

fn ascii_digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}
