//! Names that mean the same: groups of them, and what they add to a query.

pub(in crate::query) mod groups;
pub(super) mod recognise;
