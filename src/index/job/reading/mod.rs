//! Reading files on several threads, each into segments of its own.

pub(in crate::index) mod companions;
mod grown;
mod makers;
mod opener;
pub(super) mod outcome;
mod records;
pub(super) mod threads;
mod worker;
