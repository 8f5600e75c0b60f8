//! x
mod page;
pub use page::{Passage, SearchHit, SearchPage};
