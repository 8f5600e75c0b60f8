//! Whether an archive's folders can be read, and whether they are still the same.
//!
//! A disk that is unmounted during a job leaves an empty folder in its place. The files that were
//! read before would then look like the whole archive.

use super::request::Job;
use crate::article::Folder;
use crate::discover::{OpenFolder, is_index};
use crate::index::error::IndexError;
use std::fs;
use std::io;

/// Checks that the folders can be listed, and keeps them open.
pub(super) fn open(job: &Job) -> Result<Vec<OpenFolder>, IndexError> {
    let open = |Folder { path, .. }: &Folder| {
        if is_index(path) || job.store.path() == path {
            return Err(IndexError::IsAnIndex(path.clone()));
        }
        fs::read_dir(path)
            .and_then(|_| OpenFolder::at(path))
            .map_err(|source| IndexError::Folder {
                path: path.clone(),
                source,
            })
    };
    job.folders.iter().map(open).collect()
}

/// Fails if a folder was removed, or another folder is in its place, since the job found the
/// folders `before`.
pub(super) fn check_same(job: &Job, before: &[OpenFolder]) -> Result<(), IndexError> {
    let now = open(job)?;
    let mut folders = job.folders.iter().zip(before.iter().zip(now));
    match folders.find(|(_, (before, now))| !before.is_same(now)) {
        Some((folder, _)) => Err(IndexError::Folder {
            path: folder.path.clone(),
            source: io::Error::other("another folder has taken its place since the job began"),
        }),
        None => Ok(()),
    }
}
