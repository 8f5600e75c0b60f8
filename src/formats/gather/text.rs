//! The form of a body, and the lines that are put before it.
//!
//! Sources repeat the headline in the text, so it is removed there. Subheads are put before the
//! text.

use crate::formats::bytes::white_space::{tidy_body, unify_line_ends};
use std::collections::HashSet;

/// A text in the form that bodies are kept in.
pub(super) fn tidy(text: &str) -> String {
    tidy_body(unify_line_ends(text).trim_start())
}

/// Removes the headline from a text that starts with it.
pub(super) fn drop_headline(body: &mut String, headline: &str) {
    if let Some((first, rest)) = body.split_once('\n')
        && first == headline
    {
        *body = rest.trim_start_matches('\n').to_owned();
    }
}

/// Puts subheads before a text, except those that repeat the headline or the text's first line.
pub(super) fn put_before(body: &mut String, headline: &str, subheads: Vec<String>) {
    let first = body.lines().next().unwrap_or_default();
    let mut said = HashSet::from([headline.to_owned(), first.to_owned()]);
    let lines: Vec<String> = subheads
        .into_iter()
        .filter(|subhead| said.insert(subhead.clone()))
        .collect();
    if lines.is_empty() {
        return;
    }
    open_with(body, &lines.join("\n"));
}

/// Puts a paragraph before a text.
pub(super) fn open_with(body: &mut String, paragraph: &str) {
    let gap = if body.is_empty() { "" } else { "\n\n" };
    body.insert_str(0, &format!("{paragraph}{gap}"));
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
