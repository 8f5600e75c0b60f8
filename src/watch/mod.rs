//! Watched queries: which articles that a run brings match them for the first time.
//!
//! [`Watches`] is an [`Observer`]: it looks at a draft before it is published, so that what it finds comes into force
//! together with the articles (`index/alerts.rs` has the rest of an alert's way). This room neither writes nor tells.

use crate::index::{Alert, News, Observer};
use crate::query::ask::Ask;
use crate::query::{Engine, QueryPlan, SearchRequest, Snapshot, Synonyms};
use crate::schema::ArticleSchema;
use std::collections::BTreeMap;

/// A query and the name that it is watched under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// The name.
    pub name: String,
    /// The query, as it is typed.
    pub query: String,
}

/// The watches of an archive.
#[derive(Debug, Clone, Default)]
pub struct Watches(pub Vec<Watch>);

impl Observer for Watches {
    fn observe(&self, news: &News) -> tantivy::Result<Vec<Alert>> {
        let none = BTreeMap::new();
        let engine = |searcher| Engine {
            snapshot: Snapshot {
                searcher,
                schema: news.schema,
                tokens: &none,
            },
            generation: news.generation,
        };
        let before = news.before.map(|generation| engine(generation.searcher()));
        let now = engine(news.searcher);
        let mut alerts = Vec::new();
        for watch in &self.0 {
            let plan = plan(&watch.query, news.schema);
            now.for_each_among(&plan, news.files, |article| {
                let known = match &before {
                    Some(before) => before
                        .with_id(&article.id.0)?
                        .iter()
                        .any(|old| old.headline == article.headline && old.body == article.body),
                    None => false,
                };
                if !known {
                    alerts.push(Alert::new(&watch.name, &article, news.generation));
                }
                Ok(())
            })?;
        }
        Ok(alerts)
    }
}

fn plan(query: &str, schema: &ArticleSchema) -> QueryPlan {
    let (ask, _) = Ask::parse(query, &schema.searchable_names());
    QueryPlan::new(&SearchRequest::new(ask, 0), schema, &Synonyms::default())
}
