//! Estimates the space that a job needs on disk, before it takes any.

use super::report::space::Space;
use super::request::Job;
use super::survey::Survey;
use crate::discover::{WalkOptions, list};
use crate::index::store::generation::bytes_in;
use std::path::Path;

/// While it is made, an index takes up to this many times the bytes of its files. Half of this was
/// measured (docs/performance.md); the other half is for segments that are merged.
const INDEX_TO_TEXT: u64 = 2;

/// Estimates the space. `None` if the system does not report the free space, or if it is more than
/// enough for all files on the disks of the folders.
pub(super) fn estimate(job: &Job, walk: &WalkOptions, survey: &Survey) -> Option<Space> {
    let folder: &Path = job.store.path();
    let free = fs4::available_space(folder).ok()?;
    let current = job.store.known_number();
    let bytes = current.map(|number| bytes_in(&job.store.generation_folder(number)));
    let needed = match (&survey.base, bytes) {
        (_, None) => source_bytes(job, walk, free / INDEX_TO_TEXT)? * INDEX_TO_TEXT,
        (Some(_), Some(bytes)) => {
            let read: u64 = survey
                .changes
                .to_read
                .iter()
                .filter_map(|change| Some(change.stat?.size))
                .sum();
            // A merge writes at most what the memory allows (`publish`).
            let merged = bytes.min(job.settings.memory / 2);
            if read == 0 && survey.changes.removed.is_empty() {
                0
            } else {
                read * INDEX_TO_TEXT + merged
            }
        }
        (None, Some(bytes)) => bytes * INDEX_TO_TEXT,
    };
    Some(Space { needed, free })
}

/// The bytes of the files of a first index. They are listed only if the file systems of the folders
/// have more than `enough` bytes in use; otherwise `None`.
fn source_bytes(job: &Job, walk: &WalkOptions, enough: u64) -> Option<u64> {
    let used = job.folders.iter().map(|folder| {
        let used = fs4::total_space(&folder.path)?.checked_sub(fs4::free_space(&folder.path)?);
        Ok(used.unwrap_or(u64::MAX))
    });
    let used: std::io::Result<Vec<u64>> = used.collect();
    if used.is_ok_and(|used| used.into_iter().fold(0, u64::saturating_add) <= enough) {
        return None;
    }
    let listing = list(job.folders, walk, job.settings.threads);
    let files = listing.folders.iter().flat_map(|folder| &folder.files);
    Some(files.map(|file| file.stat.size).sum())
}
