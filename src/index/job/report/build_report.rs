//! The report of one job, made once at the end from what each of its parts found.
//!
//! The counts of files add up to the files that are known.

use super::space::Space;
use super::stage::{Clock, Stage};
use super::tally::FileCounts;
use crate::article::{ArchivePath, Folders, UnitCounts};
use crate::index::catalog::entry::FileProblem;
use crate::index::job::guards::limits::Refusal;
use crate::index::job::request::Job;
use crate::index::job::settle::FileResults;
use crate::index::store::settings::Settings;
use std::path::PathBuf;
use std::time::Duration;

/// The report of one job.
#[derive(Debug, Clone, PartialEq)]
pub struct BuildReport {
    /// The folders of the archive.
    pub folders: Folders,
    /// The folder of the index.
    pub index: PathBuf,
    /// The generation that was current before; `None` if there was none.
    pub before: Option<u64>,
    /// The generation that is current now; 0 if there is none.
    pub after: u64,
    /// When the job began.
    pub started: jiff::Timestamp,
    /// Why nothing was published although nothing failed; `None` if no guard refused.
    pub refused: Option<Refusal>,
    /// What failed after publishing, which the next job completes; `None` if nothing did.
    pub unfinished: Option<String>,
    /// Why everything was read although there was an index; `None` if it was not.
    pub rebuilt_because: Option<String>,
    /// The settings of the previous generation; `None` if they are the same.
    pub settings_before: Option<Settings>,
    /// The number of files with each fate.
    pub files: FileCounts,
    /// The number of articles of these files, by the fate of the file: for removed files the
    /// articles they had, for others the articles they have now.
    pub articles_of: FileCounts,
    /// The number of files that are parts of saved pages, and no articles.
    pub parts_of_pages: u64,
    /// Units of kinds that are not indexed, such as advertisements, of all files.
    pub units_left_out: UnitCounts,
    /// Records that could not be read.
    pub refused_records: u64,
    /// Files that were moved, from where to where, sorted.
    pub moves: Vec<(ArchivePath, ArchivePath)>,
    /// Articles in the index before.
    pub articles_before: u64,
    /// Articles in the index now.
    pub articles: u64,
    /// Articles that this job wrote.
    pub articles_written: u64,
    /// The bytes of the files that were read.
    pub bytes_read: u64,
    /// All current problems, those of files that were not read again included, sorted by path.
    pub problems: Vec<FileProblem>,
    /// The number of problems that are not listed, of files with very many.
    pub more_problems: u64,
    /// The space on disk that was needed, if that could be estimated.
    pub space: Option<Space>,
    /// How long each stage took, in the order of the stages. A job may end before the last one.
    pub stages: Vec<(Stage, Duration)>,
}

/// The state of the index before the job.
pub(in crate::index::job) struct Before {
    /// When the job began to look at it.
    pub(in crate::index::job) started: jiff::Timestamp,
    /// The current generation.
    pub(in crate::index::job) generation: Option<u64>,
    /// The articles in it.
    pub(in crate::index::job) articles: u64,
    /// Why everything is read although there is an index.
    pub(in crate::index::job) rebuilt_because: Option<String>,
    /// The settings of the generation to start from, if they differ.
    pub(in crate::index::job) settings: Option<Settings>,
}

/// How much was read.
#[derive(Clone, Copy, Default)]
pub(in crate::index::job) struct Volume {
    /// The bytes of the files.
    pub(in crate::index::job) bytes: u64,
    /// Articles.
    pub(in crate::index::job) articles: u64,
}

/// A generation that was published.
pub(in crate::index::job) struct Published {
    /// Its number.
    pub(in crate::index::job) generation: u64,
    /// The articles in it.
    pub(in crate::index::job) articles: u64,
    /// What failed after publishing.
    pub(in crate::index::job) unfinished: Option<String>,
}

/// How a job ended.
pub(in crate::index::job) enum JobOutcome {
    /// There was nothing to publish.
    Unchanged,
    /// A guard refused.
    Refused(Refusal),
    /// There is a new generation.
    Published(Published),
}

/// The last value of a job.
pub(in crate::index::job) struct Ending {
    /// What became of the files.
    pub(in crate::index::job) files: FileResults,
    /// How much was read.
    pub(in crate::index::job) volume: Volume,
    /// How the job ended.
    pub(in crate::index::job) outcome: JobOutcome,
}

impl BuildReport {
    /// Puts the report together.
    pub(in crate::index::job) fn new(
        job: &Job,
        before: Before,
        space: Option<Space>,
        ending: Ending,
        clock: Clock,
    ) -> Self {
        let unpublished = |refused| {
            let after = before.generation.unwrap_or(0);
            (refused, after, before.articles, None)
        };
        let (refused, after, articles, unfinished) = match ending.outcome {
            JobOutcome::Unchanged => unpublished(None),
            JobOutcome::Refused(refusal) => unpublished(Some(refusal)),
            JobOutcome::Published(new) => (None, new.generation, new.articles, new.unfinished),
        };
        let FileResults {
            tally,
            moves,
            problems,
        } = ending.files;
        Self {
            folders: job.folders.clone(),
            index: job.store.path().to_owned(),
            before: before.generation,
            after,
            started: before.started,
            refused,
            unfinished,
            rebuilt_because: before.rebuilt_because,
            settings_before: before.settings,
            files: tally.files,
            articles_of: tally.articles,
            parts_of_pages: tally.parts_of_pages,
            units_left_out: tally.units_left_out,
            refused_records: tally.refused_records,
            moves,
            articles_before: before.articles,
            articles,
            articles_written: ending.volume.articles,
            bytes_read: ending.volume.bytes,
            problems,
            more_problems: tally.more_problems,
            space,
            stages: clock.stages,
        }
    }

    /// The report of a job that found an empty folder and no index, for tests of how reports are
    /// shown.
    #[cfg(test)]
    pub(crate) fn of_empty_folder(folders: Folders, index: PathBuf) -> Self {
        Self {
            folders,
            index,
            before: None,
            after: 0,
            started: jiff::Timestamp::now(),
            refused: None,
            unfinished: None,
            rebuilt_because: None,
            settings_before: None,
            files: FileCounts::default(),
            articles_of: FileCounts::default(),
            parts_of_pages: 0,
            units_left_out: UnitCounts::default(),
            refused_records: 0,
            moves: Vec::new(),
            articles_before: 0,
            articles: 0,
            articles_written: 0,
            bytes_read: 0,
            problems: Vec::new(),
            more_problems: 0,
            space: None,
            stages: Vec::new(),
        }
    }

    /// Whether a new generation was published.
    #[must_use]
    pub fn published(&self) -> bool {
        self.refused.is_none() && self.before != Some(self.after)
    }
}
