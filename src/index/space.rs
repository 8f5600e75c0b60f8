//! How much room a run takes on disk, estimated before it takes any.

use super::build::Job;
use super::generation::bytes_in;
use super::outset::Outset;
use std::path::Path;

/// An index takes so many times the bytes of what is indexed, while it is made: measured, see docs/performance.md,
/// with as much again for segments that are merged.
const INDEX_TO_TEXT: u64 = 2;

/// The room that a run takes on disk, and the room there is, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// What the run is estimated to take.
    pub needed: u64,
    /// What is free where the index lies.
    pub free: u64,
}

impl Space {
    /// Whether it is likely to be too little.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.needed > self.free
    }
}

impl Job<'_> {
    /// Estimates it; `None` where nothing is known yet, as before a first index, or the system does not say.
    pub(super) fn space(&self, outset: &Outset) -> Option<Space> {
        let in_force = self.store.current_number().ok().flatten();
        let bytes = bytes_in(&self.store.generation_path(in_force?));
        let needed = match &outset.base {
            Some(_) => {
                let read: u64 = outset
                    .changes
                    .to_read
                    .iter()
                    .filter_map(|own| Some(own.stat?.size))
                    .sum();
                // A merge rewrites at most what the memory allows (index/build.rs).
                let merged = bytes.min(self.settings.memory / 2);
                if read == 0 && outset.changes.removed.is_empty() {
                    0
                } else {
                    read * INDEX_TO_TEXT + merged
                }
            }
            None => bytes * INDEX_TO_TEXT,
        };
        let folder: &Path = self.store.path();
        let free = fs4::available_space(folder).ok()?;
        Some(Space { needed, free })
    }
}
