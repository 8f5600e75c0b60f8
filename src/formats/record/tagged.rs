//! Fields whose text is HTML, as news services and content systems keep bodies.
//!
//! Only a text with a tag of HTML is read as HTML: `profits < losses` stays as it is. In such a text,
//! what looks like a tag and is none of HTML is text: `<Acme Corp>`.

use super::unread::characters_of_text;
use crate::formats::bytes::markup;
use crate::formats::bytes::white_space::{tidy_body, unify_line_ends};
use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::HashSet;

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

/// Whether a text has a tag of a paragraph, so that its line ends have no meaning.
pub(super) fn has_blocks(text: &str) -> bool {
    tags(text) == Tags::Blocks
}

/// The number of characters in a text that may have tags; 0 for what no person reads.
pub(super) fn characters(text: &str) -> usize {
    characters_of_text(&plain_line(text))
}

/// A body's text in the form that readers keep.
pub(super) fn plain_body(text: &str) -> String {
    match tags(text) {
        Tags::None => tidy_body(unify_line_ends(text).trim_start()),
        Tags::Blocks => tidy_body(markup::to_text(&without_false_tags(text)).trim_start()),
        Tags::Inline => {
            let lines: Vec<String> = unify_line_ends(text)
                .split('\n')
                .map(|line| markup::to_text(&without_false_tags(line)).trim().to_owned())
                .collect();
            tidy_body(lines.join("\n").trim_start())
        }
    }
}

/// A headline's text: without tags, and with the characters that entities name.
pub(super) fn plain_line(text: &str) -> Cow<'_, str> {
    if tags(text) != Tags::None || has_entity(text) {
        Cow::Owned(markup::to_text(&without_false_tags(text)))
    } else {
        Cow::Borrowed(text)
    }
}

/// Other names of elements, besides [`BLOCKS`] and [`INLINE`].
#[rustfmt::skip]
const OTHER: &[&str] = &[
    "acronym", "address", "applet", "area", "aside", "audio", "base", "bdi", "bdo", "big", "button", "canvas", "caption",
    "center", "circle", "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "dl", "dt",
    "embed", "fieldset", "figcaption", "footer", "form", "frame", "frameset", "g", "head", "header", "hgroup", "input",
    "ins", "kbd", "label", "legend", "line", "link", "listing", "main", "map", "marquee", "math", "menu", "meta", "meter",
    "nav", "nobr", "noembed", "noframes", "noscript", "object", "optgroup", "option", "output", "param", "path", "picture",
    "polygon", "progress", "rb", "rect", "rp", "rt", "rtc", "ruby", "samp", "search", "select", "slot", "source", "strike",
    "summary", "svg", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "title", "tr", "track", "tt", "use",
    "var", "video", "wbr", "xmp",
];

/// A text of HTML in which `<` is written as an entity where it opens no tag: before names that HTML
/// does not have, unless the element is closed too, and before words that are no attributes of an
/// element that is never closed (`a<b c>d`).
fn without_false_tags(text: &str) -> Cow<'_, str> {
    let mut escaped = String::new();
    let mut done = 0;
    let names = LazyCell::new(|| Names::of(text));
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        if is_false_tag(&text[at + 1..], &names) {
            escaped.push_str(&text[done..at]);
            escaped.push_str("&lt;");
            done = at + 1;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    escaped.push_str(&text[done..]);
    Cow::Owned(escaped)
}

/// The longest inside of what looks like a tag and is none, in bytes.
const LONGEST_FALSE: usize = 200;

/// The names after `<` and after `</` in a text, in lower case.
#[derive(Default)]
struct Names {
    opened: HashSet<String>,
    closed: HashSet<String>,
}

impl Names {
    fn of(text: &str) -> Self {
        let mut names = Self::default();
        for after in text.split('<').skip(1) {
            let (set, name) = match after.strip_prefix('/') {
                Some(name) => (&mut names.closed, name),
                None => (&mut names.opened, after),
            };
            let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
            if (1..=LONGEST_FALSE).contains(&length) {
                set.insert(name[..length].to_ascii_lowercase());
            }
        }
        names
    }
}

/// Whether the text after a `<` is that of no tag.
fn is_false_tag(after: &str, names: &LazyCell<Names, impl FnOnce() -> Names>) -> bool {
    let name = after.strip_prefix('/').unwrap_or(after);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    // Comments, CDATA and the like are no text; before anything else, HTML has text anyway.
    if length == 0 || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let (name, rest) = name.split_at(length);
    let inside = rest
        .as_bytes()
        .iter()
        .take(LONGEST_FALSE)
        .position(|byte| *byte == b'>');
    let Some(inside) = inside.map(|end| &rest[..end]) else {
        return false;
    };
    let is_any = |names: &[&str]| names.iter().any(|own| own.eq_ignore_ascii_case(name));
    let is_closed = || names.closed.contains(&name.to_ascii_lowercase());
    // Parts of names: `o:p`, `my-element`, `body.content`, or an address.
    if inside.starts_with([':', '-', '.', '_']) {
        return false;
    }
    if !is_any(BLOCKS) && !is_any(INLINE) && !is_any(OTHER) {
        return if after.starts_with('/') {
            !names.opened.contains(&name.to_ascii_lowercase())
        } else {
            !inside.ends_with('/') && !is_closed()
        };
    }
    if !inside.is_empty() && !inside.starts_with([' ', '/', '\n', '\t', '\r']) {
        return true;
    }
    let words = inside.trim();
    is_any(INLINE) && !words.is_empty() && !words.contains(['=', '/']) && !is_closed()
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
            ("<p>Buy <Acme Corp> now.</p>", "Buy <Acme Corp> now."),
            ("<p>If a<b c>d, then.</p>", "If a<b c>d, then."),
            (
                "<p>x <p@z.example> and <y@z.example></p>",
                "x <p@z.example> and <y@z.example>",
            ),
            (
                "<p>Use <T> and <Key, Value>.</p>",
                "Use <T> and <Key, Value>.",
            ),
            (
                "<p>One <hl2>head</hl2> <o:p></o:p><x-card>two</x-card></p>",
                "One\nhead\ntwo",
            ),
            ("<p>1 <br/> <img src=x> <em>open</p><hr />", "1\nopen"),
            ("<svg><path d='x'/></svg><p>One</p>", "One"),
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

    #[test]
    fn tags_and_entities_are_no_characters() {
        for (text, count) in [
            ("<p>The <b>ferry</b> &amp; the bay</p>", 19),
            ("profits < losses > hopes", 24),
            ("<p>One</p>", 0),
        ] {
            assert_eq!(characters(text), count, "{text}");
        }
    }
}
