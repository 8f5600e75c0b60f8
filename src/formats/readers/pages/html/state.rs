//! The article in the data of a page's programs, in `<script type="application/json">`.
//!
//! Pages that show nothing without a program (Next.js and similar ones) have the text only there.
//! The names and depths of this data differ from site to site. So the record is taken that has the
//! headline of the page and a text, both under names that records of JSON have.

use super::body::LONGEST_HEADLINE;
use super::found::plain;
use super::metadata::titles::key_of;
use crate::formats::record::{Names, Record, RecordSeed};
use serde::de::DeserializeSeed as _;
use serde_json::{Map, Value};

/// The shortest text of an article, in bytes. A shorter one is a description.
const SHORTEST: usize = 200;

/// The most records with the headline that are read. Each may contain all others.
const MOST_RECORDS: usize = 16;

/// The longest text of a record with this headline.
pub(super) fn text_under(headline: &str, scripts: &[&str], names: Names<'_>) -> Option<String> {
    let key = key_of(headline);
    if key.is_empty() {
        return None;
    }
    let states = scripts
        .iter()
        .filter_map(|script| serde_json::from_str::<Value>(script).ok());
    states
        .filter_map(|state| longest_text(&state, &key, names))
        .max_by_key(String::len)
        .filter(|text| text.len() >= SHORTEST)
}

fn longest_text(state: &Value, key: &str, names: Names<'_>) -> Option<String> {
    let is_headline = |text: &str| text.len() <= LONGEST_HEADLINE && key_of(&plain(text)) == key;
    let has_headline = |members: &Map<String, Value>| {
        let mut texts = members.values().filter_map(Value::as_str);
        texts.any(is_headline)
    };
    objects(state)
        .filter(|object| object.as_object().is_some_and(has_headline))
        .take(MOST_RECORDS)
        .filter_map(|object| RecordSeed(names).deserialize(object).ok())
        .filter(|record| record.headline().is_some_and(|text| is_headline(&text)))
        .map(Record::into_body)
        .max_by_key(String::len)
}

/// All objects in a value, those around others first.
fn objects(value: &Value) -> impl Iterator<Item = &Value> {
    let mut open = vec![value];
    std::iter::from_fn(move || {
        loop {
            let value = open.pop()?;
            match value {
                Value::Array(items) => open.extend(items),
                Value::Object(members) => {
                    open.extend(members.values());
                    return Some(value);
                }
                _ => {}
            }
        }
    })
}
