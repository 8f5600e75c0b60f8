//! Light stemmers: they remove the endings of cases, plurals and genders, and leave word formation.
//!
//! They work on folded words, so a word has the same stem with and without its accents. Where no
//! light stemmer is known to do better, the language has that of Snowball (`super::stems`).

mod arabic_script;
mod endings;
mod hungarian;
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
        Language::Bulgarian => slavic::bulgarian,
        Language::Catalan => romance::catalan,
        Language::Czech | Language::Slovak => slavic::czech,
        Language::Hungarian => hungarian::hungarian,
        Language::Italian => romance::italian,
        Language::Persian => arabic_script::persian,
        Language::Polish => slavic::polish,
        Language::Portuguese => romance::portuguese,
        Language::Slovene => slavic::slovene,
        Language::Spanish => romance::spanish,
        Language::Turkish | Language::Azerbaijani => turkish::turkish,
        _ => return None,
    })
}

/// Words whose stems a folded word of a query is looked for by as well, where its letters do not say
/// which of two endings it has.
pub(super) fn other_readings(word: &str, language: Language) -> Vec<String> {
    match language {
        Language::Turkish | Language::Azerbaijani => turkish::other_readings(word),
        _ => Vec::new(),
    }
}
