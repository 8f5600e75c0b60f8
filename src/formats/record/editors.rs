//! Articles as editors of content systems keep them: Lexical and Mobiledoc of Ghost, as JSON or as a
//! text with JSON in it.
//!
//! Sources: <https://lexical.dev/docs/concepts/serialization>,
//! <https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md>.

use super::Named;
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

/// Whether a body under that name is what an editor keeps.
pub(super) fn may_have(named: Named) -> bool {
    matches!(named.key(), Some("lexical" | "mobiledoc"))
}

/// The text of what an editor keeps, in HTML; `None` if the value is something else.
pub(super) fn text_of(named: Named, value: &Value) -> Option<String> {
    let parsed;
    let value = match value {
        Value::String(text) if text.trim_start().starts_with('{') => {
            parsed = serde_json::from_str::<Value>(text).ok()?;
            &parsed
        }
        other => other,
    };
    match named.key()? {
        "lexical" => {
            let root = value.get("root")?;
            let mut lines = Vec::new();
            for block in root.get("children")?.as_array()? {
                blocks(block, DEEPEST, &mut lines);
            }
            Some(paragraphs(&lines))
        }
        "mobiledoc" => Some(paragraphs(&sections(value)?)),
        _ => None,
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
