//! Light stemmers: they remove the endings of cases, plurals and genders, and leave word formation.
//!
//! They work on folded words, so a word has the same stem with and without its accents. Where no
//! light stemmer is known to do better, the language has that of Snowball (`super::stems`).

mod arabic_script;
mod bengali;
mod endings;
mod hebrew;
mod hungarian;
mod indonesian;
mod latvian;
mod norwegian;
mod romance;
mod slavic;
mod turkish;

use super::super::Language;

/// A light stemmer: changes a folded word to its stem.
pub(super) type Light = fn(&mut String);

/// The light stemmer of a language; `None` if it has none.
pub(super) fn of(language: Language) -> Option<Light> {
    Some(match language {
        Language::Arabic => arabic_script::arabic,
        Language::Bengali => bengali::bengali,
        Language::Bulgarian => slavic::bulgarian,
        Language::Catalan => romance::catalan,
        Language::Czech => slavic::czech,
        Language::Hebrew => hebrew::hebrew,
        Language::Hungarian => hungarian::hungarian,
        Language::Italian => romance::italian,
        Language::Latvian => latvian::latvian,
        Language::Persian => arabic_script::persian,
        Language::Polish => slavic::polish,
        Language::Portuguese => romance::portuguese,
        Language::Slovak => slavic::slovak,
        Language::Slovene => slavic::slovene,
        Language::Spanish => romance::spanish,
        Language::Turkish | Language::Azerbaijani => turkish::turkish,
        Language::Urdu => arabic_script::urdu,
        _ => return None,
    })
}

/// Words whose stems a folded word of a query is looked for by as well, where its letters do not say
/// what it is made of.
pub(super) fn other_readings(word: &str, language: Language) -> Vec<String> {
    match language {
        Language::Arabic => arabic_script::with_waw(word).into_iter().collect(),
        Language::Bengali => bengali::other_cases(word),
        Language::Hungarian => hungarian::other_readings(word),
        Language::Indonesian | Language::Malay => {
            indonesian::other_reading(word).into_iter().collect()
        }
        Language::Italian => romance::other_numbers(word),
        Language::Persian => arabic_script::people(word),
        Language::Polish => slavic::polish_persons(word).into_iter().collect(),
        Language::Turkish | Language::Azerbaijani => turkish::other_readings(word),
        _ => Vec::new(),
    }
}

/// Words whose stems a folded word of a query is looked for by as well, where a stem may be another
/// word, which is not looked for: `menempatkan` of `tempat` has the stem `empat` (four).
pub(super) fn longer_words(word: &str, language: Language) -> Vec<String> {
    match language {
        Language::Hebrew => hebrew::longer_words(word),
        Language::Indonesian | Language::Malay => {
            indonesian::with_prefix(word).into_iter().collect()
        }
        Language::Norwegian => norwegian::other_number(word).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The stems by which a folded word of a query is looked for instead of its own, in a language
/// where words of texts lose more than those of queries; else `None`.
pub(super) fn stems_of_query(word: &str, language: Language) -> Option<Vec<String>> {
    (language == Language::Hebrew).then(|| hebrew::of_query(word))
}

/// A word that a folded word of a query is looked for as it is, without its stem.
pub(super) fn form_of_query(word: &str, language: Language) -> Option<&str> {
    match language {
        Language::Hebrew => hebrew::without_article(word),
        _ => None,
    }
}
