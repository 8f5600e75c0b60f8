//! Exact scores of the candidates: by their words, by the best passage and by proximity.

pub(in crate::query) mod exact_scorer;
pub(in crate::query) mod feedback;
pub(in crate::query) mod occurrences;
pub(in crate::query) mod passage;
pub(in crate::query) mod rescore;
