//! Runs a job from start to end.
//!
//! This is the only `impl Job`. Each step is a function in another file. This file has only their
//! order, which the tests of killed jobs rely on.

use super::changes::ChangeDetection;
use super::folders;
use super::guards::limits::Guards;
use super::plan::Plan;
use super::publish::publish;
use super::read::Read;
use super::report::build_report::{BuildReport, Ending, JobOutcome};
use super::report::space::Space;
use super::report::stage::{Clock, Stage};
use super::request::{BuildSettings, Job, JobOptions, Progress};
use super::space_estimate;
use super::survey::Survey;
use crate::article::Folders;
use crate::index::error::IndexError;
use crate::index::fault;
use crate::index::store::index_store::{IndexStore, WriterLock};
use std::path::Path;
use std::time::Duration;

/// Makes the index of one folder or brings it up to date, without guards. Files count as unchanged
/// if their size, times and inode are the same.
///
/// # Errors
/// As [`Job::run`].
pub fn build(
    folder: &Path,
    store: &IndexStore,
    settings: &BuildSettings,
    progress: &dyn Progress,
) -> Result<BuildReport, IndexError> {
    let folders = Folders::one(folder.to_owned());
    Job {
        folders: &folders,
        store,
        settings,
        change_detection: ChangeDetection::ByStat,
        guards: Guards::none(),
        observer: None,
        progress,
    }
    .run()
}

impl Job<'_> {
    /// Makes the archive's index or brings it up to date.
    ///
    /// # Errors
    /// If a setting is not valid, a folder cannot be read, another process writes to the index, or
    /// the index cannot be written. The current generation stays then. A job that a guard refuses
    /// is not an error: its report says so.
    pub fn run(&self) -> Result<BuildReport, IndexError> {
        self.run_within(Duration::ZERO)
    }

    /// The same, but waits this long for another process that writes to the index. Processes that
    /// wait take turns in the order in which they came.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub fn run_within(&self, wait: Duration) -> Result<BuildReport, IndexError> {
        let options = JobOptions::of(self)?;
        // Before the lock, which makes the folder of the index.
        folders::open(self)?;
        let says = || self.progress.waiting(wait);
        let lock = self.store.lock_in_turn(wait, &says)?;
        let mut clock = Clock::start();
        fault::point("lock");
        self.store.remove_leftovers()?;
        self.store.catch_up(&lock, self.settings.full)?;
        self.store.settle_alerts(&lock)?;
        let mut survey = Survey::of(self, &options.walk)?;
        clock.end(Stage::Walk);
        fault::point("walk");
        let (space, ending) = if let Some(refusal) = survey.refusal.take() {
            (None, survey.finish(JobOutcome::Refused(refusal)))
        } else {
            folders::check_same(self, &survey.folders)?;
            let space = space_estimate::estimate(self, &options.walk, &survey);
            if let Some(space) = space.filter(Space::is_short) {
                self.progress.short_of_space(space);
            }
            let ending = if survey.finds_nothing() {
                survey.finish(JobOutcome::Unchanged)
            } else {
                self.run_changes(&lock, &options, &mut survey, &mut clock)?
            };
            (space, ending)
        };
        if matches!(ending.outcome, JobOutcome::Unchanged) {
            let _ = self.store.prune(self.settings.keep);
        }
        Ok(BuildReport::new(self, survey.before, space, ending, clock))
    }

    /// Reads what the survey found, and publishes it unless nothing changed or a guard refuses.
    fn run_changes(
        &self,
        lock: &WriterLock,
        options: &JobOptions,
        survey: &mut Survey,
        clock: &mut Clock,
    ) -> Result<Ending, IndexError> {
        let read = Read::of(self, lock, options, survey, clock)?;
        if read.is_unchanged {
            return Ok(read.finish(JobOutcome::Unchanged));
        }
        if let Some(refusal) = read.refusal(self, &survey.before) {
            return Ok(read.finish(JobOutcome::Refused(refusal)));
        }
        let published = publish(self, lock, survey, read.unpublished, clock)?;
        Ok(Ending {
            files: read.files,
            volume: read.volume,
            outcome: JobOutcome::Published(published),
        })
    }

    /// Finds out what [`Self::run`] would do, without doing it and without a lock.
    ///
    /// # Errors
    /// If a setting is not valid, or a folder or the index cannot be read.
    pub fn plan(&self) -> Result<Plan, IndexError> {
        let options = JobOptions::of(self)?;
        Plan::of(self, &options.walk)
    }
}
