//! Text to meaning to engine query to a page of hits.
//!
//! - [`ask`]: what a typed query means, without any engine.
//! - [`Aliases`]: names that mean the same, found for each other.
//! - [`SearchRequest`]: an ask with dates, order and page, resolved.
//! - [`QueryPlan`]: the request as engine queries, words to rank by, and things to mark.
//! - [`Engine`]: carries a plan out on the segments of one generation; gives a [`SearchPage`].
//!
//! This room knows neither how an index is made nor how a page is printed.

mod aliases;
mod among;
pub mod ask;
mod best;
mod bits;
mod count;
mod cursor;
mod engine;
mod explain;
mod feedback;
mod filter;
mod ids;
mod lookup;
mod matching;
mod maxscore;
mod near;
mod order;
mod page;
mod passage_score;
mod passages;
mod plan;
mod postings;
mod ranking;
mod recency;
mod relevance;
mod request;
mod rescore;
mod segment;
mod settings;
mod statistics;
mod stop_words;
mod sums;
mod terms;
mod variants;
mod words;

pub use aliases::{AliasError, AliasFault, Aliases};
pub use engine::{Engine, SearchError};
pub use explain::{Explanation, FieldShare, WordShare};
pub use feedback::Expansion;
pub use ids::RankedId;
pub use page::{Passage, QueryWord, SearchHit, SearchPage};
pub use plan::QueryPlan;
pub use recency::Recency;
pub use request::{DateBounds, SearchRequest, SortOrder};
pub use rescore::Scored;
pub use settings::{Ranking, RankingError};
