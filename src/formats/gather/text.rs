//! The text of a story, and what stands at its beginning.

use crate::formats::bytes::markup;
use crate::formats::bytes::white_space::{tidy_body, unify_line_ends};
use crate::formats::xml::Element;
use crate::formats::xml::prose::prose;
use crate::formats::xml::references::resolve;
use std::collections::HashSet;

/// The text of an element that holds a story: NITF or XHTML, markup that was escaped, or plain.
pub(in crate::formats) fn content_text(content: &Element) -> String {
    if content.elements().next().is_some() {
        return prose(content);
    }
    let text = content.text();
    if is_marked_up(&text) {
        resolve(&markup::to_text(&text)).into_owned()
    } else {
        text
    }
}

/// Whether a text is HTML that was escaped.
fn is_marked_up(text: &str) -> bool {
    text.split('<').skip(1).any(|tag| {
        let name = tag.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric());
        let name = &name[..end.unwrap_or(0)];
        ["p", "br", "div"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
    })
}

/// A text in the form bodies have.
pub(in crate::formats) fn tidy(text: &str) -> String {
    tidy_body(unify_line_ends(text).trim_start())
}

/// Takes a headline away from the text that opens with it.
pub(in crate::formats) fn drop_headline(body: &mut String, headline: &str) {
    if let Some((first, rest)) = body.split_once('\n')
        && first == headline
    {
        *body = rest.trim_start_matches('\n').to_owned();
    }
}

/// Puts subheads before a text, but none that says what headline or text say already.
pub(in crate::formats) fn put_before(body: &mut String, headline: &str, subheads: Vec<String>) {
    let first = body.lines().next().unwrap_or_default();
    let mut said = HashSet::from([headline.to_owned(), first.to_owned()]);
    let lines: Vec<String> = subheads
        .into_iter()
        .filter(|subhead| said.insert(subhead.clone()))
        .collect();
    if lines.is_empty() {
        return;
    }
    let gap = if body.is_empty() { "" } else { "\n\n" };
    body.insert_str(0, &format!("{}{gap}", lines.join("\n")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_repeats_neither_headline_nor_subheads() {
        for (body, subheads, expected) in [
            ("Head\n\nText.", &[][..], "Text."),
            ("Head", &[], "Head"),
            ("Headed\n\nText.", &[], "Headed\n\nText."),
            ("Text.", &["Head", "Below", "Below"], "Below\n\nText."),
            ("Below\n\nText.", &["Below"], "Below\n\nText."),
            ("", &["Below", "Lower"], "Below\nLower"),
        ] {
            let mut text = body.to_owned();
            drop_headline(&mut text, "Head");
            put_before(
                &mut text,
                "Head",
                subheads.iter().map(ToString::to_string).collect(),
            );
            assert_eq!(text, expected, "{body}");
        }
    }
}
