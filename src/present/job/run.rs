//! What a run over archives did, as records.
//!
//! The command line fills them in while it runs jobs and hooks. `line.rs` and `json.rs` write them.

use crate::index::{Alert, BuildReport};
use serde::Serialize;
use std::time::Duration;

/// What a run did to one archive.
#[derive(Debug, Clone)]
pub struct ArchiveRun {
    /// The archive's name, or its folder.
    pub name: String,
    /// How it ended.
    pub outcome: Outcome,
    /// The exit code of the program if this were the only archive.
    pub exit_code: u8,
    /// What the job did, if it started.
    pub report: Option<BuildReport>,
    /// Without a report: the current generation, which the run did not change.
    pub unchanged_generation: Option<u64>,
    /// What went wrong.
    pub error: Option<String>,
    /// The alerts that this run delivered.
    pub alerts: Vec<Alert>,
    /// The programs that ran before and after the job.
    pub hooks: Vec<HookRun>,
}

/// How the job of an archive ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It published a new generation.
    Published,
    /// There was nothing to do.
    Current,
    /// A guard refused to publish.
    Refused,
    /// It failed; the old generation is still current.
    Failed,
    /// Another process was writing to the index.
    Busy,
}

/// A program that ran before or after a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HookRun {
    /// Which hook: `before`, `after`, `on-failure` or `watch.NAME`.
    pub hook: String,
    /// The program and its arguments.
    pub command: Vec<String>,
    /// Its exit code; `None` if a signal ended it or it was not started.
    pub exit_code: Option<i32>,
    /// Why it was not started, or why it was ended.
    pub error: Option<String>,
}

impl HookRun {
    /// Whether it ended with exit code 0.
    #[must_use]
    pub fn succeeded(&self) -> bool {
        self.exit_code == Some(0)
    }
}

/// A run over several archives.
#[derive(Debug)]
pub struct JobRun<'a> {
    /// When it started.
    pub started: jiff::Timestamp,
    /// How long it took.
    pub took: Duration,
    /// The program's exit code.
    pub exit_code: u8,
    /// The highest memory use of the process in bytes, if the system says it.
    pub peak_memory: Option<u64>,
    /// What it did to each archive.
    pub archives: &'a [ArchiveRun],
}
