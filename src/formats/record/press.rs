//! Texts in the markup of press archives, as Swissdox keeps them in a column:
//! `<tx><ld>…</ld><p>…</p><au>…</au><lg>…</lg></tx>`.
//!
//! Names of elements decide what is a heading, an author or a caption. Source: the guide of
//! Swissdox@LiRI, "Data structure".

use crate::formats::bytes::markup;
use crate::formats::bytes::white_space::{one_line, tidy_body};
use crate::formats::gather::bylines;

/// The element around a text.
const AROUND: &str = "<tx";

/// Elements with an author.
const AUTHOR: &[&str] = &["au"];

/// Elements with the caption of a picture.
const CAPTION: &[&str] = &["lg"];

/// Elements that HTML has too, with the same meaning.
const HTML: &[&str] = &[
    "p", "br", "i", "b", "em", "strong", "a", "sub", "sup", "ul", "ol", "li", "table", "tr", "td",
    "th", "h1", "h2", "h3", "h4",
];

/// What is in such a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Press {
    /// The text, in the form that bodies are kept in.
    pub(super) text: String,
    /// The authors.
    pub(super) bylines: Vec<String>,
    /// The names of elements with captions, and how many characters each has.
    pub(super) captions: Vec<(String, usize)>,
}

/// Reads a text in such a markup; `None` if it is none.
pub(super) fn read(text: &str) -> Option<Press> {
    if !text.trim_start().starts_with(AROUND) {
        return None;
    }
    let mut press = Press::default();
    let mut html = String::with_capacity(text.len());
    let mut rest = text;
    let mut may_close = true;
    while let Some(at) = rest.find('<') {
        html.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let name = tag.trim_start_matches('/');
        let length = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let name = &name[..length];
        let is_aside = AUTHOR.contains(&name) || CAPTION.contains(&name);
        if is_aside && !tag.starts_with('/') && may_close {
            let close = format!("</{name}>");
            let inner = tag
                .split_once('>')
                .and_then(|(_, inner)| inner.split_once(&*close));
            if let Some((inner, after)) = inner {
                press.aside(name, inner);
                rest = after;
                continue;
            }
            may_close = false;
        }
        if HTML.contains(&name) || name.is_empty() {
            html.push('<');
            rest = tag;
        } else {
            html.push_str(if tag.starts_with('/') {
                "</div>"
            } else {
                "<div>"
            });
            rest = tag.split_once('>').map_or("", |(_, after)| after);
        }
    }
    html.push_str(rest);
    press.text = tidy_body(markup::to_text(&html).trim_start());
    Some(press)
}

impl Press {
    fn aside(&mut self, name: &str, inner: &str) {
        let line = one_line(&markup::to_text(inner));
        if AUTHOR.contains(&name) {
            self.bylines.extend(bylines::bylines(&line));
        } else if !line.is_empty() {
            self.captions
                .push((format!("<{name}>"), line.chars().count()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_of_the_archive_are_read_by_their_names() {
        let text = "<tx><ld><p>The lead.</p></ld><au>Urs Tobler</au><p>One &amp; <i>two</i>.</p>\
            <zt>A heading</zt><p>Three.</p><lg>Caption.</lg><ka>Four</ka></tx>";
        let press = read(text).unwrap();
        assert_eq!(
            press.text,
            "The lead.\n\nOne & two.\n\nA heading\n\nThree.\n\nFour"
        );
        assert_eq!(press.bylines, ["Urs Tobler"]);
        assert_eq!(press.captions, [("<lg>".to_owned(), 8)]);
        assert_eq!(read("<p>One.</p>"), None);
        let open = read("<tx><au>Open <lg>and <lg>open").unwrap();
        assert_eq!(open.text, "Open\n\nand\n\nopen");
    }
}
