//! The candidates: `MaxScore` over the postings of a query's words, in single precision.

pub(super) mod best;
mod cursor;
pub(super) mod filter;
mod max_score;
pub(super) mod top_by_words;
mod window;
mod word_cursor;
