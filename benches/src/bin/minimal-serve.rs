//! A lower bound for a server: axum and Tantivy alone, without a query language, a second stage,
//! passages, copies or limits.
//!
//! Usage: `minimal-serve SEGMENTS PORT`; then `GET /search?q=WORD+WORD`. It answers with the ten best
//! articles by BM25 over headline and body, as they are stored.

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use dateline::analysis::NewsAnalyzer;
use std::collections::HashMap;
use std::sync::Arc;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Document, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument, Term};

struct Engine {
    searcher: Searcher,
    fields: [Field; 2],
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let segments = arguments.next().context("minimal-serve SEGMENTS PORT")?;
    let port: u16 = arguments.next().context("which port?")?.parse()?;
    let index = Index::open_in_dir(segments)?;
    let schema = index.schema();
    let reader: IndexReader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()?;
    let engine = Engine {
        searcher: reader.searcher(),
        fields: [schema.get_field("headline")?, schema.get_field("body")?],
    };
    let routes = Router::new()
        .route("/search", get(search))
        .with_state(Arc::new(engine));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        Ok(axum::serve(listener, routes).await?)
    })
}

async fn search(
    State(engine): State<Arc<Engine>>,
    Query(parameters): Query<HashMap<String, String>>,
) -> String {
    let query = parameters.get("q").cloned().unwrap_or_default();
    let found = tokio::task::spawn_blocking(move || engine.search(&query)).await;
    match found {
        Ok(Ok(body)) => body,
        _ => String::from("failed"),
    }
}

impl Engine {
    fn search(&self, text: &str) -> Result<String> {
        let mut clauses: Vec<(Occur, Box<dyn tantivy::query::Query>)> = Vec::new();
        for word in NewsAnalyzer::english().terms(text) {
            for field in self.fields {
                let term = Term::from_field_text(field, &word);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                clauses.push((Occur::Should, Box::new(query)));
            }
        }
        let query = BooleanQuery::new(clauses);
        let top = TopDocs::with_limit(10).order_by_score();
        let (total, best) = self.searcher.search(&query, &(Count, top))?;
        let schema = self.searcher.schema();
        let mut articles = Vec::new();
        for (_, address) in best {
            let article: TantivyDocument = self.searcher.doc(address)?;
            articles.push(article.to_json(schema));
        }
        Ok(format!(
            "{{\"total\":{total},\"hits\":[{}]}}\n",
            articles.join(",")
        ))
    }
}
