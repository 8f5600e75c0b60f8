//! All documents of a query, page by page; and articles as they are stored.
//!
//! Memory has one page. Articles come with the language that they were read in when they were sent,
//! so the same plan ranks, marks and explains them as in a local index.

use super::client::{Client, JOB, ONCE, Patience};
use crate::analysis::Language;
use crate::article::Article;
use crate::index::elsewhere::ElsewhereError;
use crate::query::ReadArticle;
use crate::schema::{ArticleSchema, ArticleValue, FieldType};
use serde_json::{Value, json};
use std::thread;
use std::time::{Duration, Instant};
use ureq::http::Method;

/// How many documents a page has.
const PAGE: usize = 2_000;

/// The longest name of a moment that is ended early.
const LONGEST_ID: usize = 3_000;

/// How long the cluster keeps the moment between two pages.
const KEPT: &str = "10m";

/// The pause before an answer is asked for again that not all shards gave.
const PAUSE: Duration = Duration::from_secs(1);

/// Errors of shards that pass when a cluster has found out that a node is gone.
const MISSED_NODE: [&str; 7] = [
    "index_shard_closed_exception",
    "illegal_index_shard_state_exception",
    "no_shard_available_action_exception",
    "rejected_execution_exception",
    "shard_not_found_exception",
    "search_context_missing_exception",
    "shard_not_in_primary_mode_exception",
];

/// Whether an answer is not whole because a node is missed.
pub(super) fn misses_node(answer: &Value) -> bool {
    if matches!(answer["status"].as_u64(), Some(429 | 502..=504)) {
        return true;
    }
    let shards = &answer["_shards"];
    let failures = shards["failures"].as_array();
    if failures.is_none_or(Vec::is_empty) && missing(shards) > 0 {
        return true;
    }
    failures.into_iter().flatten().any(|failure| {
        let kind = failure["reason"]["type"].as_str().unwrap_or_default();
        let is_node = kind.starts_with("node_") || kind.ends_with("transport_exception");
        is_node || MISSED_NODE.contains(&kind)
    })
}

/// Asks again as long as a node is missed and there is patience.
pub(super) fn until_whole(
    patience: Patience,
    ask: impl Fn() -> Result<Value, ElsewhereError>,
    misses: impl Fn(&Value) -> bool,
) -> Result<Value, ElsewhereError> {
    let began = Instant::now();
    loop {
        let answer = ask()?;
        if !misses(&answer) || began.elapsed() > patience.whole {
            return Ok(answer);
        }
        thread::sleep(PAUSE);
    }
}

/// The answer of all shards to a search.
pub(super) fn ask_whole(
    client: &Client,
    path: &str,
    body: &Value,
    patience: Patience,
) -> Result<Value, ElsewhereError> {
    let ask = || client.ask(&Method::POST, path, Some(body), patience);
    let answer = until_whole(patience, ask, misses_node)?;
    whole(&answer)?;
    Ok(answer)
}

/// Calls `each` with what was asked of the source of every article that a query finds, by file and
/// number. No two articles of a generation have the same ones, so each page may be asked for again,
/// and of any node. The query has the filter of a generation.
pub(super) fn each_in_order(
    client: &Client,
    index: &str,
    query: &Value,
    source: &Value,
    patience: Patience,
    each: &mut dyn FnMut(&Value) -> Result<(), ElsewhereError>,
) -> Result<(), ElsewhereError> {
    let mut body = json!({
        "size": PAGE,
        "track_total_hits": false,
        "query": query,
        "_source": source,
        "sort": [{"path": "asc"}, {"serial": "asc"}],
    });
    let path = format!("/{index}/_search");
    loop {
        let page = ask_whole(client, &path, &body, patience)?;
        let hits = page["hits"]["hits"]
            .as_array()
            .map_or(&[][..], Vec::as_slice);
        for hit in hits {
            each(&hit["_source"])?;
        }
        match hits.last() {
            Some(last) if hits.len() == PAGE => body["search_after"] = last["sort"].clone(),
            _ => return Ok(()),
        }
    }
}

/// How often all documents of a moment are asked for, if a page is lost.
const ATTEMPTS: u32 = 5;

/// Calls `each` with every document of a query as one moment has them: its id and what was asked of
/// its source. If a page is lost, such as with a node, all are asked for again, so `each` may get a
/// document several times.
pub(super) fn each_of_moment(
    client: &Client,
    index: &str,
    query: &Value,
    source: &Value,
    each: &mut dyn FnMut(&str, &Value) -> Result<(), ElsewhereError>,
) -> Result<(), ElsewhereError> {
    let mut attempts = ATTEMPTS;
    loop {
        attempts -= 1;
        match each_once(client, index, query, source, each) {
            Err(Lost::Page(_)) if attempts > 0 => thread::sleep(2 * PAUSE),
            Err(Lost::Page(error) | Lost::Given(error)) => return Err(error),
            Ok(()) => return Ok(()),
        }
    }
}

/// Why not all documents were given.
enum Lost {
    /// A page did not arrive.
    Page(ElsewhereError),
    /// Who gets them failed.
    Given(ElsewhereError),
}

