//! The light stemmer of Hungarian, of folded words.
//!
//! Endings follow one another in a fixed order, and are removed from the last to the first.

use super::endings::{Ending, cut};

pub(super) fn hungarian(word: &mut String) {
    const CASE: &[Ending] = &[
        ("nak", "", 5),
        ("nek", "", 5),
        ("ban", "", 5),
        ("ben", "", 5),
        ("bol", "", 5),
        ("rol", "", 5),
        ("tol", "", 5),
        ("hoz", "", 5),
        ("hez", "", 5),
        ("nal", "", 5),
        ("nel", "", 5),
        ("val", "", 5),
        ("vel", "", 5),
        ("ert", "", 5),
        ("kor", "", 6),
        ("kent", "", 6),
        ("ba", "", 4),
        ("be", "", 4),
        ("ra", "", 4),
        ("re", "", 4),
        ("on", "", 4),
        ("en", "", 4),
        ("ig", "", 4),
        ("ot", "", 4),
        ("et", "", 4),
        ("at", "", 4),
    ];
    const OBJECT: &[Ending] = &[("t", "", 4)];
    const OWNED: &[Ending] = &[
        ("jaink", "", 7),
        ("jeink", "", 7),
        ("jaik", "", 6),
        ("jeik", "", 6),
        ("jai", "", 5),
        ("jei", "", 5),
        ("aik", "", 5),
        ("eik", "", 5),
        ("juk", "", 5),
        ("unk", "", 5),
        ("uk", "", 4),
        ("ja", "", 4),
        ("je", "", 4),
        ("ai", "", 4),
        ("ei", "", 4),
    ];
    const PLURAL: &[Ending] = &[("ok", "", 4), ("ek", "", 4), ("ak", "", 4), ("k", "", 4)];
    const VOWEL: &[Ending] = &[("a", "", 4), ("e", "", 4), ("i", "", 4), ("o", "", 4)];
    cut(word, &[CASE, OBJECT, OWNED, PLURAL, VOWEL]);
}

/// Where the end of a word itself looks like an ending, other forms of it have other stems:
/// `csapat` has the stem `csap`, and `csapatok` has `csapat`. So a query looks for the plural of
/// its word, whose stem is the word, and for the stem of its stem.
pub(super) fn other_readings(word: &str) -> Vec<String> {
    let plural = match word.chars().next_back() {
        Some('a' | 'e' | 'i' | 'o' | 'u') => "k",
        _ => "ok",
    };
    let mut stem = word.to_owned();
    hungarian(&mut stem);
    vec![[word, plural].concat(), stem]
}
