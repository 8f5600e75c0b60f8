//! The article in the data of a page's programs, in `<script type="application/json">`.
//!
//! Pages that show nothing without a program (Next.js and similar ones) have the text only there.
//! The names and depths of this data differ from site to site. So the record is taken that has the
//! headline of the page and a text, both under names that records of JSON have.

use super::body::LONGEST_HEADLINE;
use super::found::plain;
use super::metadata::titles::{key_of, keys_of_parts};
use crate::formats::bytes::markup::to_text;
use crate::formats::record::{Names, RecordSeed};
use serde::de::DeserializeSeed as _;
use serde_json::Value;

/// The shortest text of an article, in bytes. A shorter one is a description.
const SHORTEST: usize = 200;

/// The most records with the headline that are read. Each may contain all others.
const MOST_RECORDS: usize = 16;

/// An article in the data of a page.
pub(super) struct Stored {
    pub(super) headline: String,
    pub(super) text: String,
}

/// The record with this headline, or a part of it, which is without the name of the site. The one
/// with the longest text is taken.
pub(super) fn text_under(headline: &str, scripts: &[&str], names: Names<'_>) -> Option<Stored> {
    let keys = keys_of_parts(headline);
    if keys.is_empty() {
        return None;
    }
    let states = scripts
        .iter()
        .filter_map(|script| serde_json::from_str::<Value>(script).ok());
    states
        .filter_map(|state| longest_text(&state, &keys, names))
        .max_by_key(|stored| stored.text.len())
        .filter(|stored| stored.text.len() >= SHORTEST)
}

fn longest_text(state: &Value, keys: &[String], names: Names<'_>) -> Option<Stored> {
    let is_headline =
        |text: &str| text.len() <= LONGEST_HEADLINE && keys.contains(&key_of(&plain(text)));
    let headline_of = |object: &Value| {
        let members = object.as_object()?;
        let basic = members
            .get("headlines")
            .and_then(|texts| texts.get("basic"));
        let mut texts = members.values().chain(basic).filter_map(Value::as_str);
        texts.find(|text| is_headline(text)).map(plain)
    };
    objects(state)
        .filter_map(|object| Some((object, headline_of(object)?)))
        .take(MOST_RECORDS)
        .filter_map(|(object, headline)| {
            let text = elements_of(object).or_else(|| {
                let record = RecordSeed(names).deserialize(object).ok()?;
                let is_own = record.headline().is_some_and(|text| is_headline(&text));
                is_own.then(|| record.into_body())
            })?;
            Some(Stored { headline, text })
        })
        .max_by_key(|stored| stored.text.len())
}

/// The text of a story that is a list of elements, as Arc XP writes it.
fn elements_of(story: &Value) -> Option<String> {
    let elements = story.get("content_elements")?.as_array()?;
    let texts = elements.iter().filter_map(|element| {
        let kind = element.get("type")?.as_str()?;
        let is_text = matches!(kind, "text" | "header" | "raw_html" | "correction");
        let text = element.get("content").filter(|_| is_text)?.as_str()?;
        Some(to_text(text))
    });
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
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
