//! A job over an archive: what a command asks of it, and what the archive's settings say.
//!
//! This is the only file of the room that makes a [`Job`].

use super::archive::Archive;
use crate::article::Folders;
use crate::cli::machine::Resources;
use crate::cli::misuse::Misuse;
use crate::cli::output::Shown;
use crate::index::{
    BuildReport, BuildSettings, ChangeDetection, Guards, IndexError, IndexStore, Job, Observer,
    Plan, Progress,
};
use crate::query::SynonymsError;
use crate::watch::{Watch, Watches};
use std::num::NonZeroUsize;
use std::time::Duration;

/// What a command asks of a job.
#[derive(Debug, Clone, Copy)]
pub(crate) struct JobOptions {
    /// Memory and threads.
    pub(crate) resources: Resources,
    /// Whether every file is read and the index rebuilt separately.
    pub(crate) full: bool,
    /// Whether files only grow, whatever the archive's setting says.
    pub(crate) append_only: bool,
    /// How changes of files are detected.
    pub(crate) detection: ChangeDetection,
    /// Which guards apply.
    pub(crate) guards: GuardMode,
    /// The number of generations kept on disk; `None` for the archive's setting.
    pub(crate) keep: Option<NonZeroUsize>,
}

impl Default for JobOptions {
    /// A refresh that a person started: no guards, and what this machine has.
    fn default() -> Self {
        Self {
            resources: Resources::default(),
            full: false,
            append_only: false,
            detection: ChangeDetection::ByStat,
            guards: GuardMode::Off,
            keep: None,
        }
    }
}

/// Which guards apply to a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GuardMode {
    /// None: a person watches what happens.
    Off,
    /// Those of the archive's settings.
    AsConfigured,
    /// Those of the archive's settings; articles may be removed.
    RemovalsAllowed,
}

impl GuardMode {
    /// The guards of the settings, with removals allowed or not.
    pub(crate) fn configured(removals_allowed: bool) -> Self {
        if removals_allowed {
            Self::RemovalsAllowed
        } else {
            Self::AsConfigured
        }
    }
}

/// A job that is ready to run.
#[derive(Debug)]
pub(crate) struct ArchiveJob<'a> {
    folders: &'a Folders,
    store: &'a IndexStore,
    settings: BuildSettings,
    detection: ChangeDetection,
    guards: Guards,
    watches: Watches,
}

impl Archive {
    /// A job over this archive.
    ///
    /// # Errors
    /// If only the index was named, or a file of synonyms that watches need cannot be used.
    pub(crate) fn job(&self, options: &JobOptions) -> anyhow::Result<ArchiveJob<'_>> {
        let folders = self.folders.as_ref().ok_or_else(|| {
            let hint = match self.command("index") {
                Some(command) => format!("name it: {command}"),
                None => "name it as well as the index".to_owned(),
            };
            let message = format!("the folder of the index {} is not named", self.name);
            Misuse::error(message, hint)
        })?;
        if self.followed_links {
            let command = self.command("index --follow").unwrap_or_default();
            return Err(Misuse::error(
                format!(
                    "the job before followed symbolic links from {folders}; an index cannot ask for that"
                ),
                format!("ask for it: {command}; for jobs `follow = true` in dateline.toml"),
            ));
        }
        let mut guards = match options.guards {
            GuardMode::Off => Guards::none(),
            GuardMode::AsConfigured | GuardMode::RemovalsAllowed => self.settings.guards,
        };
        guards.allow_removals |= options.guards == GuardMode::RemovalsAllowed;
        Ok(ArchiveJob {
            folders,
            store: &self.store,
            settings: BuildSettings {
                settings: self.settings.reading.clone(),
                memory: options.resources.memory,
                threads: options.resources.threads,
                full: options.full,
                // Who asks to read every file trusts none.
                append_only: (options.append_only || self.settings.append_only)
                    && options.detection == ChangeDetection::ByStat,
                keep: options.keep.map_or(self.settings.keep, Into::into),
            },
            detection: options.detection,
            guards,
            watches: self.observer()?,
        })
    }

    /// The watches of this archive. They read their queries as `dateline search --in ARCHIVE` does.
    fn observer(&self) -> Result<Watches, SynonymsError> {
        if self.watches().next().is_none() {
            return Ok(Watches::default());
        }
        let watches = self.watches().map(|watch| Watch {
            name: watch.name.clone(),
            query: watch.query.clone(),
            existing: watch.existing,
        });
        Ok(Watches {
            watches: watches.collect(),
            synonyms: self.settings.search.synonyms()?,
            ranking: self.settings.search.ranking.clone(),
        })
    }
}

impl ArchiveJob<'_> {
    /// Runs the job.
    pub(crate) fn run(&self, progress: &dyn Progress) -> Result<BuildReport, IndexError> {
        self.with(progress).run()
    }

    /// Runs the job, and waits this long for another process that writes to the index.
    pub(crate) fn run_within(
        &self,
        wait: Duration,
        progress: &dyn Progress,
    ) -> Result<BuildReport, IndexError> {
        self.with(progress).run_within(wait)
    }

    /// Says what the job would do.
    pub(crate) fn plan(&self) -> Result<Plan, IndexError> {
        self.with(&Shown::Nothing).plan()
    }

    fn with<'a>(&'a self, progress: &'a dyn Progress) -> Job<'a> {
        let is_watched = !self.watches.watches.is_empty();
        Job {
            folders: self.folders,
            store: self.store,
            settings: &self.settings,
            change_detection: self.detection,
            guards: self.guards,
            observer: is_watched.then_some(&self.watches as &dyn Observer),
            progress,
        }
    }
}
