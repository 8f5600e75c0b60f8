//! Formats of search results, one file a format.

pub(super) mod csv;
pub(super) mod explain;
pub(super) mod json;
pub(super) mod paths;
pub(super) mod text;
pub(super) mod trec;
