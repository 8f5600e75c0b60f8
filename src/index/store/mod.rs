//! The folder of an index on disk: its files, its lock, its generations, and the next generation
//! while it is made.
//!
//! [`index_store::IndexStore`] knows the folder and which generation is current. Other files add
//! methods to it: `generation` opens a generation, `draft` makes the next one, `history` lists
//! generations and goes back to one, `verify` looks for damage. This folder does not know where
//! articles come from: jobs are in `job`.

mod current;
pub(super) mod damage;
pub(super) mod draft;
pub(super) mod durable;
pub(super) mod generation;
pub(super) mod history;
pub(super) mod index_store;
pub(super) mod manifest;
mod queue;
mod seal;
pub(super) mod settings;
pub(super) mod sources;
pub(super) mod statistics;
pub(super) mod verify;
mod walk_segments;