fn each_once(
    client: &Client,
    index: &str,
    query: &Value,
    source: &Value,
    each: &mut dyn FnMut(&str, &Value) -> Result<(), ElsewhereError>,
) -> Result<(), Lost> {
    let body = json!({"size": PAGE, "query": query, "_source": source, "sort": ["_doc"]});
    let path = format!("/{index}/_search?scroll={KEPT}");
    let page = client.ask(&Method::POST, &path, Some(&body), JOB);
    let mut page = page.map_err(Lost::Page)?;
    loop {
        whole(&page).map_err(Lost::Page)?;
        let scroll = page["_scroll_id"].as_str().unwrap_or_default().to_owned();
        let hits = page["hits"]["hits"]
            .as_array()
            .map_or(&[][..], Vec::as_slice);
        if hits.is_empty() {
            // It ends by itself, too, so this is tried once; and an address must not be too long.
            if scroll.len() < LONGEST_ID {
                let path = format!("/_search/scroll/{scroll}");
                let _ = client.call(&Method::DELETE, &path, None, ONCE);
            }
            return Ok(());
        }
        for hit in hits {
            let id = hit["_id"].as_str().unwrap_or_default();
            each(id, &hit["_source"]).map_err(Lost::Given)?;
        }
        let body = json!({"scroll": KEPT, "scroll_id": scroll});
        // Not repeated: a page whose answer is lost would be left out.
        let next = client.ask(&Method::POST, "/_search/scroll", Some(&body), ONCE);
        page = next.map_err(Lost::Page)?;
    }
}

/// The number of shards that did not answer a search. One that no node has is not among those that
/// failed.
fn missing(shards: &Value) -> u64 {
    let count = |name: &str| shards[name].as_u64().unwrap_or(0);
    let missing = count("total").saturating_sub(count("successful"));
    missing.max(count("failed"))
}

/// Fails if not all shards answered a search.
pub(super) fn whole(answer: &Value) -> Result<(), ElsewhereError> {
    let missing = missing(&answer["_shards"]);
    if missing == 0 && answer["timed_out"] != json!(true) {
        return Ok(());
    }
    let reason = &answer["_shards"]["failures"][0]["reason"]["reason"];
    let reason = reason.as_str().unwrap_or("no node has them");
    Err(ElsewhereError::Failed(format!(
        "{missing} shards of the cluster did not answer: {reason}"
    )))
}

/// The article of a source that has `a` and `read_in`, and the language that it was read in. A
/// value that is not as it was sent is left out.
pub(super) fn article(
    source: &Value,
    schema: &ArticleSchema,
) -> Result<ReadArticle, ElsewhereError> {
    let stored = source["a"].as_object();
    let stored = stored
        .ok_or_else(|| ElsewhereError::Failed("an article on the cluster is damaged".to_owned()))?;
    let mut found = Vec::new();
    for (name, values) in stored {
        let Ok(field) = schema.tantivy.get_field(name) else {
            continue;
        };
        let kind = schema.spec.fields[field.field_id() as usize].field_type;
        let values = values.as_array().into_iter().flatten();
        let values = values.filter_map(|value| match kind {
            FieldType::Text => value.as_str().map(ArticleValue::Text),
            FieldType::I64 => value.as_i64().map(ArticleValue::I64),
            FieldType::U64 => value.as_u64().map(ArticleValue::U64),
        });
        found.extend(values.map(|value| (field, value)));
    }
    let language = source["read_in"].as_str().and_then(Language::from_name);
    let language = language.unwrap_or(Language::None);
    Ok((schema.article_of(&found), language))
}

/// Calls `found` with every article of a generation that a query finds, as it was sent.
pub(super) fn each_article(
    client: &Client,
    index: &str,
    query: &Value,
    found: &mut dyn FnMut(Article, Language) -> Result<(), ElsewhereError>,
) -> Result<(), ElsewhereError> {
    let schema = ArticleSchema::load();
    let wanted = json!(["a", "read_in"]);
    each_in_order(client, index, query, &wanted, JOB, &mut |source| {
        let (article, language) = article(source, &schema)?;
        found(article, language)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_that_no_node_has_is_missed_though_it_did_not_fail() {
        let shards = |total: u32, successful: u32, failures: &Value| {
            let failed = failures.as_array().map_or(0, Vec::len);
            json!({"_shards": {
                "total": total,
                "successful": successful,
                "failed": failed,
                "failures": failures,
            }})
        };
        let answer = shards(3, 3, &Value::Null);
        assert!(whole(&answer).is_ok() && !misses_node(&answer));
        let answer = shards(3, 2, &Value::Null);
        assert!(whole(&answer).is_err() && misses_node(&answer));
        let failure = |kind: &str| json!([{"reason": {"type": kind, "reason": "gone"}}]);
        let answer = shards(3, 2, &failure("node_disconnected_exception"));
        assert!(whole(&answer).is_err() && misses_node(&answer));
        // Asking again does not help against a wrong question.
        let answer = shards(3, 2, &failure("query_shard_exception"));
        assert!(whole(&answer).is_err() && !misses_node(&answer));
    }
}
