//! One file a subcommand.

pub(in crate::cli) mod config;
pub(in crate::cli) mod eval;
pub(in crate::cli) mod index;
pub(in crate::cli) mod man;
pub(in crate::cli) mod parse;
pub(in crate::cli) mod reindex;
pub(in crate::cli) mod repair;
pub(in crate::cli) mod search;
pub(in crate::cli) mod show;
pub(in crate::cli) mod status;
