//! What the commands that search share.

pub(in crate::cli) mod last_search;
pub(in crate::cli) mod ranking;
pub(in crate::cli) mod topic_search;
