//! Light stemmers of Romance languages: they make plural and feminine forms equal to the singular.
//!
//! They follow Jacques Savoy, "Light stemming approaches for the French, Portuguese, German and
//! Hungarian languages", SAC 2006, which fold accents as well.

use super::endings::{Ending, cut, cut_one};

/// Short words keep the vowel that tells their gender: `caso`, `casos`, but not `casa`. Those of
/// people and languages lose all: `francés`, `francesa`, `franceses`. `interés` does not become
/// `Inter`.
pub(super) fn spanish(word: &mut String) {
    const STEP: &[Ending] = &[
        ("interes", "interes", 6),
        ("scoces", "scoc", 6),
        ("eses", "es", 4),
        ("nces", "nc", 5),
        ("ces", "z", 4),
        ("os", "", 5),
        ("as", "", 5),
        ("os", "o", 3),
        ("as", "a", 3),
        ("es", "", 4),
        ("o", "", 4),
        ("a", "", 4),
        ("e", "", 3),
    ];
    match without_people(word) {
        Some(bare) => word.truncate(bare),
        None => {
            cut_one(word, STEP);
        }
    }
}

/// The length of a Spanish or Portuguese word of people without its ending, in bytes. Most other
/// words in `esa` have other letters before it: `empresa`, `regresa`, `procesa`.
fn without_people(word: &str) -> Option<usize> {
    const BEFORE: [&str; 6] = ["anc", "scoc", "d", "l", "n", "u"];
    let mut endings = ["eses", "esas", "esa"].iter();
    let bare = endings.find_map(|ending| word.strip_suffix(ending))?;
    let is_of_people = bare.chars().count() > 3 && BEFORE.iter().any(|end| bare.ends_with(end));
    is_of_people.then_some(bare.len())
}

pub(super) fn catalan(word: &mut String) {
    const PLURAL: &[Ending] = &[("ions", "io", 5), ("ssos", "s", 5), ("s", "", 3)];
    const VOWEL: &[Ending] = &[("a", "", 4), ("e", "", 4), ("o", "", 4)];
    cut(word, &[PLURAL, VOWEL]);
}

pub(super) fn italian(word: &mut String) {
    const STEP: &[Ending] = &[
        ("ie", "", 5),
        ("he", "", 5),
        ("hi", "", 5),
        ("ii", "", 5),
        ("ia", "", 5),
        ("io", "", 5),
        ("e", "", 5),
        ("i", "", 5),
        ("a", "", 5),
        ("o", "", 5),
    ];
    cut_one(word, STEP);
}

pub(super) fn portuguese(word: &mut String) {
    const PLURAL: &[Ending] = &[
        ("res", "r", 4),
        ("ses", "s", 4),
        ("les", "l", 4),
        ("zes", "z", 4),
        ("ns", "m", 3),
        ("eis", "el", 4),
        ("ais", "al", 4),
        ("ois", "ol", 4),
        ("is", "il", 4),
        ("oes", "ao", 3),
        ("aes", "ao", 3),
        ("mente", "", 6),
        ("s", "", 3),
    ];
    const FEMININE: &[Ending] = &[
        ("inha", "inho", 7),
        ("iaca", "iaco", 7),
        ("eira", "eiro", 7),
        ("osa", "oso", 6),
        ("ica", "ico", 6),
        ("ida", "ido", 6),
        ("ada", "ado", 6),
        ("iva", "ivo", 6),
        ("ona", "ao", 6),
        ("ora", "or", 6),
        ("esa", "es", 6),
        ("na", "no", 6),
    ];
    const VOWEL: &[Ending] = &[("e", "", 4), ("a", "", 4), ("o", "", 4)];
    match without_people(word) {
        Some(bare) => word.truncate(bare),
        None => cut(word, &[PLURAL, FEMININE, VOWEL]),
    }
}

/// The other number of a short Italian word, which keeps its last vowel: `legge` and `leggi`,
/// `voto` and `voti`. Cutting the vowel would also make `porto` of `porta`.
pub(super) fn other_numbers(word: &str) -> Vec<String> {
    let letters = word.chars().count();
    let with = |cut: usize, ends: &[&str]| -> Vec<String> {
        let rest = &word[..word.len() - cut];
        ends.iter().map(|end| [rest, end].concat()).collect()
    };
    if !word.is_ascii() || !(4..=6).contains(&letters) {
        return Vec::new();
    }
    match word.as_bytes() {
        [.., b'c' | b'g', b'h', b'e'] => with(2, &["a"]),
        [.., b'c' | b'g', b'h', b'i'] => with(2, &["o"]),
        _ if letters == 6 => Vec::new(),
        [.., b'c' | b'g', b'a'] => with(1, &["he"]),
        [.., b'c' | b'g', b'o'] => with(1, &["hi", "i"]),
        [.., b'a'] => with(1, &["e"]),
        [.., b'o'] => with(1, &["i"]),
        [.., b'e'] => with(1, &["i", "a"]),
        [.., b'i'] => with(1, &["o", "e"]),
        _ => Vec::new(),
    }
}
