//! What a job knows before it reads anything: what to start from, what looks changed, and whether
//! it may continue.
//!
//! It lists the folders of a refresh and compares them with the catalog. A rebuild has nothing to
//! compare with, so its files are listed while they are read.

use super::changes::{ChangeDetection, Changes};
use super::folders;
use super::guards::checks;
use super::guards::limits::Refusal;
use super::report::build_report::{Before, Ending, JobOutcome, Volume};
use super::request::Job;
use super::settle::settle;
use super::together::Together;
use crate::article::Folders;
use crate::discover::{Listing, OpenFolder, WalkOptions, list, now};
use crate::formats::READERS_VERSION;
use crate::index::error::IndexError;
use crate::index::store::generation::Generation;
use crate::index::store::index_store::IndexStore;
use std::fs;

/// What is known before anything is read.
pub(super) struct Survey {
    /// The state before the job.
    pub(super) before: Before,
    /// When the survey began, in nanoseconds since 1970.
    pub(super) started: i64,
    /// The generation to start from; `None` if everything is read.
    pub(super) base: Option<Generation>,
    /// The files to read and the entries to remove; empty if everything is read.
    pub(super) changes: Changes,
    /// Why the job must not continue; `None` if it may.
    pub(super) refusal: Option<Refusal>,
    /// The folders of the archive, as they were found.
    pub(super) folders: Vec<OpenFolder>,
    /// Whether the generation to start from was made with the same settings and folders.
    pub(super) has_same_settings: bool,
}

impl Survey {
    /// Looks at the folders and at the current generation.
    pub(super) fn of(job: &Job, walk: &WalkOptions) -> Result<Self, IndexError> {
        let started = now();
        let at = jiff::Timestamp::now();
        let folders = folders::open(job)?;
        let (base, rebuilt_because) = base(job)?;
        let mut changes = Changes::default();
        let mut refusal = None;
        if let Some(generation) = &base {
            let listing = list(job.folders, walk, job.settings.threads);
            let empty = checks::empty_folders(job, &listing);
            match changes_between(
                &listing,
                generation,
                job.folders,
                (job.change_detection, job.settings.append_only),
            ) {
                Ok(found) => {
                    refusal = checks::empty_folder(job, &empty, &found);
                    changes = found;
                }
                Err(error) => return Err(error),
            }
        }
        let settings = base
            .as_ref()
            .map(|generation| generation.manifest.settings.clone())
            .filter(|before| *before != job.settings.settings);
        let has_same_folders = base
            .as_ref()
            .is_none_or(|generation| generation.folders() == *job.folders);
        Ok(Self {
            has_same_settings: settings.is_none() && has_same_folders,
            before: Before {
                started: at,
                generation: job.store.known_number(),
                articles: job.store.known_articles(),
                rebuilt_because,
                settings,
            },
            started,
            base,
            changes,
            refusal,
            folders,
        })
    }

    /// Whether there is nothing to read and nothing to publish.
    pub(super) fn finds_nothing(&self) -> bool {
        self.base.is_some() && self.changes.is_empty() && self.has_same_settings
    }

    /// Finishes a job that reads nothing.
    pub(super) fn finish(&self, outcome: JobOutcome) -> Ending {
        let number = self.before.generation.unwrap_or(0);
        Ending {
            files: settle(Vec::new(), &self.changes, number, self.started).files,
            volume: Volume::default(),
            outcome,
        }
    }
}

/// The generation to start from, or why everything is read although there is one.
///
/// Damage stops the job. What a damaged index had is not known, and a disk that loses bytes should
/// be looked at by a person before a rebuild writes to it for hours.
fn base(job: &Job) -> Result<(Option<Generation>, Option<String>), IndexError> {
    if !job.store.exists() {
        return Ok((None, None));
    }
    let because = match job.store.current() {
        Ok(_) if job.settings.full => "--full".to_owned(),
        Err(IndexError::Corrupt { reason, .. }) if job.settings.full => {
            format!("--full; the index was damaged: {reason}")
        }
        Ok(generation) => {
            if let Some(error) = generation.other_folders(job.folders) {
                return Err(error);
            }
            let settings = &job.settings.settings;
            match settings.reads_differently_from(&generation.manifest.settings) {
                Some(reason) => reason.to_owned(),
                None if generation.manifest.readers_version != READERS_VERSION => {
                    "it was made by a program that reads files differently".to_owned()
                }
                None => {
                    generation.check_parts()?;
                    return Ok((Some(generation), None));
                }
            }
        }
        Err(IndexError::Missing(_)) => return Ok((None, None)),
        Err(error @ (IndexError::SchemaChanged { .. } | IndexError::AnalysisChanged { .. })) => {
            error.to_string()
        }
        Err(error) => return Err(error),
    };
    Ok((None, Some(because)))
}

/// What a refresh of an index from these folders would do, found out without doing it.
///
/// # Errors
/// If a folder or the catalog cannot be read, or a recorded glob is not valid.
pub fn changes_of(
    generation: &Generation,
    store: &IndexStore,
    folders: &Folders,
    threads: usize,
) -> Result<Changes, IndexError> {
    for folder in folders.iter() {
        fs::read_dir(&folder.path).map_err(|source| IndexError::Folder {
            path: folder.path.clone(),
            source,
        })?;
    }
    let walk = generation.manifest.settings.walk_options(store.path())?;
    let listing = list(folders, &walk, threads);
    changes_between(
        &listing,
        generation,
        folders,
        (ChangeDetection::ByStat, false),
    )
}

/// The changes, with the files that have to be read because others changed.
fn changes_between(
    listing: &Listing,
    generation: &Generation,
    folders: &Folders,
    (detection, append_only): (ChangeDetection, bool),
) -> Result<Changes, IndexError> {
    let between = |together: &Together| {
        let mut catalog = generation.catalog_reader()?;
        let mut changes = Changes::between(listing, &mut catalog, detection, together)
            .map_err(|error| generation.catalog_error(error))?;
        // Of files that only grow, no more than their ends are read.
        if !append_only {
            changes.recheck_fresh(folders);
        }
        Ok(changes)
    };
    let changes = between(&Together::default())?;
    let together = Together::of(changes.paths());
    let is_wanted = listing.folders.iter().any(|folder| {
        let mut files = folder.files.iter();
        files.any(|file| together.wants(folder.path.as_str(), &file.name))
    });
    if is_wanted {
        between(&together)
    } else {
        Ok(changes)
    }
}
