//! The arguments of a call as parameters, checked by the table of its tool.
//!
//! Assistants send numbers as texts and lists as single values, which is understood. What cannot be
//! meant is refused with a sentence that says what to write.

use super::tools::Tool;
use crate::serve::ask::fault::Fault;
use crate::serve::ask::params::Params;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Reads the arguments of a call.
///
/// # Errors
/// The first argument that is unknown, missing, or has a value that is not allowed.
pub(super) fn read(tool: &Tool, sent: &Map<String, Value>) -> Result<Params, Fault> {
    let mut pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> = Vec::new();
    for (name, value) in sent {
        let row = tool.arguments().find(|row| row.name == name);
        let is_repeated = row.is_some_and(|row| row.is_repeated);
        let name = || Cow::Borrowed(name.as_str());
        match value {
            Value::Null => {}
            Value::Array(values) if is_repeated => {
                for value in values {
                    pairs.push((name(), single(&name(), value)?));
                }
            }
            Value::Array(values) => {
                let parts = values.iter().map(|value| single(&name(), value));
                let parts: Vec<_> = parts.collect::<Result<_, _>>()?;
                pairs.push((name(), parts.join(",").into()));
            }
            value => pairs.push((name(), single(&name(), value)?)),
        }
    }
    Params::of(pairs, tool.tables, false)
}

fn single<'a>(name: &str, value: &'a Value) -> Result<Cow<'a, str>, Fault> {
    match value {
        Value::String(text) => Ok(Cow::Borrowed(text)),
        Value::Bool(is_on) => Ok(is_on.to_string().into()),
        Value::Number(number) => Ok(number.to_string().into()),
        _ => Err(Fault::of(name, "write a text, a number, true or false")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(tool: &str, sent: Value) -> Result<Params, Fault> {
        let tool = Tool::named(tool).unwrap();
        read(tool, sent.as_object().unwrap())
    }

    #[test]
    fn what_assistants_send_is_understood() {
        let read = of(
            "search",
            json!({ "q": "troops", "limit": "3", "in": ["a", "b"], "versions": true, "since": null }),
        );
        let read = read.unwrap();
        assert_eq!(read.number("limit"), Some(3));
        assert_eq!(read.all("in").collect::<Vec<_>>(), ["a", "b"]);
        assert!(read.is_on("versions"));
        assert_eq!(read.get("since"), None);
        let read = of("facets", json!({ "q": "x", "by": ["source", "year"] })).unwrap();
        assert_eq!(read.get("by"), Some("source,year"));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_by_name() {
        for (tool, sent, wrong) in [
            ("search", json!({ "q": "a", "limit": 26 }), "limit"),
            ("search", json!({ "q": "a", "limit": -1 }), "limit"),
            ("search", json!({ "q": "a", "limit": 1.5 }), "limit"),
            ("search", json!({ "q": { "a": 1 } }), "q"),
            ("search", json!({ "q": "a".repeat(1001) }), "q"),
            ("search", json!({ "q": "a", "in": [["x"]] }), "in"),
            ("search", json!({ "q": "a", "files": "/etc" }), "files"),
            ("show", json!({ "id": "1" }), "archive"),
            (
                "show",
                json!({ "archive": "a", "id": "1", "length": 20_001 }),
                "length",
            ),
            ("archives", json!({ "q": "a" }), "q"),
        ] {
            match of(tool, sent.clone()) {
                Err(Fault::Parameter { name, .. }) => assert_eq!(name, wrong, "{sent}"),
                other => panic!("{sent}: {other:?}"),
            }
        }
    }
}
