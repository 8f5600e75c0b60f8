//! Conditions as queries of the cluster.
//!
//! Everything is a value of JSON. No text of a query is ever parsed there, so no text can become a
//! part of a query.

use crate::index::elsewhere::sent::sent_term;
use crate::query::{Condition, FileRecords, Like};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The query of a condition. What is not supported finds nothing; callers have refused it before.
pub(super) fn query(condition: &Condition) -> Value {
    match condition {
        Condition::ReadIn(language) => json!({"term": {"read_in": {"value": language}}}),
        Condition::Listed(files) => listed(files),
        Condition::All => json!({"match_all": {}}),
        // The condition of one archive was chosen before.
        Condition::Nothing | Condition::Unsupported(_) | Condition::InArchive(..) => {
            json!({"match_none": {}})
        }
        Condition::Words { field, terms, slop } => words(&format!("t.{field}"), terms, *slop),
        Condition::OneOf { field, terms } => {
            let each: Vec<Value> = terms
                .chunks(MOST_VALUES)
                .map(|terms| {
                    let terms: Vec<String> = terms.iter().map(|term| sent_term(term)).collect();
                    json!({"terms": {format!("t.{field}"): terms}})
                })
                .collect();
            json!({"bool": {"should": each, "minimum_should_match": 1}})
        }
        Condition::TermPrefix {
            field,
            prefix,
            has_whole: true,
        } => json!({"prefix": {format!("t.{field}"): {"value": sent_term(prefix)}}}),
        Condition::TermPrefix { field, prefix, .. } => {
            like(&format!("t.{field}"), &(escaped(&sent_term(prefix)) + ".+"))
        }
        Condition::AnyTerm(field) => json!({"exists": {"field": format!("t.{field}")}}),
        Condition::Value(field, None) => json!({"exists": {"field": format!("v.{field}")}}),
        Condition::Value(field, Some(value)) => {
            json!({"term": {format!("v.{field}"): {"value": value}}})
        }
        Condition::ValuePrefix(field, prefix) => {
            json!({"prefix": {format!("v.{field}"): {"value": prefix}}})
        }
        Condition::ValueLike(field, parts) => {
            let pattern: String = parts.iter().map(pattern).collect();
            like(&format!("v.{field}"), &pattern)
        }
        Condition::Range(field, from, to) => {
            let mut bounds = serde_json::Map::new();
            if let Some(from) = from {
                bounds.insert("gte".to_owned(), json!(from));
            }
            if let Some(to) = to {
                bounds.insert("lt".to_owned(), json!(to));
            }
            json!({"range": {format!("n.{field}"): bounds}})
        }
        Condition::Every(all, any, none) => {
            let queries = |list: &[Condition]| list.iter().map(query).collect::<Vec<_>>();
            let mut found = json!({"filter": queries(all), "must_not": queries(none)});
            if !any.is_empty() && all.is_empty() {
                found["should"] = json!(queries(any));
                found["minimum_should_match"] = json!(1);
            }
            json!({"bool": found})
        }
    }
}

/// How many lists of records can differ.
pub(super) const MOST_LISTS: usize = 400;

/// The most values of one list.
const MOST_VALUES: usize = 60_000;

/// Files, those with the same records together.
pub(super) fn by_records(files: &[FileRecords]) -> BTreeMap<Option<&BTreeSet<u32>>, Vec<&str>> {
    let mut lists: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for file in files {
        let own = lists.entry(file.records.as_ref()).or_default();
        own.push(file.path.as_str());
    }
    lists
}

fn listed(files: &[FileRecords]) -> Value {
    let mut any = Vec::new();
    for (records, paths) in by_records(files) {
        for paths in paths.chunks(MOST_VALUES) {
            let mut all = vec![json!({"terms": {"path": paths}})];
            all.extend(records.map(|own| json!({"terms": {"serial": own}})));
            any.push(json!({"bool": {"filter": all}}));
        }
    }
    match any.len() {
        0 => json!({"match_none": {}}),
        _ => json!({"bool": {"should": any, "minimum_should_match": 1}}),
    }
}

/// Terms or values that a regular expression fits whole.
fn like(field: &str, pattern: &str) -> Value {
    json!({"regexp": {field: {
        "value": pattern,
        "flags": "NONE",
        "max_determinized_states": 50_000,
    }}})
}

/// Terms one after another in a field.
pub(super) fn words(field: &str, terms: &[String], slop: u32) -> Value {
    if let [only] = terms {
        return json!({"term": {field: {"value": sent_term(only)}}});
    }
    let terms: Vec<String> = terms.iter().map(|term| sent_term(term)).collect();
    json!({"match_phrase": {field: {
        "query": terms.join(" "),
        "analyzer": "terms",
        "slop": slop,
    }}})
}

/// A part of a pattern in Lucene's regular expressions without options.
fn pattern(like: &Like) -> String {
    match like {
        Like::Text(text) => escaped(text),
        Like::OneOf(texts) => {
            let texts: Vec<_> = texts.iter().map(|text| escaped(text)).collect();
            format!("({})", texts.join("|"))
        }
        Like::One => ".".to_owned(),
        Like::Any => ".*".to_owned(),
        Like::Folders => "(.*\\/)?".to_owned(),
        Like::EndOfPath => "(\\.[^\\/]*|\\/.*)?".to_owned(),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_texts_stay_values() {
        let hostile = r#"x"}},{"match_all":{}}"#;
        let found = query(&Condition::Value("place".into(), Some(hostile.into())));
        assert_eq!(found, json!({"term": {"v.place": {"value": hostile}}}));
        let like = Condition::ValueLike("path".into(), vec![Like::Text("a.*(b)@~#&<>\"".into())]);
        let pattern = &query(&like)["regexp"]["v.path"]["value"];
        assert_eq!(pattern, r#"a\.\*\(b\)\@\~\#\&\<\>\""#);
        let terms = ["a b".to_owned(), "OR".to_owned()];
        let phrase = words("t.body", &terms, 0);
        let text = phrase["match_phrase"]["t.body"]["query"].as_str().unwrap();
        assert_eq!(text.split(' ').count(), 2);
    }
}
