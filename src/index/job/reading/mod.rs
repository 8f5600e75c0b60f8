//! Reading files on several threads.

pub(in crate::index) mod opener;
pub(in crate::index) mod threads;
pub(in crate::index) mod worker;
