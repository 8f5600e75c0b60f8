//! What the room does with the engine's segments: the folders that the engine reads and writes, and
//! how segments are made, committed and merged. This folder knows neither generations nor jobs.

pub(super) mod commit;
pub(super) mod draft_directory;
mod engine_files;
pub(super) mod families;
pub(super) mod few;
pub(super) mod in_file;
pub(super) mod joined;
mod lengths;
pub(super) mod link;
mod merging;
pub(super) mod read_only;
pub(super) mod segment_maker;
mod stored_blocks;
pub(super) mod words;
