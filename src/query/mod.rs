//! Text to meaning to engine query to a page of hits.
//!
//! - [`ask`]: what a typed query means, without any engine.
//! - [`Aliases`]: names that mean the same, found for each other.
//! - [`SearchRequest`]: an ask with dates, order and page, resolved.
//! - [`QueryPlan`]: the request as engine queries, words to rank by, and things to mark.
//! - [`Engine`]: carries a plan out on the segments of one generation; gives a [`SearchPage`].
//!
//! This room knows neither how an index is made nor how a page is printed.

pub mod ask;
mod engine;
mod page;
mod passages;
mod plan;
mod rank;
mod request;

pub use engine::{Engine, RankedId, SearchError};
pub use page::{Passage, QueryWord, SearchHit, SearchPage};
pub use plan::QueryPlan;
pub use plan::synonyms::groups::{AliasError, AliasFault, Aliases};
pub use rank::explain::{Explanation, FieldShare, WordShare};
pub use rank::second_stage::feedback::Expansion;
pub use rank::second_stage::rescore::Scored;
pub use request::ranking::{Ranking, RankingError};
pub use request::recency::Recency;
pub use request::{DateBounds, SearchRequest, SortOrder};
