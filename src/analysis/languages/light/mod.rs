//! Light stemmers: they remove the endings of cases, plurals and genders, and leave word formation.
//!
//! They work on folded words, so a word has the same stem with and without its accents. Where no
//! light stemmer is known to do better, the language has that of Snowball (`super::stems`).

mod agglutinative;
mod arabic_script;
mod endings;
mod romance;
mod slavic;

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
        Language::Hungarian => agglutinative::hungarian,
        Language::Italian => romance::italian,
        Language::Persian => arabic_script::persian,
        Language::Polish => slavic::polish,
        Language::Portuguese => romance::portuguese,
        Language::Slovene => slavic::slovene,
        Language::Spanish => romance::spanish,
        Language::Turkish | Language::Azerbaijani => agglutinative::turkish,
        _ => return None,
    })
}
