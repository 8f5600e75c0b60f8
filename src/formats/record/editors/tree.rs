//! Texts of `ProseMirror`, `TipTap` and Contentful: a tree of nodes, whose leaves are runs of text.
//!
//! Runs next to each other are one paragraph, so a word may be in several. Texts are plain and not
//! HTML. Texts of pictures are noted.
//!
//! Sources: <https://prosemirror.net/docs/guide/#doc>,
//! <https://www.contentful.com/developers/docs/concepts/rich-text/>.

use super::Kept;
use crate::article::WhyLeftOut;
use serde_json::Value;

/// Types of nodes within a paragraph, next to runs of text.
const INLINE: &[&str] = &[
    "text",
    "hardBreak",
    "hard_break",
    "mention",
    "emoji",
    "link",
    "hyperlink",
    "entry-hyperlink",
    "asset-hyperlink",
    "embedded-entry-inline",
    "inlineCard",
];

/// Members of the attributes of a node with a text that belongs to it.
const TEXTS_OF_ATTRIBUTES: &[&str] = &["caption", "title", "alt", "description"];

/// The nodes of a document, if the value is one.
pub(super) fn nodes_of(value: &Value) -> Option<&Vec<Value>> {
    let is_document = matches!(kind(value), "doc" | "document");
    value
        .get("content")
        .filter(|_| is_document)
        .and_then(Value::as_array)
}

/// The text of some nodes.
pub(super) fn read(nodes: &[Value]) -> Kept {
    let mut kept = Kept::default();
    blocks(nodes, super::DEEPEST, &mut kept);
    kept
}

/// The type of a node.
fn kind(node: &Value) -> &str {
    let kind = node.get("type").or_else(|| node.get("nodeType"));
    kind.and_then(Value::as_str).unwrap_or_default()
}

fn content(node: &Value) -> &[Value] {
    let content = node.get("content").and_then(Value::as_array);
    content.map_or(&[], Vec::as_slice)
}

/// Adds the paragraphs of nodes: runs next to each other are one.
fn blocks(nodes: &[Value], levels: usize, kept: &mut Kept) {
    let Some(levels) = levels.checked_sub(1) else {
        return;
    };
    let mut line = String::new();
    for node in nodes {
        if INLINE.contains(&kind(node)) {
            run(node, levels, &mut line);
            continue;
        }
        kept.lines.push(std::mem::take(&mut line));
        let inner = content(node);
        if kind(node) == "blok" {
            components(node, levels, kept);
        } else if inner.is_empty() {
            attributes(node, kept);
        }
        blocks(inner, levels, kept);
    }
    kept.lines.push(line);
}

/// Adds the texts of the components that Storyblok has within a document.
fn components(node: &Value, levels: usize, kept: &mut Kept) {
    let components = node.pointer("/attrs/body").and_then(Value::as_array);
    let components = components
        .into_iter()
        .flatten()
        .filter_map(Value::as_object);
    for (name, value) in components.flatten() {
        let is_text = !name.starts_with('_') && name != "component";
        match value {
            Value::String(text) if is_text && text.contains(char::is_whitespace) => {
                let mut line = String::new();
                escape(text, &mut line);
                kept.lines.push(line);
            }
            document => blocks(nodes_of(document).map_or(&[], Vec::as_slice), levels, kept),
        }
    }
}

/// Adds the text of a node within a paragraph.
fn run(node: &Value, levels: usize, out: &mut String) {
    let Some(levels) = levels.checked_sub(1) else {
        return;
    };
    let own = node.get("text").or_else(|| node.get("value"));
    let label = || {
        node.get("attrs")?
            .get("label")
            .or(node.get("attrs")?.get("text"))
    };
    if kind(node).to_ascii_lowercase().starts_with("hard") {
        out.push_str("<br>");
    } else if let Some(text) = own.or_else(label).and_then(Value::as_str) {
        escape(text, out);
    }
    for inner in content(node) {
        run(inner, levels, out);
    }
}

/// Adds a plain text in HTML.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            other => out.push(other),
        }
    }
}

/// Notes the texts of a node without runs, such as a picture.
fn attributes(node: &Value, kept: &mut Kept) {
    for attributes in [node.get("attrs"), node.get("data")].into_iter().flatten() {
        let fields = attributes.pointer("/target/fields").unwrap_or(attributes);
        for name in TEXTS_OF_ATTRIBUTES {
            if let Some(text) = fields.get(*name).and_then(Value::as_str) {
                kept.note(kind(node), WhyLeftOut::Caption, text);
            }
        }
    }
}
