//! Watched queries: which articles of a job match them and are new.
//!
//! [`Watches`] is an [`Observer`]. It searches a draft before the draft is published, so that alerts become current
//! together with their articles (`index/alerts/` has what happens to an alert next). A watch's query is read as
//! `dateline search` reads it in the same archive: with its language, its synonyms and its settings of ranking, and
//! without articles whose use is restricted. This room neither writes nor delivers alerts.

use crate::index::{Alert, News, Observer};
use crate::query::ask::Ask;
use crate::query::{Engine, FileSet, Named, QueryPlan, Ranking, SearchRequest, Snapshot, Synonyms};
use crate::schema::{ArticleSchema, TokenCounts};
use std::convert::Infallible;
use std::io;

/// A query and the name of its watch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// The name.
    pub name: String,
    /// The query, as it is typed.
    pub query: String,
    /// Whether the first job of an archive also alerts on what is there already.
    pub existing: bool,
}

/// The watches of an archive.
#[derive(Debug, Clone, Default)]
pub struct Watches {
    /// The watches; may be empty.
    pub watches: Vec<Watch>,
    /// The synonyms that a search of the archive uses.
    pub synonyms: Synonyms,
    /// The ranking of a search of the archive. It matters here because it says when stop words are left out of a query,
    /// and so which articles match.
    pub ranking: Ranking,
}

impl Watches {
    fn plan(&self, watch: &Watch, schema: &ArticleSchema) -> QueryPlan {
        let fields = schema.searchable_names();
        let (ask, _) = Ask::parse(&watch.query, &fields);
        let query_of = |name: &str| {
            let mut watches = self.watches.iter();
            let found = watches.find(|other| other.name == name);
            found.map(|other| other.query.clone())
        };
        // A draft has no list of files with notes yet.
        let Ok(named) = Named::of(&ask, &fields, query_of, || {
            Ok::<_, Infallible>(FileSet::default())
        });
        let request = SearchRequest {
            named,
            ranking: self.ranking.clone(),
            ..SearchRequest::new(ask, 0)
        };
        QueryPlan::new(&request, schema, &self.synonyms)
    }
}

impl Observer for Watches {
    fn observe(&self, news: &News) -> tantivy::Result<Vec<Alert>> {
        let none = TokenCounts::default();
        let engine = |searcher| Engine {
            snapshot: Snapshot::new(searcher, news.schema, &none),
            elsewhere: None,
        };
        let before = news.before;
        let before = before.map(|generation| (generation, engine(generation.searcher())));
        let now = engine(news.searcher);
        let mut alerts = Vec::new();
        // Without an index before nothing is known to be new.
        let is_first = news.generation == 1;
        for watch in self.watches.iter().filter(|own| own.existing || !is_first) {
            let plan = self.plan(watch, news.schema);
            now.for_each_among(&plan, news.files, |article| {
                let old = match &before {
                    Some((generation, engine)) => match generation.elsewhere() {
                        Some(elsewhere) => elsewhere
                            .with_id(generation.number(), &article.id.0)
                            .map_err(io::Error::other)?,
                        None => engine.with_id(&article.id.0)?,
                    },
                    None => Vec::new(),
                };
                let known = old
                    .iter()
                    .any(|old| old.headline == article.headline && old.body == article.body);
                if !known {
                    alerts.push(Alert::new(&watch.name, &article, news.generation));
                }
                Ok(())
            })?;
        }
        Ok(alerts)
    }
}
