//! The catalog: every file that a generation was made from.

pub(in crate::index) mod reader;
pub(in crate::index) mod update;
