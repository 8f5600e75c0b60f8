//! The OpenAPI 3.1 document, made from the table of addresses and the tables of parameters.
//!
//! Nothing in it is written by hand but the texts about codes. A test reads it and asks every address.

use super::endpoints::{ENDPOINTS, Endpoint};
use super::schemas;
use crate::serve::ask::parameter::{Kind, Parameter};
use crate::serve::http::reply::{JSON, PROBLEM};
use serde_json::{Map, Value, json};

/// The document.
pub(super) fn document() -> Value {
    let mut schemas = Map::from_iter([("Problem".to_owned(), schemas::problem())]);
    let mut paths = Map::new();
    for endpoint in ENDPOINTS {
        schemas.insert(endpoint.name.to_owned(), (endpoint.schema)());
        paths.insert(
            endpoint.path.to_owned(),
            json!({ "get": operation(endpoint) }),
        );
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "dateline",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Search in news archives.",
            "description": "Parameters are the options of the command line, and answers are its JSON.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
        "security": [{}, { "token": [] }],
    })
}

fn operation(endpoint: &Endpoint) -> Value {
    let mut parameters: Vec<Value> = parts(endpoint.path).map(part).collect();
    let mut known: Vec<&str> = Vec::new();
    for row in endpoint.tables.iter().flat_map(|table| table.iter()) {
        if !known.contains(&row.name) {
            known.push(row.name);
            parameters.push(parameter(row));
        }
    }
    let reference = format!("#/components/schemas/{}", endpoint.name);
    let mut content = json!({ JSON: { "schema": { "$ref": reference } } });
    if known.contains(&"format") {
        for kind in [
            "application/jsonl",
            "text/csv",
            "text/tab-separated-values",
            "text/markdown",
            "application/x-bibtex",
            "application/x-research-info-systems",
        ] {
            content[kind] = json!({ "schema": { "type": "string" } });
        }
    }
    let mut responses = json!({
        "200": { "description": "The answer.", "content": content },
        "431": { "description": "The header of the request is too long." },
        "304": { "description": "The reader has the answer (If-None-Match)." },
    });
    for (code, about) in [
        ("400", "A parameter is wrong."),
        ("401", "A token is needed."),
        ("404", "There is no such archive or article."),
        ("405", "Only GET and HEAD are answered."),
        (
            "409",
            "Several articles have the id, or parameters contradict each other.",
        ),
        ("414", "The address is too long."),
        ("421", "The server does not answer by that name."),
        ("500", "The archive cannot be read."),
        (
            "503",
            "Too many searches at once, or this one took too long: try again.",
        ),
    ] {
        let schema = json!({ "$ref": "#/components/schemas/Problem" });
        let content = json!({ PROBLEM: { "schema": schema } });
        responses[code] = json!({ "description": about, "content": content });
    }
    json!({
        "operationId": endpoint.name,
        "summary": endpoint.about,
        "parameters": parameters,
        "responses": responses,
    })
}

/// The names in braces of a path.
fn parts(path: &str) -> impl Iterator<Item = &str> {
    let parts = path.split('/');
    parts.filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn part(name: &str) -> Value {
    json!({
        "name": name,
        "in": "path",
        "required": true,
        "schema": { "type": "string", "minLength": 1 },
    })
}

fn parameter(row: &Parameter) -> Value {
    json!({
        "style": "form",
        "explode": !matches!(row.kind, Kind::Some(_)),
        "name": row.name,
        "in": "query",
        "description": row.about,
        "required": row.is_required,
        "schema": row.schema(),
    })
}
