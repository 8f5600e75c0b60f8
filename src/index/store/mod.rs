//! The folder of an index: its generations, and the next one while it is made.

pub(in crate::index) mod draft;
pub(in crate::index) mod durable;
pub(in crate::index) mod generation;
pub(in crate::index) mod history;
pub(in crate::index) mod index_store;
pub(in crate::index) mod manifest;
pub(in crate::index) mod seal;
pub(in crate::index) mod verify;
