//! The word within a word with an apostrophe: without an elided article before it, and without the
//! endings of a name after it.
//!
//! `l'Irak` is `Irak` in French, `dell'Italia` is `Italia` in Italian, `İstanbul'da` is `İstanbul` in
//! Turkish. Other languages keep the apostrophe within the word (`O'Brien`).

use super::super::Language;
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

/// The range of bytes of a word, as written, without elided words and endings at an apostrophe. It is
/// the whole word in most languages, and never empty.
pub(in super::super) fn core(word: &str, language: Language) -> Range<usize> {
    let before: &[&str] = match language {
        Language::French => FRENCH,
        Language::Italian => ITALIAN,
        Language::Catalan => CATALAN,
        Language::Irish => IRISH,
        Language::Turkish | Language::Azerbaijani => {
            let end = word.find(is_apostrophe).filter(|end| *end > 0);
            return 0..end.unwrap_or(word.len());
        }
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

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{FF07}')
}
