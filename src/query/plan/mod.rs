//! A request as the engine carries it out: which articles match, which words rank them, and what to
//! mark in them.
//!
//! [`QueryPlan`] is the border. `reader` walks the query tree once and makes a `reading`;
//! `conditions`, `words` and `highlights` are folds over it. This folder knows the schema and the
//! query types of the engine, and reads no index.

mod conditions;
pub(in crate::query) mod exact;
mod filters;
mod find;
mod forms;
mod highlights;
pub(in crate::query) mod patterns;
pub(in crate::query) mod portable;
pub(in crate::query) mod queries;
pub(in crate::query) mod query_plan;
mod reader;
mod reading;
mod stop_words;
pub(in crate::query) mod synonyms;
pub(in crate::query) mod words;

pub use query_plan::QueryPlan;
