//! Commands that give archives to others: to browsers and programs, and to assistants.

pub(in crate::cli) mod loader;
pub(super) mod mcp;
pub(super) mod serve;
