//! Carries plans out on one generation.
//!
//! [`Engine`] is the border: pages of hits, ids of hits alone, matches in some files, and articles
//! by their id or path. `far` is for articles on other machines.

mod by_date;
mod by_name;
pub(in crate::query) mod count;
mod coverage;
mod far;
mod fold;
pub(in crate::query) mod folded;
mod ids;
mod in_families;
mod in_files;
mod marks;
pub(in crate::query) mod patterns;
mod sampled;
mod search;
mod values;

pub use by_name::NamedFamily;
pub use ids::RankedId;
pub use marks::Marks;
pub use search::{Engine, SearchError};
