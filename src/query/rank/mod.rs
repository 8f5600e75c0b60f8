//! Which articles are the best matches, and how their scores come about.
//!
//! [`relevance`] runs the stages: `first_stage` finds the candidates by their words, in single
//! precision, and `second_stage` scores them exactly and with the positions of words. `formula` is
//! the arithmetic of both.

pub(in crate::query) mod document_set;
pub(in crate::query) mod explain;
mod first_stage;
mod formula;
mod lookup;
pub(in crate::query) mod relevance;
pub(in crate::query) mod second_stage;
mod statistics;
pub(in crate::query) mod ties;
