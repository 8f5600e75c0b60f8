//! The JSON Schemas of answers (2020-12). The fields of an article come from the table of fields.
//!
//! They say which keys there are and their types; docs/json.md says what they mean. A test checks
//! answers with them.

use crate::article::fields;
use crate::present::FORMAT_VERSION;
use serde_json::{Map, Value, json};

fn object(keys: Value) -> Value {
    let required: Vec<&String> = keys.as_object().into_iter().flat_map(Map::keys).collect();
    json!({ "type": "object", "required": required, "properties": keys })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn version() -> Value {
    json!({ "const": FORMAT_VERSION })
}

/// The keys of an article. A value that it does not have is `null`, or an empty text or list.
fn fields_of_article() -> Map<String, Value> {
    let any = json!({ "type": ["string", "number", "array", "null"] });
    let fields = fields::in_json().into_iter();
    fields
        .map(|field| (field.name.to_owned(), any.clone()))
        .collect()
}

fn with(mut keys: Map<String, Value>, more: Value) -> Value {
    if let Value::Object(more) = more {
        keys.extend(more);
    }
    object(Value::Object(keys))
}

fn ranges() -> Value {
    let range = json!({ "type": "array", "items": count(), "minItems": 2, "maxItems": 2 });
    list(range)
}

fn hit() -> Value {
    let passage = object(json!({
        "text": { "type": "string" },
        "start": count(),
        "start_bytes": count(),
        "highlights": ranges(),
        "highlights_bytes": ranges(),
    }));
    // With `fields` only those are there, so none is required.
    let whole = with(
        fields_of_article(),
        json!({
            "rank": count(),
            "score": { "type": "number" },
            "archive": { "type": "string" },
            "family": { "type": ["string", "null"] },
            "copies": count(),
            "headline_highlights": ranges(),
            "headline_highlights_bytes": ranges(),
            "passages": list(passage),
        }),
    );
    json!({ "type": "object", "properties": whole["properties"] })
}

fn suggestion_list() -> Value {
    list(object(json!({
        "kind": { "type": "string" },
        "query": { "type": "string" },
        "total": count(),
    })))
}

fn page_keys() -> Value {
    json!({
        "format_version": version(),
        "archives": list(object(json!({ "name": { "type": "string" }, "generation": count() }))),
        "query": { "type": "string" },
        "notes": list(json!({ "type": "string" })),
        "total": count(),
        "offset": count(),
        "took_ms": { "type": "number" },
        "words": list(json!({ "type": "object" })),
        "suggestions": suggestion_list(),
        "hits": list(hit()),
    })
}

/// A page of hits.
pub(super) fn page() -> Value {
    object(page_keys())
}

/// Similar articles.
pub(super) fn similar() -> Value {
    let mut keys = page_keys();
    let term = object(json!({
        "term": { "type": "string" },
        "score": { "type": "number" },
        "count": count(),
    }));
    keys["terms"] = list(term);
    keys["left_out"] = count();
    object(keys)
}

/// An article.
pub(super) fn article() -> Value {
    let more = json!({ "format_version": version(), "body": { "type": "string" } });
    with(fields_of_article(), more)
}

/// A timeline.
pub(super) fn timeline() -> Value {
    let bucket = json!({ "type": "object", "required": ["from", "to", "count", "all"] });
    json!({
        "type": "object",
        "required": ["format_version", "by", "notes", "coarse"],
        "properties": {
            "format_version": version(),
            "by": { "type": "string" },
            "split": { "type": "string" },
            "query": { "type": "string" },
            "notes": list(json!({ "type": "string" })),
            "buckets": list(bucket.clone()),
            "series": list(json!({ "type": "object", "required": ["query", "value", "total"] })),
            "rows": list(bucket),
            "undated": count(),
            "coarse": count(),
            "total": count(),
        },
    })
}

/// Counts of values.
pub(super) fn facets() -> Value {
    json!({
        "type": "object",
        "required": ["format_version", "query", "notes", "total", "facets"],
        "properties": { "format_version": version(), "total": count() },
    })
}

/// Telling words.
pub(super) fn terms() -> Value {
    json!({
        "type": "object",
        "required": ["format_version", "query", "notes", "total", "terms"],
        "properties": { "format_version": version(), "total": count() },
    })
}

/// A family of copies.
pub(super) fn copies() -> Value {
    object(json!({
        "format_version": version(),
        "family": { "type": "string" },
        "copies": count(),
        "articles": list(json!({ "type": "object", "required": ["id", "replaced", "differs"] })),
    }))
}

/// The archives.
pub(super) fn archives() -> Value {
    let text = json!({ "type": ["string", "null"] });
    let number = json!({ "type": ["integer", "null"] });
    let archive = object(json!({
        "name": { "type": "string" },
        "available": { "type": "boolean" },
        "problem": text,
        "generation": number,
        "created": text,
        "articles": number,
        "files": number,
        "earliest": text,
        "latest": text,
    }));
    object(json!({ "format_version": version(), "archives": list(archive) }))
}

/// Other searches.
pub(super) fn suggestions() -> Value {
    object(json!({
        "format_version": version(),
        "query": { "type": "string" },
        "total": count(),
        "suggestions": suggestion_list(),
    }))
}

/// An error (RFC 9457).
pub(super) fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string" },
            "parameter": { "type": "string", "description": "The parameter that is wrong." },
            "paths": list(json!({ "type": "string" })),
        },
    })
}
