//! The candidates: `MaxScore` over the postings of a query's words, in single precision.

pub(in crate::query) mod best;
pub(in crate::query) mod cursor;
pub(in crate::query) mod filter;
pub(in crate::query) mod max_score;
pub(in crate::query) mod sums;
