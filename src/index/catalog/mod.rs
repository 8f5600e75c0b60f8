//! The catalog: every file that a generation was made from.
//!
//! One file on disk, sorted by folder and name
//! ([`ArchivePath::by_folder`](crate::article::ArchivePath::by_folder)). It is read and written as
//! a stream, so the catalog of a million files never has to be in memory whole. This folder knows
//! neither generations nor jobs.

mod encoding;
pub(super) mod entry;
pub(super) mod error;
pub(super) mod in_memory;
pub(super) mod reader;
pub(super) mod update;
pub(super) mod writer;
