//! What WordPress gives next to a post when it is asked for `?_embed`: author, terms, picture,
//! comments.
//!
//! The post has only their numbers; `_embedded` has lists of objects by relation. Authors and terms
//! are fields. A caption and comments are named as left out, and so is what else has a text. Source:
//! <https://developer.wordpress.org/rest-api/using-the-rest-api/linking-and-embedding/>.

use super::super::unread::{Characters, characters_of_text};
use super::super::{Field, FieldValue, Named, Record};
use crate::article::WhyLeftOut;
use crate::formats::bytes::markup;
use serde::Deserialize as _;
use serde_json::{Map, Value};

/// How deep lists of objects may be in lists: terms are lists of lists.
const DEEPEST: usize = 3;

/// The slugs of the category of posts that were put into none.
const NO_CATEGORY: &[&str] = &["uncategorized", "uncategorised"];

/// Takes what is embedded in a post.
pub(in crate::formats::record) fn put(record: &mut Record<'_>, embedded: &Value) {
    for (relation, value) in embedded.as_object().into_iter().flatten() {
        let mut objects = Vec::new();
        collect(value, DEEPEST, &mut objects);
        match relation.as_str() {
            "author" => {
                let names = objects
                    .iter()
                    .filter_map(|author| text(author.get("name")?));
                put_list(record, Field::Bylines, names.collect());
            }
            "wp:term" | "https://api.w.org/term" => put_terms(record, &objects),
            "wp:featuredmedia" | "https://api.w.org/featuredmedia" => {
                put_note(record, relation, WhyLeftOut::Caption, "caption", &objects);
            }
            "replies" => {
                put_note(record, relation, WhyLeftOut::Comments, "content", &objects);
            }
            _ => {
                let Characters(count) = Characters::deserialize(value).unwrap_or(Characters(0));
                record.put_unread(relation, count);
            }
        }
    }
}

/// Adds the objects in a list, or a single one.
fn collect<'v>(value: &'v Value, levels: usize, out: &mut Vec<&'v Map<String, Value>>) {
    match value {
        Value::Object(object) => out.push(object),
        Value::Array(items) if levels > 0 => {
            for item in items {
                collect(item, levels - 1, out);
            }
        }
        _ => {}
    }
}

/// The plain text of a value: of an object with both forms, the one that a reader sees.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text,
        Value::Object(object) => object.get("rendered")?.as_str()?,
        _ => return None,
    };
    Some(markup::to_text(text).trim().to_owned()).filter(|text| !text.is_empty())
}

/// Of categories the first is the section. The others, tags and terms of a site's own are keywords.
fn put_terms(record: &mut Record<'_>, terms: &[&Map<String, Value>]) {
    let word = |term: &Map<String, Value>, key| {
        let word = term.get(key).and_then(Value::as_str);
        word.unwrap_or_default().to_owned()
    };
    let (mut sections, mut keywords) = (Vec::new(), Vec::new());
    for term in terms {
        let Some(name) = term.get("name").and_then(text) else {
            continue;
        };
        let is_category = word(term, "taxonomy") == "category";
        if NO_CATEGORY.contains(&&*word(term, "slug")) {
            continue;
        }
        if is_category && sections.is_empty() {
            sections.push(name);
        } else {
            keywords.push(name);
        }
    }
    put_list(record, Field::Section, sections);
    put_list(record, Field::Keywords, keywords);
}

fn put_list(record: &mut Record<'_>, field: Field, texts: Vec<String>) {
    let texts = texts.into_iter().map(Into::into).collect();
    record.put(Named::without_name(field), FieldValue::List(texts));
}

/// Notes how much text objects have under a name.
fn put_note(
    record: &mut Record<'_>,
    relation: &str,
    why: WhyLeftOut,
    name: &str,
    objects: &[&Map<String, Value>],
) {
    let texts = objects.iter().filter_map(|object| text(object.get(name)?));
    let characters: usize = texts.map(|text| characters_of_text(&text)).sum();
    if characters > 0 {
        record.beside.push((relation.to_owned(), why, characters));
    }
}
