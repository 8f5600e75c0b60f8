//! What a search is asked to do, resolved: nothing typed is left in it.

pub(in crate::query) mod ranking;
pub(in crate::query) mod recency;

use crate::article::Published;
use crate::query::ask::Ask;
use crate::query::rank::second_stage::feedback::Expansion;
use crate::query::request::ranking::Ranking;
use crate::query::request::recency::Recency;

/// A search.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchRequest {
    /// What is looked for.
    pub ask: Ask,
    /// Which dates.
    pub dates: DateBounds,
    /// Whether articles are found too whose source forbids their use, without being asked for by
    /// their status.
    pub any_status: bool,
    /// In which order.
    pub sort: SortOrder,
    /// How many hits at most.
    pub limit: usize,
    /// How many better ones to leave out first.
    pub offset: usize,
    /// How to score.
    pub ranking: Ranking,
    /// Whether, and how, to add words of the first hits.
    pub expansion: Option<Expansion>,
    /// Whether, and how much, to prefer newer articles.
    pub recency: Option<Recency>,
    /// Whether to tell how each hit's score comes about.
    pub explain: bool,
}

impl SearchRequest {
    /// A search for the best matches as they are ranked by default.
    #[must_use]
    pub fn new(ask: Ask, limit: usize) -> Self {
        Self {
            ask,
            dates: DateBounds::default(),
            any_status: false,
            sort: SortOrder::default(),
            limit,
            offset: 0,
            ranking: Ranking::default(),
            expansion: None,
            recency: None,
            explain: false,
        }
    }
}

/// A span of publication dates. Articles without a date lie in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateBounds {
    /// Published in this period or later.
    pub since: Option<Published>,
    /// Published in this period or earlier.
    pub until: Option<Published>,
}

/// The order of hits. Ties are broken by date, newest first, then id, then path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortOrder {
    /// The best match first.
    #[default]
    Relevance,
    /// The newest first; articles without a date last.
    Newest,
    /// The oldest first; articles without a date last.
    Oldest,
}
