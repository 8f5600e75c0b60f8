//! Names that are codes of languages, as the values of a text in several languages have.
//!
//! Source: <https://www.rfc-editor.org/rfc/rfc5646>.

use std::ops::RangeInclusive;

/// Codes of languages.
#[rustfmt::skip]
const LANGUAGES: &[&str] = &[
    "en", "de", "fr", "nl", "es", "it", "pt", "sv", "da", "no", "nb", "nn", "fi", "is", "et", "lv", "lt", "pl", "cs", "sk",
    "sl", "hr", "sr", "bs", "mk", "bg", "ro", "hu", "el", "tr", "ru", "uk", "be", "ar", "fa", "he", "ur", "hi", "bn", "ta",
    "zh", "ja", "ko", "vi", "th", "id", "ms", "sw", "af", "sq", "ca", "eu", "gl", "ga", "cy", "hy", "ka", "az", "kk", "und",
];

/// The lengths of the codes of a script and a country after that of a language: `zh-Hant-TW`.
const REGION: RangeInclusive<usize> = 2..=4;

/// Whether each value of an object is named by its language: `{"en": "Ferry", "de": "Fähre"}`. Of
/// each member the name is given, and whether it is empty.
pub(crate) fn name_all<'n>(members: impl Iterator<Item = (&'n str, bool)>) -> bool {
    let (mut has_text, mut has_code) = (false, false);
    for (name, is_empty) in members {
        if !is_language(name) {
            return false;
        }
        has_text |= !is_empty;
        // `id` alone is the number of an object.
        has_code |= name != "id";
    }
    has_text && has_code
}

/// Whether a name is the code of a language, with a script and a country or without: `pt`, `pt-BR`.
fn is_language(name: &str) -> bool {
    let mut parts = name.splitn(3, ['-', '_']);
    let is_known = parts
        .next()
        .is_some_and(|language| LANGUAGES.contains(&language));
    is_known && parts.all(|part| REGION.contains(&part.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_languages_are_short() {
        for (name, expected) in [
            ("en", true),
            ("pt-BR", true),
            ("zh_Hant", true),
            ("es-419", true),
            ("zh-Hans-CN", true),
            ("en-12345", false),
            ("en-a-b-c", false),
            ("english", false),
            ("", false),
        ] {
            assert_eq!(is_language(name), expected, "{name}");
        }
    }

    #[test]
    fn values_are_named_by_languages_alone() {
        for (members, expected) in [
            (&[("en", false), ("de", false)][..], true),
            (&[("en", false), ("name", false)], false),
            (&[("en", true), ("de", true)], false),
            (&[("id", false)], false),
            (&[], false),
        ] {
            assert_eq!(name_all(members.iter().copied()), expected, "{members:?}");
        }
    }
}
