//! Articles as editors of content systems keep them, as JSON or as a text with JSON in it: Lexical
//! and Mobiledoc of Ghost here, Editor.js (`editor_js`), Quill (`quill`), and those that keep a tree of
//! nodes (`tree`).
//!
//! Each text of a block is in the article or named there, whatever its type and members are.
//!
//! Sources: <https://lexical.dev/docs/concepts/serialization>,
//! <https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md>.

mod editor_js;
mod quill;
mod tree;

use super::Named;
use super::unread::{Unread, characters_of_text};
use crate::article::WhyLeftOut;
use crate::formats::bytes::coverage::Said;
use crate::formats::bytes::markup;
use serde_json::Value;

/// How deep nodes are read.
const DEEPEST: usize = 24;

/// How deep texts are looked for. A node is in a list, and has its text in an object of its own.
const DEEPEST_TEXT: usize = 128;

/// Members of a node or a card with its text, in their order.
const TEXTS: &[&str] = &[
    "heading",
    "header",
    "subheader",
    "text",
    "quote",
    "calloutText",
    "productTitle",
    "productDescription",
    "html",
    "markdown",
    "content",
    "caption",
];

/// Members that a person does not read: looks, and what links are to others.
const NOT_READ: &[&str] = &[
    "style",
    "class",
    "classname",
    "rel",
    "sizes",
    "srcset",
    "src",
    "url",
    "href",
    "uri",
];

/// Members with a run of text, which is a part of a paragraph.
const RUNS: &[&str] = &["text", "value", "sections"];

/// Kinds of sections of Mobiledoc.
const MARKUP: u64 = 1;
const LIST: u64 = 3;
const CARD: u64 = 10;

/// What an editor keeps of an article.
#[derive(Default)]
pub(super) struct Kept {
    /// Its lines, in HTML.
    lines: Vec<String>,
    /// What is next to the text: type, reason, characters.
    pub(super) beside: Vec<(String, WhyLeftOut, usize)>,
    /// The texts in `beside`.
    noted: Vec<String>,
    /// The texts that are neither in the lines nor in `beside`.
    pub(super) unread: Unread,
}

impl Kept {
    fn of(lines: Vec<String>) -> Self {
        Self {
            lines,
            ..Self::default()
        }
    }

    /// Its text in HTML.
    pub(super) fn text(&self) -> String {
        paragraphs(&self.lines)
    }

    /// Notes a text that is no part of the article's text.
    fn note(&mut self, kind: &str, why: WhyLeftOut, text: &str) {
        if characters_of_text(text) > 0 {
            self.beside
                .push((kind.to_owned(), why, text.chars().count()));
            self.noted.push(markup::to_text(text));
        }
    }

    /// Names those texts of the value that are not told of so far.
    fn with_rest(mut self, value: &Value) -> Self {
        let mut texts = Vec::new();
        every_text("", value, DEEPEST_TEXT, &mut texts);
        let mut told = markup::to_text(&self.text());
        for text in std::mem::take(&mut self.noted) {
            told.push('\n');
            told.push_str(&text);
        }
        let mut said = Said::new(&told);
        for (name, text) in texts {
            // Some texts are HTML, and others are not.
            let plain = markup::to_text(text);
            let missing = said.missing(&plain).min(said.missing(text));
            // A run of text may begin and end within a word.
            let mut is_said = || RUNS.contains(&name) && said.missing(without_ends(&plain)) == 0;
            if missing > 0 && !is_said() {
                self.unread.add(name.to_owned(), missing);
            }
        }
        self
    }
}

/// A text without its first and its last word.
fn without_ends(text: &str) -> &str {
    let text = text.trim();
    let inner = text.split_once(char::is_whitespace).map_or("", |it| it.1);
    inner.rsplit_once(char::is_whitespace).map_or("", |it| it.0)
}

/// Adds every text in a value that a person would read, with the name of its member.
fn every_text<'v>(
    name: &'v str,
    value: &'v Value,
    levels: usize,
    out: &mut Vec<(&'v str, &'v str)>,
) {
    let Some(levels) = levels.checked_sub(1) else {
        return;
    };
    match value {
        Value::String(text) if characters_of_text(text) > 0 => out.push((name, text)),
        Value::Array(items) => {
            for item in items {
                every_text(name, item, levels, out);
            }
        }
        Value::Object(members) => {
            let is_read = |name: &str| !NOT_READ.contains(&&*name.to_ascii_lowercase());
            for (name, value) in members.iter().filter(|(name, _)| is_read(name)) {
                every_text(name, value, levels, out);
            }
        }
        _ => {}
    }
}

