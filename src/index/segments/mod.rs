//! What this room adds to the engine: folders it writes to and reads from, and how segments are made and merged.

pub(in crate::index) mod draft_directory;
pub(in crate::index) mod merging;
pub(in crate::index) mod read_only;
pub(in crate::index) mod segment_maker;
