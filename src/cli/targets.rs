//! What a command over archives is to work on: archives of the configuration, or plain folders.

use super::failure::Misuse;
use super::locate;
use crate::article::Folders;
use crate::config::{ArchiveConfig, Config, FILE_NAME, Hooks, WatchConfig};
use crate::discover::is_index;
use crate::index::{Guards, IndexStore, Settings};
use crate::watch::{Watch, Watches};
use std::path::{Path, PathBuf};

/// How many generations of a plain folder stay on disk.
const KEEP: usize = 2;

/// An archive to work on.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) name: String,
    pub(super) folders: Folders,
    pub(super) store: IndexStore,
    pub(super) settings: Settings,
    pub(super) guards: Guards,
    pub(super) keep: usize,
    pub(super) hooks: Hooks,
    pub(super) watches: Vec<WatchConfig>,
    /// The same watches, as they look at drafts.
    pub(super) observer: Watches,
    /// Every archive of the configuration with its index: a feed is made of all that a watch looks at.
    pub(super) feed_stores: Vec<(String, IndexStore)>,
}

impl Target {
    fn of_archive(archive: ArchiveConfig, config: &Config) -> Self {
        let watches: Vec<_> = config.watches_of(&archive.name).cloned().collect();
        let stores = config.archives.iter();
        let stores = stores.map(|own| (own.name.clone(), IndexStore::at(own.index.clone())));
        Self {
            observer: observer(config, &archive.name),
            feed_stores: stores.collect(),
            watches,
            name: archive.name,
            folders: archive.folders,
            store: IndexStore::at(archive.index),
            settings: archive.settings,
            guards: archive.guards,
            keep: archive.keep,
            hooks: archive.hooks,
        }
    }

    /// A folder that no configuration names is read as the run before read it.
    fn of_folder(typed: &Path, store: IndexStore, folders: Folders) -> Self {
        let manifest = store.current_manifest();
        Self {
            name: typed.display().to_string(),
            folders,
            settings: manifest.map_or_else(Settings::default, |manifest| manifest.settings),
            store,
            guards: Guards::default(),
            keep: KEEP,
            hooks: Hooks::default(),
            watches: Vec::new(),
            observer: Watches::default(),
            feed_stores: Vec::new(),
        }
    }

    /// Where hooks find the report: in the index's folder.
    pub(super) fn report_file(&self) -> PathBuf {
        self.store.path().join("report.json")
    }

    /// The same after a job, which may have failed before there was an index.
    pub(super) fn report_file_after(&self) -> PathBuf {
        if is_index(self.store.path()) {
            return self.report_file();
        }
        let name = format!("dateline-report-{}.json", std::process::id());
        std::env::temp_dir().join(name)
    }
}

/// The watches of an archive, as they look at drafts.
pub(super) fn observer(config: &Config, archive: &str) -> Watches {
    let watches = config.watches_of(archive).map(|watch| Watch {
        name: watch.name.clone(),
        query: watch.query.clone(),
    });
    Watches(watches.collect())
}

/// The archives and folders that were named; all archives of the configuration if none was.
pub(super) fn targets(named: &[PathBuf], file: Option<&Path>) -> anyhow::Result<Vec<Target>> {
    if !named.is_empty() {
        return named
            .iter()
            .map(|typed| target(typed, None, file))
            .collect();
    }
    let config = locate::config(file)?.filter(|config| !config.archives.is_empty());
    let Some(config) = config else {
        return Err(Misuse::error(
            format!("no archive is named, and no {FILE_NAME} here or above has one"),
            "name a folder: dateline reindex FOLDER; docs/batch.md has an example of the file",
        ));
    };
    let archives = config.archives.iter().cloned();
    Ok(archives
        .map(|archive| Target::of_archive(archive, &config))
        .collect())
}

/// The archive or folder of that name, with its index at `index` if that is given.
pub(super) fn target(
    typed: &Path,
    index: Option<&Path>,
    file: Option<&Path>,
) -> anyhow::Result<Target> {
    if let Some((archive, config)) = locate::archive(typed, file)? {
        return Ok(Target::of_archive(archive, &config));
    }
    // What is wrong with a configuration that was not named is no matter for a folder that is.
    let config = match file {
        Some(_) => locate::config(file)?,
        None => locate::config(file).ok().flatten(),
    };
    let located = locate::of_folder(typed, index)?;
    let folders = match located.named_folders() {
        Some(folders) => folders.clone(),
        None => Folders::one(typed.to_owned()),
    };
    // A folder that is an archive's is that archive, however it is named.
    if let Some(config) = &config
        && let Some(archive) = config.archives.iter().find(|own| own.folders == folders)
    {
        return Ok(Target::of_archive(archive.clone(), config));
    }
    Ok(Target::of_folder(typed, located.store, folders))
}
