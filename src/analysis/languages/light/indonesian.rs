//! Indonesian and Malay: the first letter of a word that some prefixes take away.
//!
//! `menarik` and `penarikan` are of `tarik`. Snowball removes `men` and `pen`, and does not know which
//! letter was there. A query looks for the word with and without it.

/// A prefix, and the letter that it takes away before a vowel. Longer ones come first.
const TAKEN: [(&str, &str); 8] = [
    ("meng", "k"),
    ("peng", "k"),
    ("meny", "s"),
    ("peny", "s"),
    ("mem", "p"),
    ("pem", "p"),
    ("men", "t"),
    ("pen", "t"),
];

/// The least letters of a word that lacks its first one.
const LEAST: usize = 4;

/// A word with the letter that its prefix took away, or without the one that prefixes take away.
pub(super) fn other_readings(word: &str) -> Vec<String> {
    let starts_in_vowel = |rest: &str| rest.starts_with(['a', 'e', 'i', 'o', 'u']);
    let taken = TAKEN.iter().find_map(|(prefix, letter)| {
        let rest = word.strip_prefix(prefix)?;
        starts_in_vowel(rest).then(|| [letter, rest].concat())
    });
    let without = || {
        let rest = word.strip_prefix(['k', 's', 'p', 't'])?;
        (starts_in_vowel(rest) && rest.len() >= LEAST).then(|| rest.to_owned())
    };
    taken.or_else(without).into_iter().collect()
}
