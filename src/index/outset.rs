//! What a run finds out before it reads anything: where to start from, what looks changed, and whether it may go on.

use super::build::Job;
use super::{Changes, Generation, IndexError, IndexStore, Look, Refusal, Settings};
use crate::article::{Folder, Folders, GlobError, PathGlobs};
use crate::discover::{HeldFolder, Listing, WalkOptions, is_index, list};
use crate::formats::READERS_VERSION;
use std::fs;
use std::io;

/// What a run has found out before it reads anything.
pub(super) struct Outset {
    /// The generation to start from; everything is read if there is none.
    pub(super) base: Option<Generation>,
    /// Why everything is read although there is an index.
    pub(super) rebuilt_because: Option<String>,
    /// What there is to do, as far as that is known without reading.
    pub(super) changes: Changes,
    /// Why it must not be done.
    pub(super) refusal: Option<Refusal>,
    /// The archive's folders, as the run found them.
    pub(super) folders: Vec<HeldFolder>,
}

impl Job<'_> {
    /// What has to be done and whether it may, without doing it.
    pub(super) fn outset(&self) -> Result<Outset, IndexError> {
        let folders = self.check_folders()?;
        let (base, rebuilt_because) = self.base()?;
        let mut outset = Outset {
            base,
            rebuilt_because,
            changes: Changes::default(),
            refusal: None,
            folders,
        };
        if let Some(generation) = &outset.base {
            let options = self.walk_options()?;
            let listing = list(self.folders, &options, self.settings.threads);
            let empty = self.empty_folders(&listing);
            match changes_between(listing, generation, self.look) {
                Ok(mut changes) => {
                    changes.look_again(self.folders);
                    outset.refusal = self.refusal_of_empty(&empty, &changes);
                    outset.changes = changes;
                }
                Err(IndexError::Corrupt { reason, .. }) => {
                    outset.base = None;
                    outset.rebuilt_because = Some(reason);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(outset)
    }

    /// Looks whether the folders can be listed, and which they are.
    pub(super) fn check_folders(&self) -> Result<Vec<HeldFolder>, IndexError> {
        let held = |Folder { path, .. }: &Folder| {
            if is_index(path) || self.store.path() == path {
                return Err(IndexError::IsAnIndex(path.clone()));
            }
            fs::read_dir(path)
                .and_then(|_| HeldFolder::at(path))
                .map_err(|source| IndexError::Folder {
                    path: path.clone(),
                    source,
                })
        };
        self.folders.iter().map(held).collect()
    }

    /// Fails if a folder is gone, or is no longer the one that the run began with: what was read is then neither what
    /// lies there nor what lay there, but of a disk that was unmounted meanwhile the files that were read in time.
    pub(super) fn check_folders_still(&self, began: &[HeldFolder]) -> Result<(), IndexError> {
        let now = self.check_folders()?;
        let mut folders = self.folders.iter().zip(began.iter().zip(now));
        match folders.find(|(_, (before, now))| !before.is(now)) {
            Some((folder, _)) => Err(IndexError::Folder {
                path: folder.path.clone(),
                source: io::Error::other("another folder has taken its place since the job began"),
            }),
            None => Ok(()),
        }
    }

    /// The generation to start from, or why everything is read although there is one.
    fn base(&self) -> Result<(Option<Generation>, Option<String>), IndexError> {
        if !self.store.exists() {
            return Ok((None, None));
        }
        let because = match self.store.current() {
            Ok(_) if self.settings.full => "--full".to_owned(),
            Ok(generation) => {
                if let Some(error) = generation.other_folders(self.folders) {
                    return Err(error);
                }
                let settings = &self.settings.settings;
                match settings.reads_otherwise_than(&generation.manifest.settings) {
                    Some(reason) => reason.to_owned(),
                    None if generation.manifest.reading != READERS_VERSION => {
                        "this program reads files otherwise than the one that made it".to_owned()
                    }
                    None => return Ok((Some(generation), None)),
                }
            }
            Err(IndexError::Missing(_)) => return Ok((None, None)),
            Err(
                error @ (IndexError::SchemaChanged { .. }
                | IndexError::AnalysisChanged { .. }
                | IndexError::Corrupt { .. }),
            ) => error.to_string(),
            Err(error) => return Err(error),
        };
        Ok((None, Some(because)))
    }

    pub(super) fn walk_options(&self) -> Result<WalkOptions, IndexError> {
        walk_options(self.folders, self.store, &self.settings.settings)
    }

    /// The folders that nothing was met in.
    fn empty_folders(&self, listing: &Listing) -> Vec<&Folder> {
        let is_empty = |folder: &&Folder| !listing.folders.iter().any(|own| folder.has(&own.path));
        self.folders.iter().filter(is_empty).collect()
    }

    fn refusal_of_empty(&self, empty: &[&Folder], changes: &Changes) -> Option<Refusal> {
        if self.guards.allow_removals {
            return None;
        }
        empty.iter().find_map(|folder| {
            let gone = changes.removed.iter().filter(|gone| folder.has(&gone.path));
            let files = gone.count() as u64;
            (files > 0).then(|| Refusal::EmptyFolder {
                folder: folder.path.display().to_string(),
                files,
            })
        })
    }

    /// Why a rebuild must not go on that meets files of those folders alone that `has_files`.
    pub(super) fn refusal_of_empty_rebuild(
        &self,
        has_files: impl Fn(&Folder) -> bool,
    ) -> Option<Refusal> {
        if self.guards.allow_removals {
            return None;
        }
        self.folders.iter().find_map(|folder| {
            let files = if has_files(folder) {
                0
            } else {
                self.known_files(folder)
            };
            (files > 0).then(|| Refusal::EmptyFolder {
                folder: folder.path.display().to_string(),
                files,
            })
        })
    }

    /// How many files of a folder the generation in force knows, whether this program could refresh it or not.
    fn known_files(&self, folder: &Folder) -> u64 {
        let in_force = self.store.catalog_in_force();
        match in_force {
            Some(catalog) => {
                let entries = catalog.entries().iter();
                entries.filter(|entry| folder.has(&entry.path)).count() as u64
            }
            None if folder.name.is_empty() => {
                let manifest = self.store.manifest_in_force();
                manifest.map_or(0, |manifest| manifest.statistics.files)
            }
            None => 0,
        }
    }
}

/// What a refresh of an index would have to do, without doing it.
///
/// # Errors
/// If a folder or the catalog cannot be read.
pub fn changes_of(
    generation: &Generation,
    store: &IndexStore,
    threads: usize,
) -> Result<Changes, IndexError> {
    let folders = generation.folders();
    for folder in folders.iter() {
        fs::read_dir(&folder.path).map_err(|source| IndexError::Folder {
            path: folder.path.clone(),
            source,
        })?;
    }
    let options = walk_options(&folders, store, &generation.manifest.settings)?;
    let listing = list(&folders, &options, threads);
    let mut changes = changes_between(listing, generation, Look::Cheap)?;
    changes.look_again(&folders);
    Ok(changes)
}

fn changes_between(
    listing: Listing,
    generation: &Generation,
    look: Look,
) -> Result<Changes, IndexError> {
    let mut catalog = generation.catalog_reader()?;
    Changes::between(listing, &mut catalog, look).map_err(|error| generation.catalog_error(error))
}

fn walk_options(
    folders: &Folders,
    store: &IndexStore,
    settings: &Settings,
) -> Result<WalkOptions, IndexError> {
    let glob = |error: GlobError| IndexError::Folder {
        path: folders
            .iter()
            .map(|folder| folder.path.clone())
            .next()
            .unwrap_or_default(),
        source: io::Error::new(io::ErrorKind::InvalidInput, error),
    };
    Ok(WalkOptions {
        include: PathGlobs::new(&settings.include).map_err(glob)?,
        exclude: PathGlobs::new(&settings.exclude).map_err(glob)?,
        follow: settings.follow,
        index: store.path().to_owned(),
    })
}
