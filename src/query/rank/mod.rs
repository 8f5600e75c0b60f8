//! Which articles are the best matches, and how their scores come about.
//!
//! `relevance` runs the stages. `first_stage` finds the candidates by their words, in single
//! precision; `second_stage` scores them exactly and adds context. `formula` is the arithmetic of
//! both. This folder knows the engine's postings, and neither the query language nor pages.

pub(super) mod columns;
pub(in crate::query) mod counted;
mod dates;
pub(super) mod document_set;
pub(super) mod explain;
mod first_stage;
mod formula;
pub(super) mod in_languages;
mod lookup;
pub(super) mod relevance;
pub(super) mod scored;
mod scoring_context;
mod second_stage;
pub(super) mod statistics;
pub(super) mod ties;
