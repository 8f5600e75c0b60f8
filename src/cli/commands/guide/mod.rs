//! Commands that help people to use the program: completions and the manual.

pub(super) mod complete;
pub(super) mod completions;
pub(super) mod man;
