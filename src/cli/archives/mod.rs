//! Which archive a command works on, whatever was typed.

pub(in crate::cli) mod archive;
pub(in crate::cli) mod find;
