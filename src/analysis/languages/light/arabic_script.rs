//! Light stemmers of Arabic, Persian and Urdu, of folded words: yeh is `ی`, kaf is `ک`, teh marbuta
//! is `ه`.
//!
//! Arabic is light10 (Leah Larkey, Lisa Ballesteros and Margaret Connell, "Light stemming for Arabic
//! information retrieval", 2007). It removes the article with its prepositions, `و`, and the endings
//! of the plural and of pronouns.

use super::endings::{Ending, cut};

pub(super) fn arabic(word: &mut String) {
    const ENDINGS: &[&str] = &["ها", "ان", "ات", "ون", "ین", "یه", "ه", "ی"];
    let (prefix, rest) = without_arabic_prefix(word);
    if !prefix.is_empty() {
        *word = rest.to_owned();
    }
    for ending in ENDINGS {
        if word.ends_with(ending) && word.chars().count() >= ending.chars().count() + 2 {
            word.truncate(word.len() - ending.len());
        }
    }
}

/// The first prefix of an Arabic word that leaves enough of it, and what it leaves.
fn without_arabic_prefix(word: &str) -> (&str, &str) {
    let prefixes = [
        ("وال", 2),
        ("بال", 2),
        ("کال", 2),
        ("فال", 2),
        ("ال", 2),
        ("لل", 2),
        ("و", 3),
    ];
    let letters = word.chars().count();
    let mut found = prefixes
        .iter()
        .filter(|(prefix, rest)| letters >= prefix.chars().count() + rest);
    let prefix = found.find_map(|(prefix, _)| word.starts_with(prefix).then_some(*prefix));
    word.split_at(prefix.map_or(0, str::len))
}

/// A word that starts with `و` with the article, which keeps that letter, and without the article
/// where it has one: `وزیر` and `الوزیر`. The letter is of the word or the word *and*.
pub(super) fn with_waw(word: &str) -> Option<String> {
    match without_arabic_prefix(word) {
        ("و", _) => Some(["ال", word].concat()),
        ("", _) => None,
        (_, rest) => rest.starts_with('و').then(|| rest.to_owned()),
    }
}

/// Persian: the verbal `می`, the plural `ها` with what may follow it, the comparative, and `ی`. The
/// plural `ان` is removed after `ی` only, because many names end in it; queries look for it, see
/// [`people`].
pub(super) fn persian(word: &mut String) {
    const PLURAL: &[Ending] = &[
        ("هایشان", "", 8),
        ("هایمان", "", 8),
        ("هایتان", "", 8),
        ("هایش", "", 6),
        ("هایی", "", 6),
        ("های", "", 5),
        ("ها", "", 4),
        ("ترین", "", 6),
        ("تر", "", 5),
        ("یان", "ی", 5),
        ("ات", "", 4),
    ];
    const YEH: &[Ending] = &[("یی", "", 5), ("ی", "", 4)];
    let letters = word.chars().count();
    for prefix in ["نمی", "می"] {
        let rest = letters.saturating_sub(prefix.chars().count());
        if word.starts_with(prefix) && rest > 3 {
            word.drain(..prefix.len());
            return;
        }
    }
    cut(word, &[PLURAL, YEH]);
}

/// A word with or without the plural of people: `کارگر` and `کارگران`, `نماینده` and `نمایندگان`.
/// After `گ` it may be either: `بزرگان` is of `بزرگ`.
pub(super) fn people(word: &str) -> Vec<String> {
    let letters = word.chars().count();
    if letters < LEAST_PERSON || NO_PEOPLE.contains(&word) {
        return Vec::new();
    }
    if let Some(one) = word.strip_suffix("ان") {
        let with_heh = one.strip_suffix('گ').map(|rest| [rest, "ه"].concat());
        let both = with_heh.into_iter().chain([one.to_owned()]);
        return both.filter(|_| letters >= LEAST_PERSON + 2).collect();
    }
    match word.strip_suffix('ه') {
        Some(rest) => vec![[rest, "گان"].concat()],
        None if word.ends_with(['ی', 'ا', 'و']) => Vec::new(),
        None => vec![[word, "ان"].concat()],
    }
}

/// A group and a hostage.
const NO_PEOPLE: [&str; 2] = ["گروه", "گروگان"];

/// The least letters of a word that has that plural: `باران` (rain) is none of `بار` (load).
const LEAST_PERSON: usize = 4;

/// Urdu: the endings of the plural, and of the cases of words in `ا` and `ہ`.
pub(super) fn urdu(word: &mut String) {
    const PLURAL: &[Ending] = &[
        ("یوں", "ی", 4),
        ("یاں", "ی", 4),
        ("وں", "", 4),
        ("یں", "", 4),
        ("ات", "", 5),
    ];
    const CASE: &[Ending] = &[("ه", "", 3), ("ے", "", 3), ("ا", "", 3)];
    cut(word, &[PLURAL, CASE]);
}
