//! What a job did to an index, as the program reports it.
//!
//! The JSON is that of `dateline reindex --report`, of a run over one archive and without hooks.

use crate::index::BuildReport;
use crate::present::{ArchiveRun, JobRun, Outcome};
use std::time::Duration;

/// What a job did to an index.
#[derive(Debug, Clone)]
pub struct Report {
    /// The name of the archive.
    name: String,
    whole: BuildReport,
    took: Duration,
}

impl Report {
    pub(super) fn new(name: String, whole: BuildReport, took: Duration) -> Self {
        Self { name, whole, took }
    }

    /// The number of articles in the index now.
    #[must_use]
    pub fn articles(&self) -> u64 {
        self.whole.articles
    }

    /// The number of articles that were read by this job.
    #[must_use]
    pub fn written(&self) -> u64 {
        self.whole.articles_written
    }

    /// Whether there is a new generation; `false` if there was nothing to do.
    #[must_use]
    pub fn published(&self) -> bool {
        self.whole.published()
    }

    /// What could not be read, or was read with doubt: the path, and a sentence.
    pub fn problems(&self) -> impl Iterator<Item = (&str, &str)> {
        let problems = self.whole.problems.iter();
        problems.map(|own| (own.path.as_str(), own.problem.detail.as_str()))
    }

    /// The report as `dateline reindex --report` writes it: a JSON object, docs/batch.md says what
    /// each key is.
    #[must_use]
    pub fn to_json(&self) -> String {
        let (outcome, exit_code) = match &self.whole.refused {
            Some(_) => (Outcome::Refused, 4),
            None if self.whole.published() => (Outcome::Published, 0),
            None => (Outcome::Current, 0),
        };
        let archives = [ArchiveRun {
            name: self.name.clone(),
            outcome,
            exit_code,
            report: Some(self.whole.clone()),
            unchanged_generation: None,
            error: self.whole.unfinished.clone(),
            alerts: Vec::new(),
            hooks: Vec::new(),
        }];
        let run = JobRun {
            started: self.whole.started,
            took: self.took,
            exit_code,
            peak_memory: None,
            archives: &archives,
        };
        super::article::json(&run)
    }

    /// Why a guard refused to publish.
    pub(super) fn refusal(&self) -> Option<String> {
        self.whole.refused.as_ref().map(ToString::to_string)
    }
}