/// Texts that are in the JSON of an editor, one of them in each.
const MARKS: &[&str] = &[
    "\"blocks\"",
    "\"nodeType\"",
    "\"doc\"",
    "\"ops\"",
    "\"root\"",
];

/// Whether a text under that name is what an editor keeps.
pub(super) fn may_have(named: Named, text: &str) -> bool {
    let is_named = matches!(named.key(), Some("lexical" | "mobiledoc"));
    is_named || text.trim_start().starts_with('{') && MARKS.iter().any(|mark| text.contains(mark))
}

/// The text of what an editor keeps; `None` if the value is something else.
pub(super) fn read(named: Named, value: &Value) -> Option<Kept> {
    let parsed;
    let value = match value {
        Value::String(text) if text.trim_start().starts_with('{') => {
            parsed = serde_json::from_str::<Value>(text).ok()?;
            &parsed
        }
        other => other,
    };
    let kept = match named.key() {
        Some("mobiledoc") => Kept::of(sections(value)?),
        _ => {
            if let Some(nodes) = value.pointer("/root/children").and_then(Value::as_array) {
                lexical(nodes)
            } else if let Some(blocks) = editor_js::blocks_of(value) {
                editor_js::read(blocks)
            } else if let Some(operations) = quill::operations_of(value) {
                quill::read(operations)
            } else {
                tree::read(tree::nodes_of(value)?)
            }
        }
    };
    Some(kept.with_rest(value))
}

fn paragraphs(lines: &[String]) -> String {
    let lines = lines.iter().filter(|line| !line.trim().is_empty());
    lines.map(|line| super::parts::as_html(line)).collect()
}

/// The text of a document of Lexical.
fn lexical(nodes: &[Value]) -> Kept {
    let mut kept = Kept::default();
    for node in nodes {
        blocks(node, DEEPEST, &mut kept);
    }
    kept
}

/// Adds the lines of a node of Lexical: one of a paragraph, one for each item of a list.
fn blocks(node: &Value, levels: usize, out: &mut Kept) {
    let Some(levels) = levels.checked_sub(1) else {
        return;
    };
    let children = || node.get("children").and_then(Value::as_array);
    let is_list = node.get("type").and_then(Value::as_str) == Some("list");
    match children() {
        Some(items) if is_list => items.iter().for_each(|item| blocks(item, levels, out)),
        Some(_) => out.lines.push(run(node, levels)),
        None => card(node, out),
    }
}

/// Adds the texts of a card. The caption of a picture is named.
fn card(card: &Value, out: &mut Kept) {
    let kind = card.get("type").and_then(Value::as_str).unwrap_or_default();
    // Payload has the members of a block in an object of their own.
    let card = card
        .get("fields")
        .filter(|own| own.is_object())
        .unwrap_or(card);
    for name in TEXTS {
        match card.get(*name).and_then(Value::as_str) {
            Some(text) if *name == "caption" => out.note(kind, WhyLeftOut::Caption, text),
            Some(text) => out.lines.push(text.to_owned()),
            None => {}
        }
    }
}

/// The text of a node and of the nodes in it.
fn run(node: &Value, levels: usize) -> String {
    let Some(levels) = levels.checked_sub(1) else {
        return String::new();
    };
    if node.get("type").and_then(Value::as_str) == Some("linebreak") {
        return "<br>".to_owned();
    }
    match node.get("children").and_then(Value::as_array) {
        Some(children) => children.iter().map(|child| run(child, levels)).collect(),
        None => texts(node).concat(),
    }
}

/// The texts of a node or a card.
fn texts(node: &Value) -> Vec<String> {
    let texts = TEXTS.iter().filter_map(|name| node.get(*name)?.as_str());
    texts.map(str::to_owned).collect()
}

/// The lines of a document of Mobiledoc.
fn sections(document: &Value) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    for section in document.get("sections")?.as_array()? {
        let section = section.as_array()?;
        match section.first()?.as_u64()? {
            MARKUP => lines.push(markers(section.get(2)?)),
            LIST => lines.extend(section.get(2)?.as_array()?.iter().map(markers)),
            CARD => {
                let place = usize::try_from(section.get(1)?.as_u64()?).ok()?;
                let card = document
                    .get("cards")
                    .and_then(|cards| cards.get(place)?.get(1));
                lines.extend(card.map(texts).unwrap_or_default());
            }
            _ => {}
        }
    }
    Some(lines)
}

/// The text of a list of markers; the last value of each is its text.
fn markers(list: &Value) -> String {
    let markers = list.as_array().into_iter().flatten();
    let texts = markers.filter_map(|marker| marker.as_array()?.last()?.as_str());
    texts.collect()
}
