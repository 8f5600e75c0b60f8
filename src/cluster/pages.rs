//! All documents of a query, page by page, as one moment has them; and articles as they are stored.
//!
//! Memory has one page. Articles come with the language that they were read in when they were sent,
//! so the same plan ranks, marks and explains them as in a local index.

use super::client::{Client, JOB, ONCE};
use crate::analysis::Language;
use crate::article::Article;
use crate::index::elsewhere::ElsewhereError;
use crate::schema::{ArticleSchema, FieldType};
use serde_json::{Map, Value, json};
use tantivy::schema::TantivyDocument;
use ureq::http::Method;

/// How many documents a page has.
const PAGE: usize = 2_000;

/// The longest name of a moment that is ended early.
const LONGEST_ID: usize = 3_000;

/// How long the cluster keeps the moment between two pages.
const KEPT: &str = "10m";

/// Calls `each` with every document of a query: its id and what was asked of its source.
pub(super) fn each(
    client: &Client,
    index: &str,
    query: &Value,
    source: &Value,
    each: &mut dyn FnMut(&str, &Value) -> Result<(), ElsewhereError>,
) -> Result<(), ElsewhereError> {
    let body = json!({"size": PAGE, "query": query, "_source": source, "sort": ["_doc"]});
    let path = format!("/{index}/_search?scroll={KEPT}");
    let mut page = client.ask(&Method::POST, &path, Some(&body), JOB)?;
    loop {
        whole(&page)?;
        let scroll = page["_scroll_id"].as_str().unwrap_or_default().to_owned();
        let hits = page["hits"]["hits"]
            .as_array()
            .map_or(&[][..], Vec::as_slice);
        if hits.is_empty() {
            // It ends by itself, too; and an address must not be too long.
            if scroll.len() < LONGEST_ID {
                let path = format!("/_search/scroll/{scroll}");
                let _ = client.call(&Method::DELETE, &path, None, JOB);
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

/// A stored article. What is not as it was sent is left out.
pub(super) fn article(stored: &Map<String, Value>, schema: &ArticleSchema) -> Article {
    let mut document = TantivyDocument::new();
    for (name, values) in stored {
        let Ok(field) = schema.tantivy.get_field(name) else {
            continue;
        };
        for value in values.as_array().into_iter().flatten() {
            let spec = &schema.spec.fields[field.field_id() as usize];
            match (spec.field_type, value) {
                (FieldType::Text, Value::String(text)) => {
                    document.add_text(field, text);
                }
                (FieldType::I64, Value::Number(number)) => {
                    if let Some(number) = number.as_i64() {
                        document.add_i64(field, number);
                    }
                }
                (FieldType::U64, Value::Number(number)) => {
                    if let Some(number) = number.as_u64() {
                        document.add_u64(field, number);
                    }
                }
                _ => {}
            }
        }
    }
    schema.article(&document)
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
    each(client, index, query, &wanted, &mut |_, source| {
        let stored = source["a"].as_object();
        let stored = stored.ok_or_else(|| {
            ElsewhereError::Failed("an article on the cluster is damaged".to_owned())
        })?;
        let language = source["read_in"].as_str().and_then(Language::from_name);
        let language = language.unwrap_or(Language::None);
        found(article(stored, &schema), language)
    })
}
