//! Commands that show the whole of what a query finds: when, who, with which words.
//!
//! Each takes a query as `search` does, with all its filters. What it counts is exact.

pub(super) mod facets;
mod found;
pub(super) mod kwic;
mod queries;
pub(super) mod similar;
pub(super) mod terms;
pub(super) mod timeline;
