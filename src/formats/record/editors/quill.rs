//! Texts of Quill: a list of operations, each of which inserts a text or a thing.
//!
//! A text is plain, and its line ends are those of paragraphs. Looks are attributes of operations.
//! Captions of things that are inserted are noted as texts that were not read.
//!
//! Source: <https://quilljs.com/docs/delta>.

use super::Kept;
use serde_json::Value;

/// The operations of a document of Quill; `None` if the value is something else.
pub(super) fn operations_of(value: &Value) -> Option<&Vec<Value>> {
    let operations = value.get("ops").unwrap_or(value).as_array()?;
    let inserts = |operation: &Value| operation.get("insert").is_some();
    (!operations.is_empty() && operations.iter().all(inserts)).then_some(operations)
}

/// The text of some operations.
pub(super) fn read(operations: &[Value]) -> Kept {
    let texts = operations
        .iter()
        .filter_map(|own| own.get("insert")?.as_str());
    let text: String = texts.collect();
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    Kept::of(text.lines().map(str::to_owned).collect())
}
