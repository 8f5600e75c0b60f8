//! The light stemmer of Bengali, of folded words: the endings of plurals, articles and cases.
//!
//! After a vowel, an ending of a case is one letter that many words end in as well (`ঢাকার`, but
//! `সরকার`). Texts keep it, and queries look for it.

use super::endings::{Ending, cut};

pub(super) fn bengali(word: &mut String) {
    const ENDINGS: &[Ending] = &[
        ("গুলোকে", "", 8),
        ("গুলিকে", "", 8),
        ("গুলোর", "", 7),
        ("গুলির", "", 7),
        ("গুলো", "", 6),
        ("গুলি", "", 6),
        ("দেরকে", "", 7),
        ("দের", "", 5),
        ("টিকে", "", 6),
        ("টির", "", 5),
        ("টি", "", 4),
        ("েরা", "", 5),
        ("রা", "", 4),
        ("কে", "", 4),
        ("তে", "", 4),
        ("ের", "", 4),
        ("ে", "", 3),
    ];
    cut(word, &[ENDINGS]);
}

/// A word that ends in a vowel with the cases that are one letter; one with such an ending without
/// it.
pub(super) fn other_cases(word: &str) -> Vec<String> {
    const CASES: [char; 2] = ['র', 'য'];
    let ends_in_vowel = |word: &str| word.ends_with(is_vowel) && word.chars().count() > 2;
    if ends_in_vowel(word) {
        return CASES.iter().map(|case| format!("{word}{case}")).collect();
    }
    let bare = word.strip_suffix(CASES).filter(|bare| ends_in_vowel(bare));
    bare.map(str::to_owned).into_iter().collect()
}

/// Whether a character is a vowel or the sign of one.
fn is_vowel(c: char) -> bool {
    matches!(c, '\u{0985}'..='\u{0994}' | '\u{09BE}'..='\u{09CC}')
}
