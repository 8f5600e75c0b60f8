//! Words that languages write together: `Truppenabzug` of `Truppen` and `Abzug`.
//!
//! The last part says what a compound is, so it is found by that part. No list of words is needed: an
//! index has the letters of long stems in reverse order, where those with the same last part are side
//! by side, and its other words say whether what is before that part is a word.

use super::super::Language;

/// The least length of a stem that may be a compound, in letters.
const LEAST_COMPOUND: usize = 8;

/// The least length of its last part.
const LEAST_LAST: usize = 4;

/// The least length of what is before that.
const LEAST_FIRST: usize = 3;

/// What may be between two parts, in the languages that write words together.
const LINKS: [&str; 8] = ["s", "es", "n", "en", "er", "e", "ens", "a"];

/// Whether a language writes words together.
pub(in super::super) fn joins_words(language: Language) -> bool {
    matches!(
        language,
        Language::Danish
            | Language::Dutch
            | Language::Estonian
            | Language::Finnish
            | Language::German
            | Language::Hungarian
            | Language::Norwegian
            | Language::Swedish
    )
}

/// The letters of a stem in reverse order, if it may be a compound.
pub(in super::super) fn reversed_compound(stem: &str) -> Option<String> {
    reversed(stem, LEAST_COMPOUND)
}

/// The letters of a stem in reverse order, if it may be the last part of a compound.
pub(in super::super) fn reversed_last(stem: &str) -> Option<String> {
    reversed(stem, LEAST_LAST)
}

fn reversed(stem: &str, least: usize) -> Option<String> {
    let is_word = stem.chars().all(char::is_alphabetic) && stem.chars().count() >= least;
    is_word.then(|| stem.chars().rev().collect())
}

/// What the words may be that a compound starts with, if `first` is before its last part: `first` and
/// what it is without a link. Empty if it is too short.
pub(in super::super) fn first_parts(first: &str) -> impl Iterator<Item = &str> {
    let bare = LINKS.iter().filter_map(|link| first.strip_suffix(link));
    std::iter::once(first)
        .chain(bare)
        .filter(|part| part.chars().count() >= LEAST_FIRST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_stems_are_reversed() {
        assert_eq!(
            reversed_compound("truppenabzug").as_deref(),
            Some("guzbaneppurt")
        );
        assert_eq!(reversed_last("abzug").as_deref(), Some("guzba"));
        assert_eq!(reversed_compound("abzug"), None);
        assert_eq!(reversed_compound("covid2020x"), None);
        assert_eq!(reversed_last("rat"), None);
    }

    #[test]
    fn links_are_removed_from_first_parts() {
        let parts: Vec<_> = first_parts("regierungs").collect();
        assert_eq!(parts, ["regierungs", "regierung"]);
        assert_eq!(first_parts("ge").count(), 0);
    }
}
