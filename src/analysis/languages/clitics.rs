//! The word within a word with an apostrophe: without an elided article before it, and without the
//! endings of a name after it.
//!
//! `l'Irak` is `Irak` in French, `dell'Italia` is `Italia` in Italian, `İstanbul'da` is `İstanbul` in
//! Turkish. Other languages keep the apostrophe within the word (`O'Brien`), and so do these where
//! what is cut would be no such word or ending.

use super::super::{Language, fold};
use std::ops::Range;

/// What is written before an apostrophe and belongs to the word after it, in lower case.
const FRENCH: &[&str] = &[
    "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
];
const ITALIAN: &[&str] = &[
    "l", "d", "un", "dell", "all", "dall", "nell", "sull", "coll", "pell", "gl", "dagl", "degl",
    "negl", "sugl", "agl", "quell", "quest", "bell", "sant", "c", "m", "t", "s", "v", "tutt",
];
const CATALAN: &[&str] = &["l", "d", "m", "n", "s", "t"];
const IRISH: &[&str] = &["d", "m", "b"];

/// What follows a name after an apostrophe in Turkish and Azeri, folded, in the order in which they
/// follow one another. Each may be missing.
const TURKISH: &[&[&str]] = &[
    &["lar", "ler"],
    &[
        "li", "lu", "lik", "luk", "ci", "cu", "siz", "suz", "ca", "ce",
    ],
    &["lar", "ler"],
    &[
        "i", "u", "si", "su", "im", "um", "imiz", "umuz", "miz", "muz", "iniz", "unuz", "niz",
        "nuz",
    ],
    &[
        "a", "e", "i", "u", "ya", "ye", "yi", "yu", "na", "ne", "ni", "nu", "in", "un", "nin",
        "nun", "da", "de", "ta", "te", "nda", "nde", "dan", "den", "tan", "ten", "ndan", "nden",
        "la", "le", "yla", "yle",
    ],
    &["ki"],
    &["lar", "ler"],
    &[
        "i", "u", "in", "un", "a", "e", "da", "de", "dan", "den", "ni", "nin",
    ],
    &[
        "dir", "dur", "tir", "tur", "di", "du", "ti", "tu", "ydi", "ydu", "mis", "mus", "ken",
        "yken",
    ],
];

/// The range of bytes of a word, as written, without elided words and endings at an apostrophe. It is
/// the whole word in most languages, and never empty.
pub(in super::super) fn core(word: &str, language: Language) -> Range<usize> {
    let before: &[&str] = match language {
        Language::French => FRENCH,
        Language::Italian => ITALIAN,
        Language::Catalan => CATALAN,
        Language::Irish if mutation(word) > 0 => return mutation(word)..word.len(),
        Language::Irish => IRISH,
        Language::Turkish | Language::Azerbaijani => return 0..end_of_name(word),
        _ => return 0..word.len(),
    };
    let Some(at) = word.find(is_apostrophe) else {
        return 0..word.len();
    };
    let is_elided = before
        .iter()
        .any(|article| article.eq_ignore_ascii_case(&word[..at]));
    let rest = word[at..].trim_start_matches(is_apostrophe);
    if is_elided && !rest.is_empty() {
        word.len() - rest.len()..word.len()
    } else {
        0..word.len()
    }
}

/// The length of the letters that Irish grammar writes before a name, which keeps its capital:
/// `hÉireann`, `gCorcaigh`, `bhFrainc`. 0 without them.
fn mutation(word: &str) -> usize {
    const LETTERS: &[&str] = &["bh", "h", "t", "n", "g", "m", "b", "d"];
    let found = LETTERS.iter().find(|letters| {
        let name = word.strip_prefix(**letters);
        name.is_some_and(|name| name.starts_with(char::is_uppercase))
    });
    found.map_or(0, |letters| letters.len())
}

/// The end of a Turkish name before its endings, in bytes; of the word, if it has none.
fn end_of_name(word: &str) -> usize {
    let Some(at) = word.rfind(is_apostrophe) else {
        return word.len();
    };
    let mut ending = String::new();
    fold(&word[at..], &mut ending);
    let letters = word[..at].chars().filter(|c| c.is_alphanumeric());
    if letters.take(LEAST_NAME).count() == LEAST_NAME && are_endings(&ending, TURKISH) {
        at
    } else {
        word.len()
    }
}

/// The fewest letters of a name that has endings: `AB'ye`, but `O'Brien` and `d'Ukraine` are whole.
const LEAST_NAME: usize = 2;

/// Whether a text is some of these endings, in this order.
fn are_endings(text: &str, steps: &[&[&str]]) -> bool {
    let Some((step, later)) = steps.split_first() else {
        return text.is_empty();
    };
    let mut rests = step.iter().filter_map(|ending| text.strip_prefix(ending));
    are_endings(text, later) || rests.any(|rest| are_endings(rest, later))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{FF07}')
}
