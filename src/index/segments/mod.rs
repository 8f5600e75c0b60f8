//! What this room does with the engine: folders that it reads from and writes to, and how segments are made, committed
//! and merged. It knows neither generations nor jobs.

pub(super) mod commit;
pub(super) mod draft_directory;
pub(super) mod link;
mod merging;
pub(super) mod read_only;
pub(super) mod segment_maker;
