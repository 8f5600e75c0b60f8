//! What a search is asked to do, resolved: nothing typed is left in it.

use super::ask::Ask;
use crate::article::Published;

/// A search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRequest {
    /// What is looked for.
    pub ask: Ask,
    /// Which dates.
    pub dates: DateBounds,
    /// In which order.
    pub sort: SortOrder,
    /// How many hits at most.
    pub limit: usize,
    /// How many better ones to leave out first.
    pub offset: usize,
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
