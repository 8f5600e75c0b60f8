//! Fields whose text is HTML, as news services and content systems keep bodies.
//!
//! Only a text with a tag of HTML is read as HTML: `profits < losses` stays as it is.

use crate::formats::bytes::markup;
use crate::formats::bytes::white_space::{tidy_body, unify_line_ends};
use std::borrow::Cow;

/// Tags of paragraphs. If one occurs, line ends in the text have no meaning.
const BLOCKS: &[&str] = &[
    "p",
    "br",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "section",
    "article",
    "blockquote",
    "figure",
    "html",
    "body",
    "pre",
    "hr",
];

/// Tags within lines.
const INLINE: &[&str] = &[
    "a", "b", "i", "u", "em", "strong", "span", "img", "sub", "sup", "font", "small", "cite", "q",
    "code", "s", "mark", "abbr", "time", "iframe", "script", "style",
];

/// The kinds of tags in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tags {
    None,
    Inline,
    Blocks,
}

/// A body's text in the form that readers keep.
pub(super) fn plain_body(text: &str) -> String {
    match tags(text) {
        Tags::None => tidy_body(unify_line_ends(text).trim_start()),
        Tags::Blocks => tidy_body(markup::to_text(text).trim_start()),
        Tags::Inline => {
            let lines: Vec<String> = unify_line_ends(text)
                .split('\n')
                .map(|line| markup::to_text(line).trim().to_owned())
                .collect();
            tidy_body(lines.join("\n").trim_start())
        }
    }
}

/// A headline's text: without tags, and with the characters that entities name.
pub(super) fn plain_line(text: &str) -> Cow<'_, str> {
    if tags(text) != Tags::None || has_entity(text) {
        Cow::Owned(markup::to_text(text))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether there is `&amp;`, `&#8217;` or the like.
fn has_entity(text: &str) -> bool {
    text.split('&').skip(1).any(|after| {
        let name = after
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
            .count();
        (2..=8).contains(&name) && after.as_bytes().get(name) == Some(&b';')
    })
}

fn tags(text: &str) -> Tags {
    let mut found = Tags::None;
    // No tag ends after the last `>`.
    let Some(text) = text.rfind('>').map(|last| &text[..=last]) else {
        return found;
    };
    for after in text.split('<').skip(1) {
        let closing = after.strip_prefix('/');
        let tag = closing.unwrap_or(after);
        let length = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let ends_well = matches!(
            tag.as_bytes().get(length),
            Some(b'>' | b' ' | b'/' | b'\n' | b'\r' | b'\t')
        );
        let is_of = |tags: &[&str]| {
            tags.iter()
                .any(|name| tag[..length].eq_ignore_ascii_case(name))
        };
        if ends_well {
            if is_of(BLOCKS) {
                return Tags::Blocks;
            }
            if is_of(INLINE) {
                found = Tags::Inline;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_text_with_a_tag_of_html_is_read_as_html() {
        for (text, plain) in [
            ("Profits < losses > hopes", "Profits < losses > hopes"),
            ("x <y@z.example> wrote <P", "x <y@z.example> wrote <P"),
            ("AT&amp;T said\n\nmore", "AT&amp;T said\n\nmore"),
            ("<p>One &amp; all.</p><p>Two.</p>", "One & all.\n\nTwo."),
            ("One <b>bold</b> word.\n\nTwo.", "One bold word.\n\nTwo."),
        ] {
            assert_eq!(plain_body(text), plain, "{text}");
        }
    }

    #[test]
    fn headlines_lose_tags_and_entities() {
        for (text, plain) in [
            ("Bank&#8217;s <em>last</em> day", "Bank’s last day"),
            ("Q&A; what is new", "Q&A; what is new"),
            ("Rates < prices", "Rates < prices"),
        ] {
            assert_eq!(plain_line(text), plain);
        }
    }
}
