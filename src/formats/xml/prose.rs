//! Text of what is marked up in NITF or XHTML.
//!
//! White space is that of HTML: it separates words, and what ends a line is the markup. Paragraphs
//! are separated by a blank line, items of lists and rows of tables by a line's end, a row's cells
//! by a bar. Pictures with their captions, headers and footers of pages, notes to editors and
//! scripts are no part of the text; all other elements are, known or not.

use super::references::resolve;
use super::{Element, Node};
use crate::formats::markup;

/// What an element does to the lines of the text.
enum Role {
    /// A paragraph, or something that holds paragraphs.
    Block,
    /// A line of its own within a list or table.
    Line,
    /// A cell of a row.
    Cell,
    /// Text whose line ends count.
    Preformatted,
    /// A line's end.
    Break,
    /// No part of the text.
    Omitted,
    /// A part of the line it stands in.
    Inline,
}

fn role(name: &str) -> Role {
    match name {
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
        _ => Role::Inline,
    }
}

/// The text of an element, whatever its own role. References that were escaped twice
/// (`&amp;quot;`) are resolved.
pub(in crate::formats) fn prose(element: &Element) -> String {
    let mut writing = Writing::default();
    writing.walk(element, false);
    resolve(&writing.text).into_owned()
}

/// The text of the first of an element's headings, of the two highest levels, that has any.
pub(in crate::formats) fn first_heading(element: &Element) -> Option<String> {
    element.elements().find_map(|inner| match &*inner.name {
        "h1" | "h2" | "hl1" => inner.line(),
        _ => first_heading(inner),
    })
}

/// What separates the next word from those before it; more wins over less.
#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Cell,
    Line,
    Paragraph,
}

#[derive(Default)]
struct Writing {
    text: String,
    gap: Gap,
}

impl Writing {
    fn walk(&mut self, element: &Element, is_preformatted: bool) {
        for node in &element.nodes {
            match node {
                Node::Text(text) if is_preformatted => self.lines(text),
                Node::Text(text) => self.words(text),
                Node::Element(inner) => self.element(inner, is_preformatted),
            }
        }
    }

    fn element(&mut self, element: &Element, is_preformatted: bool) {
        let (around, is_preformatted) = match role(&element.name) {
            Role::Block => (Gap::Paragraph, is_preformatted),
            Role::Line => (Gap::Line, is_preformatted),
            Role::Cell => (Gap::Cell, is_preformatted),
            Role::Preformatted => (Gap::Paragraph, true),
            Role::Inline => (Gap::None, is_preformatted),
            Role::Break => return self.part(Gap::Line),
            Role::Omitted => return,
        };
        self.part(around);
        self.walk(element, is_preformatted);
        self.part(around);
    }

    /// Separates what was written from what comes by a gap at least.
    fn part(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// Writes the words of a text; markup that was escaped in it is no part of them.
    fn words(&mut self, text: &str) {
        if text.contains("</") {
            self.split(&markup::to_text(text), text);
        } else {
            self.split(text, text);
        }
    }

    /// Writes a text's words, apart from those around them as the text is written.
    fn split(&mut self, text: &str, written: &str) {
        if written.starts_with(char::is_whitespace) {
            self.part(Gap::Space);
        }
        let mut words = text.split_whitespace().peekable();
        let is_blank = words.peek().is_none();
        while let Some(word) = words.next() {
            self.write(word);
            if words.peek().is_some() {
                self.part(Gap::Space);
            }
        }
        if !is_blank && written.ends_with(char::is_whitespace) {
            self.part(Gap::Space);
        }
    }

    fn lines(&mut self, text: &str) {
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                self.part(Gap::Line);
            }
            if line.trim_start().is_empty() {
                if at > 0 {
                    self.part(Gap::Paragraph);
                }
            } else {
                self.write(line.trim_end());
            }
        }
        if text.ends_with('\n') {
            self.part(Gap::Line);
        }
    }

    fn write(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push_str(match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Cell => " | ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.gap = Gap::None;
        self.text.push_str(text);
    }
}
