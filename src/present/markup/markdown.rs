//! Texts in Markdown (CommonMark): escaped, with what matches in bold.
//!
//! A text is always within a line here: its line feeds become spaces, so that no line of it starts a heading, a list or
//! a block of code.

use super::address::web_address;
use super::marks::with_marks;
use crate::present::terminal::safe::for_terminal;
use std::ops::Range;

/// Characters that mean something anywhere in a line of Markdown or of its usual extensions.
const MARKS: &[char] = &[
    '\\', '`', '*', '_', '[', ']', '<', '>', '#', '|', '~', '&', '$', '{', '}', '!', '^', '=',
];

/// A text within a line. At the start of one, use [`paragraph`].
pub(in crate::present) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in for_terminal(text).chars() {
        if MARKS.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A text as a paragraph of its own, with its byte ranges that match in bold: nothing at its start makes it a list.
pub(in crate::present) fn paragraph(text: &str, matches: &[Range<usize>]) -> String {
    let text = marked(text, matches);
    let text = text.trim();
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - number.len();
    if (digits > 0 && number.starts_with(['.', ')'])) || text.starts_with(['+', '-']) {
        format!("{}\\{}", &text[..digits], number)
    } else {
        text.to_owned()
    }
}

/// A text within a line with its byte ranges that match in bold. Ranges that do not fit are left out.
pub(in crate::present) fn marked(text: &str, matches: &[Range<usize>]) -> String {
    with_marks(text, matches, escaped, ("**", "**"))
}

/// A link to an address of the web around Markdown; the Markdown alone if the address must not be linked.
pub(in crate::present) fn linked(markdown: &str, url: Option<&str>) -> String {
    match url.and_then(web_address) {
        Some(url) => format!("[{markdown}](<{url}>)"),
        None => markdown.to_owned(),
    }
}

/// A text as code within a line, longer fences around the backticks in it.
pub(in crate::present) fn code(text: &str) -> String {
    let text = for_terminal(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{gap}{text}{gap}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        for (text, expected) in [
            ("*a* _b_ [c](d) <b>", "\\*a\\* \\_b\\_ \\[c\\](d) \\<b\\>"),
            ("a\n\n# b", "a  \\# b"),
            ("![x](y) & `z`", "\\!\\[x\\](y) \\& \\`z\\`"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        for (text, expected) in [
            ("1. first", "1\\. first"),
            ("- item", "\\- item"),
            ("+ item", "\\+ item"),
            ("    code", "code"),
            ("2021 ends", "2021 ends"),
            ("===", "\\=\\=\\="),
        ] {
            assert_eq!(paragraph(text, &[]), expected);
        }
        assert_eq!(marked("the troops", &[4..10, 99..100]), "the **troops**");
        assert_eq!(code("a`b"), "``a`b``");
    }

    #[test]
    fn a_link_ends_where_its_address_ends() {
        assert_eq!(
            linked("a", Some("https://x.example/)>b")),
            "[a](<https://x.example/)%3Eb>)"
        );
        assert_eq!(linked("a", Some("javascript:b")), "a");
    }
}
