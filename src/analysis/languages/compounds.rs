//! Words that languages write together: `Truppenabzug` of `Truppen` and `Abzug`.
//!
//! The last part says what a compound is, so it is found by that part. No list of words is needed: an
//! index has the letters of long stems in reverse order, where those with the same last part are side
//! by side, and its other words say whether what is before that part is a word.

use super::super::Language;

/// The least length of a stem that may be a compound, in letters.
const LEAST_COMPOUND: usize = 8;

/// The least length of its last part.
const LEAST_LAST: usize = 3;

/// A last part of at most this length says little, so what is before it must be longer.
const SHORT_LAST: usize = 3;

/// The least length of what is before the last part; and before a short one.
const LEAST_FIRST: (usize, usize) = (3, 5);

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

/// Whether a word as written may be a compound. German writes nouns with a capital, and other words
/// end in a noun by chance: `veröffentlicht`, `ebenfalls`.
pub(in super::super) fn may_be_compound(written: &str, language: Language) -> bool {
    joins_words(language)
        && (language != Language::German || written.starts_with(char::is_uppercase))
}

/// Whether compounds of a language are known by their letters as written: the stem of a long word is
/// often another one than that of its last part.
pub(in super::super) fn joins_forms(language: Language) -> bool {
    matches!(language, Language::Estonian | Language::Finnish)
}

/// Folded words that compounds do not start with: with a preposition or a prefix before it, a noun is
/// another one (`Beispiel`, `Widerstand`), and `Ebenfalls` is no `Fall`.
fn prefixes(language: Language) -> &'static [&'static str] {
    match language {
        Language::German => &[
            "ver", "zer", "ent", "miss", "wider", "wieder", "durch", "unter", "uber", "vor", "bei",
            "auf", "aus", "mit", "nach", "ein", "hin", "her", "gegen", "zuruck", "hinter", "eben",
            "jeden", "besten", "allen", "andern", "keines",
        ],
        Language::Dutch => &[
            "ver", "ont", "her", "voor", "aan", "bij", "door", "met", "onder", "over", "tegen",
            "uit", "van", "weder", "mis", "achter",
        ],
        Language::Swedish => &[
            "for", "till", "upp", "over", "under", "vid", "efter", "mot", "fram", "ned",
        ],
        Language::Danish | Language::Norwegian => &[
            "for", "til", "opp", "over", "under", "ved", "efter", "etter", "mod", "mot", "frem",
            "ned", "inn", "ind",
        ],
        _ => &[],
    }
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

/// What the words may be that a compound starts with, if `first` is before its last part, which has so
/// many letters: `first` and what it is without a link. Empty if it is too short, or no word but a
/// prefix.
pub(in super::super) fn first_parts(
    first: &str,
    last_letters: usize,
    language: Language,
) -> impl Iterator<Item = &str> {
    let least = match last_letters {
        ..=SHORT_LAST => LEAST_FIRST.1,
        _ => LEAST_FIRST.0,
    };
    let is_prefix = prefixes(language).contains(&first);
    let bare = LINKS.iter().filter_map(|link| first.strip_suffix(link));
    std::iter::once(first)
        .chain(bare)
        .filter(move |part| !is_prefix && part.chars().count() >= least)
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
        assert_eq!(reversed_last("rat").as_deref(), Some("tar"));
        assert_eq!(reversed_last("ei"), None);
    }

    #[test]
    fn links_are_removed_from_first_parts() {
        let parts = |first, last| first_parts(first, last, Language::German).collect::<Vec<_>>();
        assert_eq!(parts("regierungs", 5), ["regierungs", "regierung"]);
        assert_eq!(parts("ge", 5), [""; 0]);
        assert_eq!(parts("gemeinde", 3), ["gemeinde", "gemeind"]);
        assert_eq!(parts("heim", 3), [""; 0]);
        assert_eq!(parts("wider", 5), [""; 0]);
        assert_eq!(
            first_parts("wider", 5, Language::Swedish).next(),
            Some("wider")
        );
    }

    #[test]
    fn german_compounds_are_nouns() {
        for (written, language, expected) in [
            ("Truppenabzug", Language::German, true),
            ("Übergangsregierung", Language::German, true),
            ("veröffentlicht", Language::German, false),
            ("ebenfalls", Language::German, false),
            ("riksdagsvalet", Language::Swedish, true),
            ("Withdrawal", Language::French, false),
        ] {
            assert_eq!(may_be_compound(written, language), expected, "{written}");
        }
    }
}
