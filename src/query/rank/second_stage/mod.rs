//! Exact scores of the candidates: by their words, by the best passage and by proximity.

pub(super) mod exact_scorer;
pub(super) mod feedback;
mod occurrences;
mod passage;
mod proximity;
pub(super) mod rescore;
