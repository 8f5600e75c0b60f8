//! An archive: folders of articles, their index, and the settings of both.
//!
//! This is what commands are given to work on. How one is found, by its name, its folder or its
//! index, is in the rooms next to this one.

use crate::article::Folders;
use crate::config::{ArchiveConfig, ArchiveSettings, Config, WatchConfig};
use crate::index::IndexStore;
use std::path::PathBuf;

/// An archive that a command works on.
#[derive(Debug)]
pub(crate) struct Archive {
    /// Its name in the configuration, or what was typed for its folder or index.
    pub(crate) name: String,
    /// Its folders, whole paths without links; `None` if only the index was named.
    pub(crate) folders: Option<Folders>,
    /// Its index.
    pub(crate) store: IndexStore,
    /// Its settings: those of the configuration, or the defaults.
    pub(crate) settings: ArchiveSettings,
    /// The watches of the configuration for this archive.
    pub(crate) watches: Vec<WatchConfig>,
    /// Every archive of the configuration, by name, with its index: the feed of a watch has the alerts of all archives
    /// that the watch is of.
    pub(crate) feed_stores: Vec<(String, IndexStore)>,
    /// Whether the index says that the job before followed symbolic links. Only the command line or a configuration can
    /// ask for that.
    pub(crate) followed_links: bool,
}

impl Archive {
    /// An archive of the configuration. An index that was typed takes the place of the configured one.
    pub(super) fn of_configuration(
        archive: &ArchiveConfig,
        index: Option<PathBuf>,
        config: &Config,
    ) -> Self {
        let stores = config.archives.iter();
        let stores = stores.map(|own| (own.name.clone(), IndexStore::at(own.index.clone())));
        Self {
            name: archive.name.clone(),
            folders: Some(archive.folders.clone()),
            store: IndexStore::at(index.unwrap_or_else(|| archive.index.clone())),
            settings: archive.settings.clone(),
            watches: config.watches_of(&archive.name).cloned().collect(),
            feed_stores: stores.collect(),
            followed_links: false,
        }
    }

    /// An index that no configuration names, and its folders if they are known.
    pub(super) fn unconfigured(name: String, folders: Option<Folders>, store: IndexStore) -> Self {
        Self {
            name,
            folders,
            store,
            settings: ArchiveSettings::default(),
            watches: Vec::new(),
            feed_stores: Vec::new(),
            followed_links: false,
        }
    }
}
