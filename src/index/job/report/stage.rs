//! The stages of a job, and how long each took.

use std::time::{Duration, Instant};
use strum::IntoStaticStr;

/// The stages of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Stage {
    /// Listing the files and comparing them with the catalog.
    Walk,
    /// Reading and indexing files.
    Read,
    /// Deleting, adding and merging segments.
    Commit,
    /// Writing catalog and manifest, syncing, renaming.
    Publish,
}

impl Stage {
    /// The name of the stage in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Measures the stages with a clock that never goes backwards.
pub(in crate::index::job) struct Clock {
    since: Instant,
    pub(super) stages: Vec<(Stage, Duration)>,
}

impl Clock {
    pub(in crate::index::job) fn start() -> Self {
        Self {
            since: Instant::now(),
            stages: Vec::new(),
        }
    }

    /// Ends the current stage and starts the next one.
    pub(in crate::index::job) fn end(&mut self, stage: Stage) {
        self.stages.push((stage, self.since.elapsed()));
        self.since = Instant::now();
    }
}
