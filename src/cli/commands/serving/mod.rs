//! Commands that give archives to others: to browsers and programs, and to assistants.

mod loader;
pub(super) mod mcp;
pub(super) mod serve;
