//! The archive that a command works on, whatever was typed: a name of `dateline.toml`, a folder, or nothing.
//!
//! [`Archive`] is the only type for that. `find` makes one from what was typed, `job` runs a job over it. A search looks
//! at several: `targets` finds them, `open` opens their indexes.

mod archive;
mod below;
mod far;
mod find;
mod job;
mod open;
mod served;
mod targets;
mod trust;
mod typed_path;

pub(crate) use archive::Archive;
pub(super) use find::{any_configuration, configuration};
pub(crate) use job::{GuardMode, JobOptions};
pub(super) use open::{Missing, OpenArchive, OpenArchives, Opened, engine, open_each};
pub(crate) use served::Served;
pub(super) use trust::trust;
