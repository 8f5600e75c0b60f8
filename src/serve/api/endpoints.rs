//! The addresses of the API: one row each.
//!
//! A row has the path, the parameters, what answers and the schema of the answer. Nothing else has a
//! list of addresses.

use super::answers;
use super::schemas;
use crate::serve::ask::parameter::{
    ARTICLE, FACETED, Parameter, QUERY, SEARCH, SIMILARS, TIMELINES, VALUES, WORDS,
};
use crate::serve::http::app::Answerer;
use serde_json::Value;

/// An address of the API.
#[derive(Debug)]
pub(super) struct Endpoint {
    /// Its path; parts in braces are any text.
    pub(super) path: &'static str,
    /// Its name in the OpenAPI document.
    pub(super) name: &'static str,
    /// What it answers: a sentence.
    pub(super) about: &'static str,
    /// Tables of its parameters. A row of an earlier table wins over one of the same name.
    pub(super) tables: &'static [&'static [Parameter]],
    /// Answers it.
    pub(super) answer: Answerer,
    /// The JSON Schema of its answer.
    pub(super) schema: fn() -> Value,
}

/// Every address of the API.
pub(super) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        path: "/api/search",
        name: "search",
        about: "Articles that match, the best first: `dateline search --format json`.",
        tables: SEARCH,
        answer: answers::search,
        schema: schemas::page,
    },
    Endpoint {
        path: "/api/articles/{archive}/{id}",
        name: "article",
        about: "One article: `dateline show --format json`.",
        tables: &[ARTICLE],
        answer: answers::article,
        schema: schemas::article,
    },
    Endpoint {
        path: "/api/timeline",
        name: "timeline",
        about: "How many articles match in each period: `dateline timeline --format json`.",
        tables: TIMELINES,
        answer: answers::timeline,
        schema: schemas::timeline,
    },
    Endpoint {
        path: "/api/facets",
        name: "facets",
        about: "How many articles have each value of a field: `dateline facets --format json`.",
        tables: FACETED,
        answer: answers::facets,
        schema: schemas::facets,
    },
    Endpoint {
        path: "/api/terms",
        name: "terms",
        about: "Words that tell the matches from the rest: `dateline terms --format json`.",
        tables: WORDS,
        answer: answers::terms,
        schema: schemas::terms,
    },
    Endpoint {
        path: "/api/similar/{archive}/{id}",
        name: "similar",
        about: "Articles on the subject of one: `dateline similar --format json`.",
        tables: SIMILARS,
        answer: answers::similar,
        schema: schemas::similar,
    },
    Endpoint {
        path: "/api/copies/{archive}/{id}",
        name: "copies",
        about: "Copies and versions of an article: `dateline copies --format json`.",
        tables: &[ARTICLE],
        answer: answers::copies,
        schema: schemas::copies,
    },
    Endpoint {
        path: "/api/archives",
        name: "archives",
        about: "The archives, each with its generation and whether it can be searched.",
        tables: &[],
        answer: answers::archives,
        schema: schemas::archives,
    },
    Endpoint {
        path: "/api/suggest",
        name: "suggest",
        about: "Other searches where this one finds little.",
        tables: &[QUERY, VALUES],
        answer: answers::suggest,
        schema: schemas::suggestions,
    },
];
