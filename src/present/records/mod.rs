//! Records shown as text and as JSON: an article, the state of an index, measures.

pub(super) mod article;
pub(super) mod evaluation;
pub(super) mod generations;
pub(super) mod parsed;
pub(super) mod status;
