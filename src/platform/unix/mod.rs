//! Unix.

pub(super) mod files;
pub(super) mod folders;
pub(super) mod processes;
pub(super) mod signals;
pub(super) mod stat;
