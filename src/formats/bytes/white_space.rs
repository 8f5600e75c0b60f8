//! White space: line ends, blank lines, and headlines on one line.
//!
//! All readers keep bodies in one form: lines separated by `\n`, at most one blank line between
//! paragraphs, none at either end. White space within a line stays as it is.

use std::borrow::Cow;

/// A text with `\n` instead of `\r\n` and of a lone `\r`.
pub(in crate::formats) fn unify_line_ends(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut unified = String::with_capacity(text.len());
    let mut parts = text.split('\r');
    unified.extend(parts.next());
    for part in parts {
        if !part.starts_with('\n') {
            unified.push('\n');
        }
        unified.push_str(part);
    }
    Cow::Owned(unified)
}

/// The character that ends a text file of DOS and CP/M.
const END_OF_FILE: char = '\u{1a}';

/// A body in the form that readers keep; its lines have to end in `\n`.
pub(in crate::formats) fn tidy_body(text: &str) -> String {
    let text = skip_blank_lines(text).trim_end();
    let text = text.strip_suffix(END_OF_FILE).map_or(text, str::trim_end);
    if is_tidy(text) {
        return text.to_owned();
    }
    let mut tidy = String::with_capacity(text.len());
    let mut blank = false;
    for line in text.split('\n') {
        let line = line.trim_end();
        if line.is_empty() {
            blank = true;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if blank { "\n\n" } else { "\n" });
        }
        tidy.push_str(line);
        blank = false;
    }
    tidy
}

/// Whether a trimmed text has no white space before a line end and no two blank lines in a row, as
/// most texts. The loop reads every byte and never stops early, so that compilers make it fast.
fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let [_, second @ ..] = bytes else { return true };
    let [_, third @ ..] = second else { return true };
    let untidy = bytes
        .iter()
        .zip(second)
        .zip(third)
        .fold(0, |found, ((a, b), c)| {
            // Characters beyond ASCII may be white space too.
            let spaced = u8::from(*a <= b' ') & u8::from(*a != b'\n') | u8::from(*a > b'~');
            let doubled = u8::from(*a == b'\n') & u8::from(*c == b'\n');
            found | (u8::from(*b == b'\n') & (spaced | doubled))
        });
    untidy == 0
}

/// A text on one line: trimmed, with one space instead of any white space in it.
pub(in crate::formats) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// A text from its first line that is not blank; that line keeps its indentation.
pub(in crate::formats) fn skip_blank_lines(text: &str) -> &str {
    let content = text.len() - text.trim_start().len();
    let line_start = text[..content].rfind('\n').map_or(0, |at| at + 1);
    &text[line_start..]
}

/// A text's first line, without its line end, and the rest; `None` for an empty text.
pub(in crate::formats) fn take_line(text: &str) -> Option<(&str, &str)> {
    if text.is_empty() {
        return None;
    }
    Some(text.split_once('\n').unwrap_or((text, "")))
}

/// Whether a line is empty or white space.
pub(in crate::formats) fn is_blank(line: &str) -> bool {
    line.trim_start().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_becomes_a_line_feed() {
        for text in ["a\n\nb\n", "a\r\n\r\nb\r\n", "a\r\rb\r", "a\n\r\nb\r"] {
            assert_eq!(unify_line_ends(text), "a\n\nb\n", "{text:?}");
        }
    }

    #[test]
    fn bodies_keep_paragraphs_and_inner_spacing() {
        for (text, tidy) in [
            ("", ""),
            (" \n \n", ""),
            ("one\n\n\u{1a}\n", "one"),
            (
                "\n\n  one  two \nthree\n \n\t\n\n    four\n\n",
                "  one  two\nthree\n\n    four",
            ),
        ] {
            assert_eq!(tidy_body(text), tidy, "{text:?}");
        }
    }

    #[test]
    fn a_headline_is_one_line() {
        assert_eq!(
            one_line(" Troops\u{a0}leave \n\t Iraq "),
            "Troops leave Iraq"
        );
    }
}
