//! Texts in HTML: escaped, with what matches in `<mark>`, and the frame of a page.
//!
//! A page is whole: it loads nothing, and its policy forbids scripts.

use super::address::web_address;
use super::marks::with_marks;
use crate::present::terminal::safe::harmless;
use std::io::{self, Write};
use std::ops::Range;

/// The start of every page up to its title: no script can run, nothing is loaded, and light and dark follow the reader.
const HEAD: &str = "<!doctype html>\n<html>\n<meta charset=\"utf-8\">\n\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
<meta name=\"viewport\" content=\"width=device-width\">\n\
<style>:root { color-scheme: light dark }\n\
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }\n\
h2 { font-size: 1.1rem; margin: 1.5rem 0 0 } p { margin: .25rem 0 }\n\
article p { margin: 1rem 0 } .about { opacity: .7; font-size: .9rem }</style>\n";

/// A text for an element or an attribute.
pub(in crate::present) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars().filter_map(harmless) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A text with its byte ranges that match marked. Ranges that do not fit are left out.
pub(in crate::present) fn marked(text: &str, matches: &[Range<usize>]) -> String {
    with_marks(text, matches, escaped, ("<mark>", "</mark>"))
}

/// A link to an address of the web around HTML; the HTML alone if the address must not be linked.
pub(in crate::present) fn linked(html: &str, url: Option<&str>) -> String {
    match url.and_then(web_address) {
        Some(url) => format!(
            "<a href=\"{}\" rel=\"noreferrer\">{html}</a>",
            escaped(&url)
        ),
        None => html.to_owned(),
    }
}

/// Writes a page of this title, with the HTML that `content` writes.
pub(in crate::present) fn page(
    title: &str,
    out: &mut dyn Write,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    writeln!(
        out,
        "{HEAD}<title>{}</title>\n<body dir=\"auto\">",
        escaped(title)
    )?;
    content(out)?;
    out.write_all(b"</html>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(
            marked("<b>\u{1b}Troops & \"it's\"</b>", &[4..7, 7..10]),
            "&lt;b&gt;\u{fffd}<mark>Tro</mark><mark>ops</mark> &amp; &quot;it&#39;s&quot;&lt;/b&gt;"
        );
    }

    #[test]
    fn a_script_is_never_linked() {
        assert_eq!(linked("a", Some("javascript:x")), "a");
        assert_eq!(
            linked("a", Some("https://x.example/?a&b")),
            "<a href=\"https://x.example/?a&amp;b\" rel=\"noreferrer\">a</a>"
        );
    }
}
