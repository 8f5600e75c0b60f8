//! What a job is asked to do, and its settings after they were checked.
//!
//! Every other file of `job` may import this one. It imports only data: settings, guards, and the
//! traits [`Progress`] and [`Observer`].

use super::changes::ChangeDetection;
use super::guards::limits::Guards;
use super::report::space::Space;
use crate::article::Folders;
use crate::discover::WalkOptions;
use crate::formats::ReadOptions;
use crate::index::alerts::observer::Observer;
use crate::index::error::IndexError;
use crate::index::store::index_store::IndexStore;
use crate::index::store::settings::Settings;
use std::time::Duration;

/// How an index is built.
#[derive(Debug, Clone)]
pub struct BuildSettings {
    /// How the folders are walked and read. Recorded in the generation.
    pub settings: Settings,
    /// Working memory in bytes; a job uses about as much.
    pub memory: u64,
    /// The number of threads that read and index, at least 1. A job uses fewer if the memory is not
    /// enough for them.
    pub threads: usize,
    /// Whether everything is read although there is an index.
    pub full: bool,
    /// Whether files only grow: of a large file that grew, what it had is not read again. Only its
    /// first and last 64 KiB are compared.
    pub append_only: bool,
    /// The number of generations that remain on disk, the new one included, at least 1.
    pub keep: usize,
}

/// Receives the progress of a job, from several threads.
pub trait Progress: Sync {
    /// Another process writes to the index, and the job waits up to this long.
    fn waiting(&self, _most: Duration) {}
    /// This many files have to be read; `None` if they are still being listed.
    fn begin(&self, files: Option<u64>);
    /// A file of this many bytes is read from now on. Called by several threads.
    fn open(&self, _bytes: u64) {}
    /// So many bytes of open files, and articles in them, were read in addition. A file may be read in two passes; only
    /// one of them counts.
    fn advance(&self, _bytes: u64, _articles: u64) {}
    /// A file was read.
    fn read(&self);
    /// Every file that has to be read is open or was read.
    fn all_are_open(&self) {}
    /// All files are read. Segments are merged and published now.
    fn finishing(&self);
    /// The disk is probably too small for the job.
    fn short_of_space(&self, _: Space) {}
}

/// One job on one archive.
pub struct Job<'a> {
    /// The folders of the archive.
    pub folders: &'a Folders,
    /// Its index.
    pub store: &'a IndexStore,
    /// How the index is built.
    pub settings: &'a BuildSettings,
    /// How changed files are recognised.
    pub change_detection: ChangeDetection,
    /// What makes the job refuse to publish.
    pub guards: Guards,
    /// Looks at what is new, before it is published.
    pub observer: Option<&'a dyn Observer>,
    /// Receives the progress of the job.
    pub progress: &'a dyn Progress,
}

/// The settings of a job, checked.
pub(super) struct JobOptions {
    pub(super) walk: WalkOptions,
    pub(super) read: ReadOptions,
}

impl JobOptions {
    /// Checks the settings, before anything is touched.
    ///
    /// # Errors
    /// [`IndexError::Glob`], [`IndexError::FormatRule`], [`IndexError::FieldMap`] or
    /// [`IndexError::TimeZone`].
    pub(super) fn of(job: &Job) -> Result<Self, IndexError> {
        let settings = &job.settings.settings;
        Ok(Self {
            walk: settings.walk_options(job.store.path())?,
            read: settings.read_options(jiff::Timestamp::now())?,
        })
    }
}
