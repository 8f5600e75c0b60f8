//! The light stemmer of Turkish and Azeri, of folded words: the endings of nouns.
//!
//! Endings follow one another in a fixed order, and are removed from the last to the first. Folding
//! leaves two vowels of each harmony: `lar`/`ler`, `in`/`un`. After a vowel most endings begin with a
//! consonant of their own, and the letter before `da` and `ta` says which of the two it is.
//!
//! Whether a word ends in `s` or `n`, or that letter belongs to the ending, only a dictionary knows:
//! `meclis` + `i`, but `parti` + `si`. Queries look for both, see [`other_readings`].

use super::endings::{Ending, cut, cut_one};

const RELATIVE: &[Ending] = &[
    ("ndaki", "", 7),
    ("ndeki", "", 7),
    ("daki", "", 6),
    ("deki", "", 6),
    ("taki", "", 6),
    ("teki", "", 6),
];

/// The endings of cases, without those of one vowel.
#[rustfmt::skip]
const CASE: &[&str] = &[
    "larindan", "lerinden", "larinda", "lerinde", "larinin", "lerinin", "larina", "lerine",
    "larini", "lerini", "sindan", "sinden", "sundan", "sinda", "sinde", "sunda", "sinin", "sunun",
    "indan", "inden", "undan", "unden", "sina", "sine", "suna", "sune", "sini", "sunu", "inda",
    "inde", "unda", "unde", "inin", "unun", "yla", "yle", "dan", "den", "tan", "ten", "nin", "nun",
    "ina", "ine", "una", "une", "ini", "unu", "da", "de", "ta", "te", "in", "un", "ya", "ye", "yi",
    "yu", "si", "su",
];

const OF_QUALITY: &[Ending] = &[("lik", "", 6), ("luk", "", 6)];

const OWNED: &[Ending] = &[
    ("imiz", "", 6),
    ("umuz", "", 6),
    ("iniz", "", 6),
    ("unuz", "", 6),
    ("lari", "", 6),
    ("leri", "", 6),
    ("im", "", 5),
    ("um", "", 5),
];

const PLURAL: &[Ending] = &[("lar", "", 5), ("ler", "", 5)];

/// Of the object or of the owner, or the end of the word itself: only so do both meet.
const VOWEL: &[Ending] = &[("a", "", 3), ("e", "", 3), ("i", "", 3), ("u", "", 3)];

const HARD: &[Ending] = &[("b", "p", 2), ("d", "t", 2), ("g", "k", 2)];

/// Endings are cut until none is left. So `üretim`, whose end looks like one, has the stem of
/// `üretimi`.
pub(super) fn turkish(word: &mut String) {
    loop {
        let before = word.clone();
        without_endings(word);
        if *word == before {
            return;
        }
    }
}

fn without_endings(word: &mut String) {
    cut_one(word, RELATIVE);
    if let Some(bare) = CASE.iter().find_map(|ending| without_case(word, ending)) {
        word.truncate(bare);
    }
    cut(word, &[OF_QUALITY, OWNED, PLURAL, VOWEL, HARD]);
}

/// The length of a word without this ending of a case, in bytes, if it may have it.
fn without_case(word: &str, ending: &str) -> Option<usize> {
    let bare = word.strip_suffix(ending)?;
    let last = bare.chars().next_back()?;
    let after_vowel = is_vowel(last);
    let fits = match ending {
        "da" | "de" | "dan" | "den" => !"fstkhp".contains(last),
        "ta" | "te" | "tan" | "ten" => "fstkhpc".contains(last),
        "in" | "un" | "inin" | "unun" => !after_vowel,
        _ => after_vowel || !ending.starts_with(['s', 'n', 'y']),
    };
    let is_word = match bare.chars().count() {
        0 | 1 => false,
        2 => !after_vowel,
        _ => true,
    };
    (fits && is_word).then_some(bare.len())
}

/// Words with whose stems a folded word may share its own, beside itself, if its last `s` or `n` is
/// read the other way.
pub(super) fn other_readings(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().rev().take(4).collect();
    match letters[..] {
        [_, _, _, _] if word.ends_with("nin") || word.ends_with("nun") => {
            let bare = &word[..word.len() - 2];
            is_vowel(letters[3])
                .then(|| bare.to_owned())
                .into_iter()
                .collect()
        }
        ['i' | 'u', 's', before, _] if is_vowel(before) => vec![word[..word.len() - 1].to_owned()],
        ['s' | 'n', before, _, _] if is_vowel(before) => {
            vec![[word, "in"].concat(), [word, "i"].concat()]
        }
        _ => Vec::new(),
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}
