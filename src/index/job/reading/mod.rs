//! Reading files on several threads, each into segments of its own.

pub(in crate::index) mod companions;
mod makers;
mod opener;
pub(super) mod outcome;
pub(super) mod threads;
mod worker;
