//! Folding: maps all cases, diacritics and compatibility forms of a word to one spelling.
//!
//! It works on single words; `scan` and `compound` find these, and `terms` stems them. It is the same
//! for all languages: what only one of them writes as one is in `languages`. What it does to each
//! script is in `letters`.

mod han;
mod letters;

use letters::{Base, Marks, base_letter};
use unicode_normalization::UnicodeNormalization;

pub(super) use letters::is_dropped;

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
    // `مسئول` is written as `مسؤول`.
    let respelled = word.contains("ئو").then(|| word.replace("ئو", "ؤو"));
    let word = respelled.as_deref().unwrap_or(word);
    let mut marks = Marks::default();
    let mut buffer = String::with_capacity(word.len());
    let lower = word.nfkd().flat_map(char::to_lowercase);
    for c in lower.filter(|c| marks.keeps(*c)) {
        match base_letter(c) {
            Base::One(c) => buffer.push(c),
            Base::Two(pair) => buffer.push_str(pair),
        }
    }
    letters::write_nasals(&mut buffer);
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
