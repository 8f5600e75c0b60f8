//! What a command over archives is to work on: archives of the configuration, or plain folders.

use super::failure::Misuse;
use super::locate;
use crate::article::Folders;
use crate::config::{ArchiveConfig, Config, FILE_NAME, Hooks};
use crate::index::{Guards, IndexStore, Settings};
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
}

impl Target {
    fn of_archive(archive: ArchiveConfig) -> Self {
        Self {
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
        let manifest = store.manifest_in_force();
        Self {
            name: typed.display().to_string(),
            folders,
            settings: manifest.map_or_else(Settings::default, |manifest| manifest.settings),
            store,
            guards: Guards::default(),
            keep: KEEP,
            hooks: Hooks::default(),
        }
    }

    /// Where hooks find the report: in the index's folder, once there is one.
    pub(super) fn report_file(&self) -> PathBuf {
        if self.store.path().is_dir() {
            return self.store.path().join("report.json");
        }
        let name = format!("dateline-report-{}.json", std::process::id());
        std::env::temp_dir().join(name)
    }
}

/// The archives and folders that were named; all archives of the configuration if none was.
pub(super) fn targets(named: &[PathBuf], config: Option<&Path>) -> anyhow::Result<Vec<Target>> {
    if named.is_empty() {
        let archives = locate::config(config)?.map_or(Vec::new(), |config| config.archives);
        if archives.is_empty() {
            return Err(Misuse::error(
                format!("no archive is named, and no {FILE_NAME} here or above has one"),
                "name a folder: dateline reindex FOLDER; docs/batch.md has an example of the file",
            ));
        }
        return Ok(archives.into_iter().map(Target::of_archive).collect());
    }
    named.iter().map(|typed| target(typed, config)).collect()
}

fn target(typed: &Path, config: Option<&Path>) -> anyhow::Result<Target> {
    if let Some(archive) = locate::archive(typed, config)? {
        return Ok(Target::of_archive(archive));
    }
    let located = locate::of_folder(typed, None)?;
    let folders = match located.named_folders() {
        Some(folders) => folders.clone(),
        None => Folders::one(typed.to_owned()),
    };
    let configured = locate::config(config).ok().flatten();
    let archive = configured.and_then(|config: Config| {
        let mut archives = config.archives.into_iter();
        archives.find(|archive| archive.folders == folders)
    });
    Ok(match archive {
        Some(archive) => Target::of_archive(archive),
        None => Target::of_folder(typed, located.store, folders),
    })
}
