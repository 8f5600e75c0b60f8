//! All documents of a query, page by page, as one moment has them; and articles as they are stored.
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
use ureq::http::Method;

/// How many documents a page has.
const PAGE: usize = 2_000;

/// The longest name of a moment that is ended early.
const LONGEST_ID: usize = 3_000;

/// How long the cluster keeps the moment between two pages.
const KEPT: &str = "10m";

/// Calls `each` with every document of a query: its id and what was asked of its source. The first
/// page is asked for with `patience`.
pub(super) fn each(
    client: &Client,
    index: &str,
    query: &Value,
    source: &Value,
    patience: Patience,
    each: &mut dyn FnMut(&str, &Value) -> Result<(), ElsewhereError>,
) -> Result<(), ElsewhereError> {
    let body = json!({"size": PAGE, "query": query, "_source": source, "sort": ["_doc"]});
    let path = format!("/{index}/_search?scroll={KEPT}");
    let mut page = client.ask(&Method::POST, &path, Some(&body), patience)?;
    loop {
        whole(&page)?;
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
            each(hit["_id"].as_str().unwrap_or_default(), &hit["_source"])?;
        }
        let body = json!({"scroll": KEPT, "scroll_id": scroll});
        // Not repeated: a page whose answer is lost would be left out.
        page = client.ask(&Method::POST, "/_search/scroll", Some(&body), ONCE)?;
    }
}

/// Fails if not all shards answered.
pub(super) fn whole(answer: &Value) -> Result<(), ElsewhereError> {
    let failed = answer["_shards"]["failed"].as_u64().unwrap_or(0);
    if failed == 0 && answer["timed_out"] != json!(true) {
        return Ok(());
    }
    let reason = &answer["_shards"]["failures"][0]["reason"]["reason"];
    let reason = reason.as_str().unwrap_or("no reason given");
    Err(ElsewhereError::Failed(format!(
        "{failed} shards of the cluster did not answer: {reason}"
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

/// Calls `found` with every article that a query finds, as it was sent.
pub(super) fn each_article(
    client: &Client,
    index: &str,
    query: &Value,
    found: &mut dyn FnMut(Article, Language) -> Result<(), ElsewhereError>,
) -> Result<(), ElsewhereError> {
    let schema = ArticleSchema::load();
    let wanted = json!(["a", "read_in"]);
    each(client, index, query, &wanted, JOB, &mut |_, source| {
        let (article, language) = article(source, &schema)?;
        found(article, language)
    })
}
