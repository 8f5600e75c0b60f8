//! The light stemmer of Latvian, of folded words: the endings of nouns and adjectives.

use super::endings::{Ending, cut};

pub(super) fn latvian(word: &mut String) {
    const CASE: &[Ending] = &[
        ("iem", "", 5),
        ("ajam", "", 6),
        ("ajas", "", 6),
        ("ais", "", 5),
        ("am", "", 4),
        ("em", "", 4),
        ("im", "", 4),
        ("um", "", 4),
        ("ai", "", 4),
        ("ei", "", 4),
        ("as", "", 4),
        ("es", "", 4),
        ("is", "", 4),
        ("os", "", 4),
        ("us", "", 4),
        ("a", "", 3),
        ("e", "", 3),
        ("i", "", 3),
        ("s", "", 3),
        ("u", "", 3),
    ];
    cut(word, &[CASE]);
}
