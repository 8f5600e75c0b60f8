//! The articles that are marked or unmarked: named one by one, or found by a query.
//!
//! Which article a name means is decided in `searching`; a query is read as `search` reads it.

use crate::article::Article;
use crate::cli::archives::Archive;
use crate::cli::args::SearchLocation;
use crate::cli::context::Context;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::searching::{FoundArticle, PreparedSearch};
use crate::cli::shell::dateline;
use crate::dossiers::archive_name;
use crate::present::{for_terminal, grouped};
use crate::query::QueryPlan;
use clap::Args;
use std::ffi::OsString;
use std::path::PathBuf;

/// The most articles that one query marks: a dossier is what people read.
const MOST: usize = 10_000;

/// Which articles.
#[derive(Debug, Args)]
pub(super) struct ChosenArgs {
    /// Ranks of the last search in this terminal, ids or paths: `id:86685` for an id that could be a
    /// rank
    #[arg(value_name = "ARTICLE")]
    pub(super) articles: Vec<OsString>,

    /// Every article that a query finds, as `dateline search` reads it
    #[arg(long, value_name = "QUERY", conflicts_with = "articles")]
    pub(super) query: Option<String>,

    #[command(flatten)]
    pub(super) location: SearchLocation,
}

/// An article, and the name of its archive in a mark.
pub(super) type Chosen = (Article, String);

/// The articles that were chosen.
#[derive(Default)]
pub(super) struct FoundArticles {
    pub(super) articles: Vec<Chosen>,
    /// The index of them, if only the last search says where it is.
    pub(super) elsewhere: Option<PathBuf>,
}

impl ChosenArgs {
    /// The articles that were named or found.
    ///
    /// # Errors
    /// If one that was named is not there, or the query finds too many.
    pub(super) fn find(&self, context: &Context) -> anyhow::Result<FoundArticles> {
        let mut found = FoundArticles::default();
        if let Some(query) = self.query.as_deref() {
            found.articles = self.of_query(query, context)?;
        }
        for name in &self.articles {
            let own = FoundArticle::named(name, &self.location, context.config())?;
            if self.location.is_empty() && !Archive::is_here(&own.index) {
                found.elsewhere = Some(own.index);
            }
            let archive = archive_name(&own.folders);
            found.articles.push((own.article, archive));
        }
        Ok(found)
    }

    fn of_query(&self, query: &str, context: &Context) -> anyhow::Result<Vec<Chosen>> {
        let search = PreparedSearch::without_query(&self.location, context)?;
        let (request, notes) = search.with_query(query)?;
        if request.ask.is_empty() {
            return Err(Misuse::error(
                "the query of --query says nothing, so it would be every article",
                "say which articles are meant: --query 'source:kayhan ferry'",
            ));
        }
        let plan = QueryPlan::new(&request, search.archives.schema(), &search.synonyms);
        for note in notes.iter().chain(&plan.notes) {
            stream::say("note", &for_terminal(note));
        }
        let names: Vec<String> = search
            .archives
            .iter()
            .map(|own| archive_name(&own.generation.folders()))
            .collect();
        let engine = search.engine();
        let total = engine.total(&plan)?;
        if total > MOST as u64 {
            return Err(Misuse::error(
                format!(
                    "the query finds {} articles, more than the {} that are marked at once",
                    grouped(total),
                    grouped(MOST as u64)
                ),
                format!(
                    "ask for less, or save the query instead: {} search --save NAME …",
                    dateline()
                ),
            ));
        }
        let mut found = Vec::new();
        engine.for_each(&plan, |place, article, _| {
            found.push((article, names.get(place).cloned().unwrap_or_default()));
            Ok::<_, crate::query::SearchError>(())
        })?;
        Ok(found)
    }
}
