//! The archives that a server answers from, found again whenever the configuration changes.
//!
//! A server runs on where a search would fail: an archive without an index is served when it has
//! one.

use super::archive::Archive;
use super::find::{configuration, no_index};
use super::targets::{Target, Targets};
use super::typed_path::current_folder;
use crate::cli::args::SearchLocation;
use crate::cli::misuse::Misuse;
use crate::config::{Config, WatchConfig};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// What is served, and how it was named.
pub(crate) struct Served {
    location: SearchLocation,
    config: Option<PathBuf>,
    here: PathBuf,
}

/// The archives that are served, and the watches of their configuration.
pub(crate) struct Found {
    /// The archives.
    pub(crate) archives: Vec<Archive>,
    /// The watches.
    pub(crate) watches: Vec<WatchConfig>,
}

impl Served {
    /// What these arguments name. Folders that were named and have no index are indexed first.
    ///
    /// # Errors
    /// If nothing is named, or something that cannot be served.
    pub(crate) fn start(location: SearchLocation, config: Option<&Path>) -> anyhow::Result<Self> {
        let served = Self::named(location, config)?;
        for target in served.targets()? {
            let is_missing = !target.archive.store.exists() && !target.archive.is_configured();
            if is_missing && target.is_named {
                target.archive.open_or_build(true)?;
            }
        }
        Ok(served)
    }

    /// The same, and nothing is indexed.
    ///
    /// # Errors
    /// If the current folder is not known.
    pub(crate) fn named(location: SearchLocation, config: Option<&Path>) -> anyhow::Result<Self> {
        Ok(Self {
            location,
            config: config.map(Path::to_owned),
            here: current_folder()?,
        })
    }

    /// The archives as they are named now.
    ///
    /// # Errors
    /// If the configuration cannot be read, or something that was named is nothing.
    pub(crate) fn find(&self) -> anyhow::Result<Found> {
        let archives: Vec<_> = self.targets()?.into_iter().map(|own| own.archive).collect();
        if archives.is_empty() {
            return Err(no_index(&self.here));
        }
        let read = configuration(self.config.as_deref());
        let config = match read {
            Ok(config) => config,
            // What is wrong with a configuration that was not named does not concern folders.
            Err(_) if self.config.is_none() => None,
            Err(error) => return Err(error),
        };
        Ok(Found {
            watches: config.map(|own| own.watches.clone()).unwrap_or_default(),
            archives,
        })
    }

    fn targets(&self) -> anyhow::Result<Vec<Target>> {
        let Targets { found, errors, .. } = Targets::of(&self.location, self.config.as_deref())?;
        if let Some(error) = errors.into_iter().next() {
            return Err(error);
        }
        if let Some(part) = found.iter().find(|own| own.within.is_some()) {
            let name = &part.archive.name;
            return Err(Misuse::error(
                format!("a part of the archive {name} cannot be served alone"),
                "name the folder that was indexed, or the archive",
            ));
        }
        Ok(found)
    }

    /// Differs when [`Self::find`] may give something else.
    pub(crate) fn mark(&self, other_files: &[Option<PathBuf>]) -> u64 {
        let nearest = || Config::nearest(&self.here);
        let config = self.config.clone().or_else(nearest);
        let mut hasher = DefaultHasher::new();
        for file in config.iter().chain(other_files.iter().flatten()) {
            let found = fs::metadata(file).ok();
            let state = found.map(|own| (own.len(), own.modified().ok()));
            (file, state).hash(&mut hasher);
        }
        hasher.finish()
    }
}

impl Archive {
    /// What an archive is called where its folder must not be shown: its name in the configuration,
    /// else the last part of its folder.
    pub(crate) fn short_name(&self) -> String {
        if self.config().is_some() {
            return self.name.clone();
        }
        let only = self
            .folders
            .as_ref()
            .and_then(crate::article::Folders::only);
        let folder = only.or_else(|| self.store.path().parent());
        let name = folder.and_then(Path::file_name);
        name.map_or("archive".to_owned(), |name| {
            name.to_string_lossy().into_owned()
        })
    }
}
