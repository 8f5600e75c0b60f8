//! How much room a run takes on disk, estimated before it takes any.

use super::run::Job;
use super::survey::Outset;
use crate::discover::list;
use crate::index::store::generation::bytes_in;
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
    /// Estimates it; `None` where the system does not say what is free, or there is more than enough for all that the disks
    /// of the folders hold.
    pub(in crate::index) fn space(&self, outset: &Outset) -> Option<Space> {
        let folder: &Path = self.store.path();
        let free = fs4::available_space(folder).ok()?;
        let in_force = self.store.current_number().ok().flatten();
        let bytes = in_force.map(|number| bytes_in(&self.store.generation_path(number)));
        let needed = match (&outset.base, bytes) {
            (_, None) => self.source_bytes(free / INDEX_TO_TEXT)? * INDEX_TO_TEXT,
            (Some(_), Some(bytes)) => {
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
            (None, Some(bytes)) => bytes * INDEX_TO_TEXT,
        };
        Some(Space { needed, free })
    }

    /// What the files of a first index are together. They are listed for it only if the file systems of the folders hold
    /// more than is `enough`.
    fn source_bytes(&self, enough: u64) -> Option<u64> {
        let held = self.folders.iter().map(|folder| {
            let used = fs4::total_space(&folder.path)?.checked_sub(fs4::free_space(&folder.path)?);
            Ok(used.unwrap_or(u64::MAX))
        });
        let held: std::io::Result<Vec<u64>> = held.collect();
        if held.is_ok_and(|held| held.into_iter().fold(0, u64::saturating_add) <= enough) {
            return None;
        }
        let listing = list(
            self.folders,
            &self.walk_options().ok()?,
            self.settings.threads,
        );
        let files = listing.folders.iter().flat_map(|folder| &folder.files);
        Some(files.map(|file| file.stat.size).sum())
    }
}
