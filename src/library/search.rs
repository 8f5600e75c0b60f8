//! A search and its page of hits.
//!
//! A search is a list of parameters with the names of the options of the command line. They are
//! read when it is carried out.

use super::article::Article;
use crate::query::SearchPage;

/// What to search for.
///
/// ```
/// let search = dateline::Search::new("troops withdrawal").since("2021-01").limit(5);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    pub(super) pairs: Vec<(String, String)>,
}

impl Search {
    /// A search for a query, as docs/query.md describes it. The empty query finds every article.
    #[must_use]
    pub fn new(query: impl Into<String>) -> Self {
        Self::default().set("q", query)
    }

    /// Only articles published on that date or later: `2021`, `2021-01`, `yesterday`, `30d`.
    #[must_use]
    pub fn since(self, date: impl Into<String>) -> Self {
        self.set("since", date)
    }

    /// Only articles published on that date or earlier.
    #[must_use]
    pub fn until(self, date: impl Into<String>) -> Self {
        self.set("until", date)
    }

    /// The largest number of hits; 10 unless another is asked for.
    #[must_use]
    pub fn limit(self, hits: usize) -> Self {
        self.set("limit", hits.to_string())
    }

    /// The number of best hits to leave out.
    #[must_use]
    pub fn offset(self, hits: usize) -> Self {
        self.set("offset", hits.to_string())
    }

    /// Adds a parameter of the API, as docs/serve.md lists them: `sort`, `copies`, `source`, ….
    /// A wrong name or value is an error of the search.
    #[must_use]
    pub fn set(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.pairs.push((name.into(), value.into()));
        self
    }
}

/// A page of hits, best first.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Page {
    /// How the query was read; it reads back as the same query.
    pub query: String,
    /// Sentences about what was odd in the query.
    pub notes: Vec<String>,
    /// The number of articles that match, on this page or not.
    pub total: u64,
    /// The hits.
    pub hits: Vec<Hit>,
}

/// An article that matches.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Hit {
    /// Its place among all matches, from 1.
    pub rank: u64,
    /// Its score, comparable within one answer only; 0 where nothing was scored.
    pub score: f64,
    /// The name of its archive.
    pub archive: String,
    /// The article, without its body: [`Archive::show`](super::Archive::show) has the whole.
    pub article: Article,
    /// Parts of the body that match.
    pub passages: Vec<String>,
}

impl Page {
    pub(super) fn of(page: SearchPage) -> Self {
        let hits = page.hits.into_iter().map(|hit| Hit {
            rank: hit.rank,
            score: hit.score,
            archive: hit.archive,
            article: Article::new(hit.article),
            passages: hit.passages.into_iter().map(|own| own.text).collect(),
        });
        Self {
            query: page.query,
            notes: page.notes,
            total: page.total,
            hits: hits.collect(),
        }
    }
}
