//! Carries plans out on one generation.
//!
//! [`Engine`] is the border: pages of hits, ids of hits alone, matches in some files, and articles by
//! their id or path.

mod count;
mod ids;
mod in_files;
pub(in crate::query) mod search;

pub use ids::RankedId;
pub use search::{Engine, SearchError};
