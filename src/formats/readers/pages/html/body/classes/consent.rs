//! Names of requests for consent to cookies and the like.
//!
//! Articles are about cookies and consent too (`cookie-recipe`, `age-of-consent`). So the names of
//! programs count alone, and other words only with those that name a notice, or with a button.

use super::sorted::is_in;

/// Programs with which sites ask for consent, sorted.
const PROGRAMS: &[&str] = &[
    "cmp2",
    "cmpbox",
    "didomi",
    "moove",
    "onetrust",
    "usercentrics",
];

/// What such a request is about, sorted.
const SUBJECTS: &[&str] = &["consent", "cookie", "cookies", "gdpr"];

/// What a longer word of such a request starts with: `cookiebot`, `cookiebanner`.
const COOKIE: &str = "cookie";

/// Words that name a notice or its place, sorted.
#[rustfmt::skip]
const NOTICES: &[&str] = &[
    "accept", "agreement", "alert", "banner", "bar", "block", "body", "bottom", "box", "bubble", "cc", "center",
    "compliance", "consent", "container", "content", "control", "cookie", "cookies", "dialog", "disclaimer", "div", "eu",
    "fixed", "footer", "form", "gdpr", "global", "header", "hint", "holder", "host", "id", "info", "information", "inner",
    "js", "law", "layer", "main", "manager", "message", "modal", "module", "msg", "note", "notice", "notification",
    "outer", "overlay", "page", "panel", "plugin", "policy", "popover", "popup", "preferences", "privacy", "prompt",
    "root", "sdk", "section", "settings", "site", "sticky", "text", "toast", "toolbar", "top", "tracking", "ui",
    "warning", "widget", "window", "wp", "wrap", "wrapper",
];

/// Whether the words of a class or id are those of a request for consent.
pub(super) fn asks_consent(words: &[&str], has_button: &dyn Fn() -> bool) -> bool {
    let is_compound = |word: &&&str| {
        let start = word.get(..COOKIE.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(COOKIE)) && !is_in(SUBJECTS, word)
    };
    let is_program = |word: &&&str| is_in(PROGRAMS, word) || is_compound(word);
    words.iter().any(|word| is_program(&word))
        || words.iter().any(|word| is_in(SUBJECTS, word))
            && (words.iter().all(|word| is_in(NOTICES, word)) || has_button())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_for_binary_search_are_sorted() {
        for list in [PROGRAMS, SUBJECTS, NOTICES] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn requests_are_known_by_programs_notices_or_buttons() {
        for (words, with_button, without) in [
            (&["Cybot", "Cookiebot", "Dialog"][..], true, true),
            (&["cookie", "banner"], true, true),
            (&["consent"], true, true),
            (&["cookie", "recipe"], true, false),
            (&["age", "of", "consent", "law"], true, false),
            (&["story"], false, false),
        ] {
            assert_eq!(asks_consent(words, &|| true), with_button, "{words:?}");
            assert_eq!(asks_consent(words, &|| false), without, "{words:?}");
        }
    }
}
