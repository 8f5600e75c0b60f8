//! Norwegian: nouns in `er`, whose plural looks like a verb.
//!
//! `velgere` is the plural of `velger`, and `arrestere` the verb of `arresterer`. Snowball reads both
//! as verbs, so a query for such a noun looks for its other number.

/// The least letters of a noun before its ending.
const LEAST: usize = 3;

/// The other number of a noun.
pub(super) fn other_number(word: &str) -> Option<String> {
    let endings = [
        ("ere", "er"),
        ("erne", "ere"),
        ("eren", "ere"),
        ("er", "ere"),
    ];
    endings.iter().find_map(|(ending, other)| {
        let noun = word.strip_suffix(ending)?;
        (noun.chars().count() >= LEAST).then(|| [noun, other].concat())
    })
}
