//! Text to meaning to engine query to a page of hits.
//!
//! - [`ask`]: what a typed query means, without any engine.
//! - [`SearchRequest`]: an ask with dates, order and page, resolved.
//! - [`QueryPlan`]: the request as engine queries, words to rank by, and things to mark.
//! - [`Engine`]: carries a plan out on the segments of one generation; gives a [`SearchPage`].
//!
//! This room knows neither how an index is made nor how a page is printed.

mod above;
mod among;
pub mod ask;
mod engine;
mod matching;
mod near;
mod order;
mod page;
mod passages;
mod plan;
mod ranking;
mod request;
mod rescore;
mod statistics;
mod stop_words;
mod words;

pub use engine::{Engine, SearchError};
pub use page::{Passage, SearchHit, SearchPage};
pub use plan::QueryPlan;
pub use ranking::{B, K1, Ranking};
pub use request::{DateBounds, SearchRequest, SortOrder};
