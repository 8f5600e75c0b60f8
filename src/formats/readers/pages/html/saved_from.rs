//! The address that a page was saved from, as browsers and their extensions write it into the page.
//!
//! It is in a comment before the page, in an attribute of `<html>`, or in a `<meta>`. Only the start
//! of the page is searched.

use memchr::memmem;

/// How much of a page is searched, in bytes.
const START: usize = 8 << 10;

/// The longest address, in bytes.
const LONGEST: usize = 2 << 10;

/// The texts before and after an address: of Chrome, Edge and Internet Explorer; `SingleFile`;
/// monolith; `WebScrapBook`; Save Page WE.
const MARKS: [(&str, &str); 5] = [
    ("<!-- saved from url=(", ")"),
    ("Page saved with SingleFile", "url: "),
    ("<!-- Saved from ", ""),
    ("data-scrapbook-source=", ""),
    ("savepage-url\" ", "content="),
];

/// What `HTTrack` writes before an address without its scheme.
const MIRRORED: &str = "<!-- Mirrored from ";

/// The address; `None` if the page names none of the web.
pub(super) fn saved_from(page: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&page[..page.len().min(START)]);
    let marked = MARKS.iter().find_map(|(before, then)| {
        let at = memmem::find(start.as_bytes(), before.as_bytes())? + before.len();
        let after = start[at..].find(then)? + then.len();
        Some(start[at + after..].trim_start_matches(['"', '\'']))
    });
    if let Some(address) = marked.map(first_word)
        && (address.starts_with("http://") || address.starts_with("https://"))
    {
        return Some(address.replace("&amp;", "&"));
    }
    let (_, mirrored) = start.split_once(MIRRORED)?;
    let is_mirrored = mirrored.lines().next()?.contains(" by HTTrack ");
    is_mirrored.then(|| format!("http://{}", first_word(mirrored)))
}

/// A text up to white space, a quote or a bracket.
fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| c.is_whitespace() || "\"'<>".contains(c));
    let word = &text[..end.unwrap_or(text.len())];
    &word[..word.floor_char_boundary(LONGEST)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_that_save_pages_name_the_address() {
        for (page, address) in [
            (
                "<!DOCTYPE html>\n<!-- saved from url=(0022)https://post.example/a -->\n<html>",
                Some("https://post.example/a"),
            ),
            ("<!-- saved from url=(0014)about:internet -->\n<html>", None),
            (
                "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: \
                 https://post.example/b \n saved date: Mon Feb 06 2023\n-->",
                Some("https://post.example/b"),
            ),
            (
                "<!-- Saved from https://post.example/c at 2021-01-19T08:00:00Z using monolith -->",
                Some("https://post.example/c"),
            ),
            (
                "<html data-scrapbook-source=\"https://post.example/d?a=1&amp;b=2\">",
                Some("https://post.example/d?a=1&b=2"),
            ),
            (
                "<html><head><meta name=\"savepage-url\" content=\"https://post.example/e\">",
                Some("https://post.example/e"),
            ),
            (
                "<!-- Mirrored from post.example/f.html by HTTrack Website Copier/3.x -->",
                Some("http://post.example/f.html"),
            ),
            ("<html><p>Page saved with SingleFile", None),
        ] {
            assert_eq!(saved_from(page.as_bytes()).as_deref(), address, "{page}");
        }
    }
}
