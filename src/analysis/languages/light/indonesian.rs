//! Indonesian and Malay: the first letter of a word that some prefixes take away.
//!
//! `menarik` and `penarikan` are of `tarik`. Snowball removes `men` and `pen`, and does not know
//! which letter was there. A query looks for the word with and without it.

/// A prefix, and the letter that it takes away before a vowel. Snowball knows those of `s` and `p`.
const TAKEN: [(&str, &str); 4] = [("meng", "k"), ("peng", "k"), ("men", "t"), ("pen", "t")];

/// The least letters of a word that lacks its first one.
const LEAST: usize = 4;

/// A word with the letter that its prefix took away. Words in `pe` end in `an`, never in `kan`.
pub(super) fn other_reading(word: &str) -> Option<String> {
    TAKEN.iter().find_map(|(prefix, letter)| {
        let rest = word.strip_prefix(prefix)?;
        let bare = match rest.strip_suffix("an") {
            Some(bare) if word.starts_with('p') => bare,
            _ => rest,
        };
        starts_in_vowel(rest).then(|| [letter, bare].concat())
    })
}

/// A word with a prefix that takes its first letter away.
pub(super) fn with_prefix(word: &str) -> Option<String> {
    TAKEN.iter().find_map(|(prefix, letter)| {
        let rest = word.strip_prefix(letter)?;
        (starts_in_vowel(rest) && rest.len() >= LEAST).then(|| [prefix, rest].concat())
    })
}

fn starts_in_vowel(rest: &str) -> bool {
    rest.starts_with(['a', 'e', 'i', 'o', 'u'])
}
