//! A request as the engine carries it out: which articles match, which words rank them, and what to
//! mark in them.
//!
//! [`QueryPlan`] is the border. This folder knows the schema and the query types of the engine, and
//! reads no index.

mod conditions;
mod near;
pub(in crate::query) mod query_plan;
mod stop_words;
pub(in crate::query) mod synonyms;
mod terms;
pub(in crate::query) mod words;

pub use query_plan::QueryPlan;
