//! Whether folders of an archive have become empty, before and after a rebuild.
//!
//! A folder that became empty is refused whatever the share of its articles is. The other guards
//! compare counts and are in `limits`.

use super::limits::Refusal;
use crate::article::Folder;
use crate::discover::Listing;
use crate::index::job::changes::Changes;
use crate::index::job::request::Job;

/// The folders in which nothing was listed.
pub(in crate::index::job) fn empty_folders<'a>(
    job: &Job<'a>,
    listing: &Listing,
) -> Vec<&'a Folder> {
    let is_empty = |folder: &&Folder| {
        !listing
            .folders
            .iter()
            .any(|listed| folder.has(&listed.path))
    };
    job.folders.iter().filter(is_empty).collect()
}

/// Why a refresh that finds these folders empty is refused; `None` if it is not.
pub(in crate::index::job) fn empty_folder(
    job: &Job,
    empty: &[&Folder],
    changes: &Changes,
) -> Option<Refusal> {
    let removed = |folder: &Folder| {
        let gone = changes.removed.iter().filter(|gone| folder.has(&gone.path));
        gone.count() as u64
    };
    refusal(job, empty.iter().copied(), removed)
}

/// Why a rebuild is refused; `None` if it is not. `has_files` says whether the rebuild found files
/// in a folder.
pub(in crate::index::job) fn empty_rebuild(
    job: &Job,
    has_files: impl Fn(&Folder) -> bool,
) -> Option<Refusal> {
    let empty = job.folders.iter().filter(|folder| !has_files(folder));
    refusal(job, empty, |folder| known_files(job, folder))
}

fn refusal<'a>(
    job: &Job,
    empty: impl IntoIterator<Item = &'a Folder>,
    files_before: impl Fn(&Folder) -> u64,
) -> Option<Refusal> {
    if job.guards.allow_removals {
        return None;
    }
    empty.into_iter().find_map(|folder| {
        let files = files_before(folder);
        (files > 0).then(|| Refusal::EmptyFolder {
            folder: folder.path.display().to_string(),
            files,
        })
    })
}

/// The number of files of a folder in the known generation, whether this program can open it or
/// not.
fn known_files(job: &Job, folder: &Folder) -> u64 {
    match job.store.known_catalog() {
        Some(catalog) => {
            let entries = catalog.entries().iter();
            entries.filter(|entry| folder.has(&entry.path)).count() as u64
        }
        None if folder.name.is_empty() => {
            let manifest = job.store.known_manifest();
            manifest.map_or(0, |manifest| manifest.statistics.files)
        }
        None => 0,
    }
}
