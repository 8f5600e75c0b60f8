//! Which characters of a text may reach a terminal.
//!
//! Articles and file names come from anywhere. A control character in them can move the cursor,
//! retitle the window or type for the user; a bidirectional override shows a text that differs from
//! the one that is there (CVE-2021-42574, Unicode Technical Report 36). This module knows these
//! characters and no output format.

use std::borrow::Cow;

/// Why a character must not be written as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::present) enum Danger {
    /// A control or separator that is white space: line feed, tab, U+2028.
    Space,
    /// Any other control character: C0, DEL, C1.
    Control,
    /// A format character that nobody sees: bidirectional controls, tags, zero-width spaces.
    Invisible,
}

/// Why `c` is dangerous; `None` if it is not.
///
/// Joiners (U+200C, U+200D) and variation selectors are allowed: Persian, Indic scripts and emoji
/// need them.
pub(in crate::present) fn danger(c: char) -> Option<Danger> {
    match c {
        ' '..='~' => None,
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(Danger::Space),
        _ if c.is_control() => Some(Danger::Control),
        '\u{ad}' // soft hyphen
        | '\u{61c}' // Arabic letter mark
        | '\u{180e}' // Mongolian vowel separator
        | '\u{200b}' // zero-width space
        | '\u{200e}'..='\u{200f}' // left-to-right and right-to-left marks
        | '\u{202a}'..='\u{202e}' // bidirectional embeddings and overrides
        | '\u{2060}'..='\u{206f}' // word joiner, invisible operators, isolates, deprecated ones
        | '\u{feff}' // byte order mark
        | '\u{fff9}'..='\u{fffb}' // interlinear annotation
        | '\u{1bca0}'..='\u{1bca3}' // shorthand format controls
        | '\u{1d173}'..='\u{1d17a}' // musical format controls
        | '\u{e0000}'..='\u{e007f}' // tags
        => Some(Danger::Invisible),
        _ => None,
    }
}

/// A text that is safe to write within a line: white-space controls (line feeds as well) become
/// spaces, other control characters become U+FFFD, invisible format characters are dropped.
///
/// ```
/// use dateline::present::for_terminal;
/// assert_eq!(for_terminal("\u{1b}[2J evil\u{202e}txt\n"), "\u{fffd}[2J eviltxt ");
/// ```
#[must_use]
pub fn for_terminal(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| danger(c).is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(harmless).collect())
}

/// As [`for_terminal`], but line feeds are kept. A carriage return before one is dropped.
#[must_use]
pub fn lines_for_terminal(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c == '\n' || danger(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let unix = text.replace("\r\n", "\n");
    let safe = |c| if c == '\n' { Some(c) } else { harmless(c) };
    Cow::Owned(unix.chars().filter_map(safe).collect())
}

/// What is written in place of `c`.
pub(in crate::present) fn harmless(c: char) -> Option<char> {
    match danger(c) {
        None => Some(c),
        Some(Danger::Space) => Some(' '),
        Some(Danger::Control) => Some(char::REPLACEMENT_CHARACTER),
        Some(Danger::Invisible) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{danger, for_terminal, lines_for_terminal};

    #[test]
    fn controls_are_replaced_and_invisible_characters_dropped() {
        for (text, safe) in [
            ("plain – text, déjà vu, 日本", "plain – text, déjà vu, 日本"),
            ("a\tb\nc\r\nd", "a b c  d"),
            (
                "\u{0}\u{7}\u{1b}\u{7f}\u{9b}",
                "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
            ),
            (
                "x\u{61c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}y",
                "xy",
            ),
            ("a\u{2028}b\u{2029}c\u{85}d", "a b c d"),
            ("\u{feff}x\u{200b}y\u{ad}z\u{e0041}", "xyz"),
            (
                "می\u{200c}شود 👨\u{200d}👩 ❤\u{fe0f}",
                "می\u{200c}شود 👨\u{200d}👩 ❤\u{fe0f}",
            ),
        ] {
            assert_eq!(for_terminal(text), safe, "{text:?}");
        }
    }

    #[test]
    fn line_feeds_are_kept_where_lines_are_wanted() {
        assert_eq!(
            lines_for_terminal("a\r\nb\n\u{1b}c\rd"),
            "a\nb\n\u{fffd}c d"
        );
    }

    #[test]
    fn a_safe_text_has_no_dangerous_character() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            assert!(for_terminal(&text).chars().all(|c| danger(c).is_none()));
        }
    }
}
