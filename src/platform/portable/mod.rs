//! Systems that are not Unix. What they do not say has the answer that refuses nothing.

pub(super) mod files;
pub(super) mod folders;
pub(super) mod processes;
pub(super) mod signals;
pub(super) mod stat;
