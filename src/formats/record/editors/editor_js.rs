//! Texts of Editor.js: blocks with a type and data, whose texts are in HTML.
//!
//! Items of lists, cells of tables and who is quoted are text. Captions of pictures are noted. Of a
//! block of another type every text is read, unless it has one of the usual members too.
//!
//! Source: <https://editorjs.io/saving-data/>.

use super::{Kept, every_text};
use crate::article::WhyLeftOut;
use serde_json::Value;

/// Types of blocks without a text, whose captions are noted.
const PICTURES: &[&str] = &[
    "image",
    "simpleimage",
    "embed",
    "attaches",
    "carousel",
    "gallery",
    "video",
    "audio",
    "linktool",
];

/// Members of data with a text, in the order of reading.
const TEXTS: &[&str] = &[
    "title", "text", "message", "content", "html", "code", "caption", "items",
];

/// Whether a value is a list of blocks of Editor.js, each with data.
pub(super) fn blocks_of(value: &Value) -> Option<&Vec<Value>> {
    let blocks = value.get("blocks").unwrap_or(value).as_array()?;
    let is_block = |block: &Value| {
        block.get("type").is_some_and(Value::is_string)
            && block.get("data").is_some_and(Value::is_object)
    };
    (!blocks.is_empty() && blocks.iter().all(is_block)).then_some(blocks)
}

/// The text of some blocks.
pub(super) fn read(blocks: &[Value]) -> Kept {
    let mut kept = Kept::default();
    for block in blocks {
        let kind = block.get("type").and_then(Value::as_str);
        let kind = kind.unwrap_or_default();
        let Some(data) = block.get("data") else {
            continue;
        };
        if PICTURES.contains(&&*kind.to_ascii_lowercase()) {
            let mut captions = Vec::new();
            every_text("", data, super::DEEPEST, &mut captions);
            for (_, caption) in captions {
                kept.note(kind, WhyLeftOut::Caption, caption);
            }
            continue;
        }
        let before = kept.lines.len();
        for value in TEXTS.iter().filter_map(|name| data.get(*name)) {
            lines(value, super::DEEPEST, &mut kept.lines);
        }
        if kept.lines.len() == before {
            let mut texts = Vec::new();
            every_text("", data, super::DEEPEST, &mut texts);
            let texts = texts.into_iter().map(|(_, text)| text.to_owned());
            kept.lines.extend(texts);
        }
    }
    kept
}

/// Adds the lines of a value: one for a text, each item of a list and each row of a table.
fn lines(value: &Value, levels: usize, out: &mut Vec<String>) {
    let Some(levels) = levels.checked_sub(1) else {
        return;
    };
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(items) => {
            for item in items {
                match item {
                    Value::Array(cells) => {
                        let cells = cells.iter().filter_map(Value::as_str);
                        out.push(cells.collect::<Vec<_>>().join(" | "));
                    }
                    other => lines(other, levels, out),
                }
            }
        }
        Value::Object(item) => {
            for value in TEXTS.iter().filter_map(|name| item.get(*name)) {
                lines(value, levels, out);
            }
        }
        _ => {}
    }
}
