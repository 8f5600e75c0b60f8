//! An archive: folders of articles, their index, and the settings of both.
//!
//! This is what commands are given to work on. How one is found, by its name, its folder or its
//! index, is in the rooms next to this one.

use super::far;
use crate::article::Folders;
use crate::cli::output::stream;
use crate::cli::shell::{Naming, command_for, remember};
use crate::config::{ArchiveConfig, ArchiveSettings, Config, WatchConfig};
use crate::index::{FileProblem, IndexStore, Settings};
use crate::present::{for_terminal, unlisted_problems};
use std::path::PathBuf;
use std::sync::Arc;

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
    /// The configuration that it is in, shared by all its archives.
    config: Option<Arc<Config>>,
    /// Whether the index says that the job before followed symbolic links. Only the command line or a configuration can
    /// ask for that.
    pub(crate) followed_links: bool,
}

impl Archive {
    /// An archive of the configuration. An index that was typed takes the place of the configured one.
    pub(super) fn of_configuration(
        archive: &ArchiveConfig,
        index: Option<PathBuf>,
        config: &Arc<Config>,
    ) -> Self {
        let naming = Naming {
            archive: Some(archive.name.as_str().into()),
            index: index.clone(),
        };
        let store = match (index, &archive.cluster) {
            (Some(index), _) => IndexStore::at(index),
            (None, None) => IndexStore::at(archive.index.clone()),
            (None, Some(cluster)) => {
                let store = IndexStore::at(archive.index.clone());
                store.with_articles_in(far::connected(cluster))
            }
        };
        remember(&store, naming);
        Self {
            name: archive.name.clone(),
            folders: Some(archive.folders.clone()),
            store,
            settings: archive.settings.clone(),
            config: Some(Arc::clone(config)),
            followed_links: false,
        }
    }

    /// An index that no configuration names, and its folders if they are known.
    pub(super) fn unconfigured(name: String, folders: Option<Folders>, store: IndexStore) -> Self {
        let folder = folders.as_ref().and_then(Folders::only);
        let is_within =
            folder.is_some_and(|folder| IndexStore::within(folder).path() == store.path());
        let naming = Naming {
            archive: folder.map(|_| name.as_str().into()),
            index: (!is_within).then(|| store.path().to_owned()),
        };
        remember(&store, naming);
        Self {
            name,
            folders,
            store,
            settings: ArchiveSettings::default(),
            config: None,
            followed_links: false,
        }
    }

    /// The command `typed`, such as `verify --sources`, for this archive. `None` if the command needs the
    /// folder of the articles and only the index is known.
    pub(crate) fn command(&self, typed: &str) -> Option<String> {
        command_for(typed, self.store.path())
    }

    /// Says which command does something about this archive: `hint: refresh it: dateline index …`.
    pub(crate) fn say_hint(&self, what: &str, typed: &str) {
        if let Some(command) = self.command(typed) {
            stream::say("hint", &for_terminal(&format!("{what}: {command}")));
        }
    }

    /// Says how to list the problems that a summary leaves out.
    pub(crate) fn say_unlisted(&self, problems: &[FileProblem], more: u64) {
        if unlisted_problems(problems, more) > 0 {
            self.say_hint("list every problem", "status --problems");
        }
    }

    /// Whether it is one of the configuration.
    pub(crate) fn is_configured(&self) -> bool {
        self.config.is_some()
    }

    /// Forgets how the job before read its files, unless the configuration says it.
    pub(crate) fn forget(&mut self) {
        if self.config.is_none() {
            self.settings.reading = Settings::default();
            self.followed_links = false;
        }
    }

    /// The configuration that it is in.
    pub(super) fn config(&self) -> Option<&Config> {
        self.config.as_deref()
    }

    /// The watches of the configuration for this archive.
    pub(crate) fn watches(&self) -> impl Iterator<Item = &WatchConfig> {
        let config = self.config.iter();
        config.flat_map(|config| config.watches_of(&self.name))
    }

    /// The names of the archives that a watch of its configuration is of; `None` without such a watch.
    pub(crate) fn archives_of_watch(&self, name: &str) -> Option<Vec<&str>> {
        let config = self.config.as_ref()?;
        let watch = config.watches.iter().find(|watch| watch.name == name)?;
        let archives = config.archives.iter().map(|own| own.name.as_str());
        Some(archives.filter(|own| watch.is_of(own)).collect())
    }

    /// The archives of the configuration that a watch is of, by name, with their indexes: the feed of a watch has the
    /// alerts of all of them.
    pub(crate) fn feed_stores(&self, watch: &WatchConfig) -> Vec<(String, IndexStore)> {
        let archives = self.config.iter().flat_map(|config| &config.archives);
        archives
            .filter(|own| watch.is_of(&own.name))
            .map(|own| (own.name.clone(), IndexStore::at(own.index.clone())))
            .collect()
    }
}
