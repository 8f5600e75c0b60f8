//! Text from the markup of NITF and XHTML.
//!
//! White space is that of HTML: it separates words, and only markup ends a line. A blank line
//! separates paragraphs, a line end separates items of lists and rows of tables, a bar separates
//! the cells of a row. Pictures with their captions, headers and footers of pages, notes to editors
//! and scripts are left out; all other elements are text, known or not. An element that is not known
//! is a part of a line if there is text next to it, else a paragraph.

use super::references::resolve;
use super::{Element, Node};
use crate::formats::bytes::markup::{self, Gap, Lines};

/// The effect of an element on the lines of the text.
enum Role {
    /// A paragraph, or an element that contains paragraphs.
    Block,
    /// A line of its own within a list or table.
    Line,
    /// A cell of a row.
    Cell,
    /// Text whose line ends are kept.
    Preformatted,
    /// A line end.
    Break,
    /// Left out.
    Omitted,
    /// A part of a line.
    Inline,
}

/// Elements of a line in HTML and NITF.
#[rustfmt::skip]
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "alt-code", "b", "big", "chron", "cite", "code", "copyrite", "del", "em", "event", "font",
    "frac", "function", "i", "ins", "italic", "bold", "kbd", "lang", "location", "mark", "money", "num", "object.title",
    "org", "person", "postaddr", "pronounce", "q", "ruby", "rt", "rp", "s", "small", "span", "strong", "sub", "sup", "time",
    "tt", "u", "underline", "var", "virtloc", "wbr",
];

/// The role of an element. One that is not known is a block where there are only elements: such as
/// `absatz` in `text`.
fn role(name: &str, around: Around<'_>) -> Role {
    match name {
        "head" if !matches!(around.name, "html" | "nitf") => Role::Block,
        "p" | "div" | "section" | "article" | "main" | "block" | "bq" | "blockquote" | "hl1"
        | "hl2" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "table"
        | "nitf-table" | "hr" | "address" | "body" | "body.head" | "body.content" | "body.end"
        | "abstract" | "tagline" | "fn" | "aside" | "center" => Role::Block,
        "li" | "tr" | "dt" | "dd" | "caption" | "credit" => Role::Line,
        "td" | "th" => Role::Cell,
        "pre" => Role::Preformatted,
        "br" => Role::Break,
        "head"
        | "header"
        | "footer"
        | "script"
        | "style"
        | "noscript"
        | "template"
        | "iframe"
        | "media"
        | "figure"
        | "img"
        | "object"
        | "form"
        | "nav"
        | "svg"
        | "note"
        | "nitf-table-metadata" => Role::Omitted,
        _ if around.has_only_elements && !INLINE.contains(&name) => Role::Block,
        _ => Role::Inline,
    }
}

/// The element around another one.
#[derive(Clone, Copy)]
struct Around<'a> {
    name: &'a str,
    /// Whether it has no text of its own, and is not an element of text itself.
    has_only_elements: bool,
}

impl<'a> Around<'a> {
    fn of(element: &'a Element) -> Self {
        let name = &*element.name;
        let is_of_text = INLINE.contains(&name)
            || matches!(
                name,
                "p" | "li" | "td" | "th" | "dt" | "dd" | "pre" | "caption" | "credit"
            );
        let has_text = |node: &Node| matches!(node, Node::Text(text) if !text.trim().is_empty());
        Self {
            name,
            has_only_elements: !is_of_text && !element.nodes.iter().any(has_text),
        }
    }
}

/// The text of an element, whatever its own role. References that were escaped twice
/// (`&amp;quot;`) are resolved.
pub(in crate::formats) fn prose(element: &Element) -> String {
    let mut writer = Writer::default();
    writer.walk(element, false);
    resolve(&writer.0.into_text()).into_owned()
}

/// The text of the first heading in an element that is not blank, of the two highest levels.
pub(in crate::formats) fn first_heading(element: &Element) -> Option<String> {
    element.elements().find_map(|inner| match &*inner.name {
        "h1" | "h2" | "hl1" => inner.line(),
        _ => first_heading(inner),
    })
}

/// Calls a function with each element that is left out of the text of an element.
pub(in crate::formats) fn each_omitted<'a>(
    element: &'a Element,
    take: &mut dyn FnMut(&'a Element),
) {
    for inner in element.elements() {
        match role(&inner.name, Around::of(element)) {
            Role::Omitted => take(inner),
            _ => each_omitted(inner, take),
        }
    }
}

#[derive(Default)]
struct Writer(Lines);

impl Writer {
    fn walk(&mut self, element: &Element, is_preformatted: bool) {
        let around = Around::of(element);
        for node in &element.nodes {
            match node {
                Node::Text(text) if is_preformatted => self.lines(text),
                Node::Text(text) => self.words(text),
                Node::Element(inner) => self.element(inner, around, is_preformatted),
            }
        }
    }

    fn element(&mut self, element: &Element, around: Around<'_>, is_preformatted: bool) {
        let (around, is_preformatted) = match role(&element.name, around) {
            Role::Block => (Gap::Paragraph, is_preformatted),
            Role::Line => (Gap::Line, is_preformatted),
            Role::Cell => (Gap::Cell, is_preformatted),
            Role::Preformatted => (Gap::Paragraph, true),
            Role::Inline => (Gap::None, is_preformatted),
            Role::Break => return self.0.want(Gap::Line),
            Role::Omitted => return,
        };
        self.0.want(around);
        self.walk(element, is_preformatted);
        self.0.want(around);
    }

    /// Writes the words of a text, without markup that was escaped in it.
    fn words(&mut self, text: &str) {
        if !text.contains("</") {
            return self.0.push(text);
        }
        let plain = markup::to_text(text);
        if text.starts_with(char::is_whitespace) {
            self.0.want(Gap::Space);
        }
        self.0.push(&plain);
        if !plain.is_empty() && text.ends_with(char::is_whitespace) {
            self.0.want(Gap::Space);
        }
    }

    fn lines(&mut self, text: &str) {
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                self.0.want(Gap::Line);
            }
            if line.trim_start().is_empty() {
                if at > 0 {
                    self.0.want(Gap::Paragraph);
                }
            } else {
                self.0.push_as_is(line.trim_end());
            }
        }
        if text.ends_with('\n') {
            self.0.want(Gap::Line);
        }
    }
}
