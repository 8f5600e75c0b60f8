//! Articles as editors of content systems keep them, as JSON or as a text with JSON in it: Lexical and
//! Mobiledoc of Ghost here, Editor.js (`editor_js`), and those that keep a tree
//! of nodes (`tree`).
//!
//! Sources: <https://lexical.dev/docs/concepts/serialization>,
//! <https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md>.

mod editor_js;
mod tree;

use super::Named;
use super::unread::characters_of_text;
use crate::article::WhyLeftOut;
use serde_json::Value;

/// How deep nodes are read.
const DEEPEST: usize = 24;

/// Members of a node or a card with its text, in their order.
const TEXTS: &[&str] = &[
    "heading",
    "header",
    "subheader",
    "text",
    "html",
    "markdown",
    "content",
    "caption",
];

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
}

impl Kept {
    fn of(lines: Vec<String>) -> Self {
        Self {
            lines,
            beside: Vec::new(),
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
        }
    }
}

/// Texts that are in the JSON of an editor, one of them in each.
const MARKS: &[&str] = &["\"blocks\"", "\"nodeType\"", "\"doc\""];

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
    match named.key() {
        Some("lexical") => {
            let root = value.get("root")?;
            let mut lines = Vec::new();
            for block in root.get("children")?.as_array()? {
                blocks(block, DEEPEST, &mut lines);
            }
            Some(Kept::of(lines))
        }
        Some("mobiledoc") => Some(Kept::of(sections(value)?)),
        _ => match (editor_js::blocks_of(value), tree::nodes_of(value)) {
            (Some(blocks), _) => Some(editor_js::read(blocks)),
            (None, Some(nodes)) => Some(tree::read(nodes)),
            (None, None) => None,
        },
    }
}

fn paragraphs(lines: &[String]) -> String {
    let lines = lines.iter().filter(|line| !line.trim().is_empty());
    lines.map(|line| super::parts::as_html(line)).collect()
}

/// Adds the lines of a node of Lexical: one of a paragraph, one for each item of a list.
fn blocks(node: &Value, levels: usize, out: &mut Vec<String>) {
    let Some(levels) = levels.checked_sub(1) else {
        return;
    };
    let children = || node.get("children").and_then(Value::as_array);
    let is_list = node.get("type").and_then(Value::as_str) == Some("list");
    match children() {
        Some(items) if is_list => items.iter().for_each(|item| blocks(item, levels, out)),
        Some(_) => out.push(run(node, levels)),
        None => out.extend(texts(node)),
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
