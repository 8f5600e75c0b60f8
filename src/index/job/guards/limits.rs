//! The limits of a job, and the refusal of a job that exceeds them.
//!
//! Guards are compared with the counts of a whole job. A refusal says which guard, and with which
//! counts.

use super::share::Share;
use crate::index::job::report::tally::Tally;

/// What a job may do to an archive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guards {
    /// The largest share of its articles that an archive may lose in one job.
    pub max_removed: Share,
    /// The largest share of records that may be unreadable.
    pub max_problems: Share,
    /// Whether removals are intended: neither `max_removed` nor an empty folder stops the job then.
    pub allow_removals: bool,
}

/// At most half of an archive may be removed in one job, and never all of a folder. Any share may
/// be unreadable.
impl Default for Guards {
    fn default() -> Self {
        Self {
            max_removed: Share::of(1, 2),
            max_problems: Share::ALL,
            allow_removals: false,
        }
    }
}

impl Guards {
    /// Guards that allow everything.
    #[must_use]
    pub fn none() -> Self {
        Self {
            max_removed: Share::ALL,
            max_problems: Share::ALL,
            allow_removals: true,
        }
    }

    /// Why a job must not publish; `None` if it may. The archive had `before` articles and would
    /// lose `lost` of them.
    pub(in crate::index::job) fn refusal(
        &self,
        before: u64,
        tally: &Tally,
        lost: u64,
    ) -> Option<Refusal> {
        let removed = Share::of(lost, before);
        if !self.allow_removals && removed > self.max_removed {
            return Some(Refusal::Removals {
                lost,
                before,
                limit: self.max_removed,
            });
        }
        let refused = tally.refused_records;
        let records = tally.articles.without_removed() + refused;
        (Share::of(refused, records) > self.max_problems).then_some(Refusal::Problems {
            refused,
            records,
            limit: self.max_problems,
        })
    }
}

/// Why a job published nothing although nothing failed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// A folder has no files, but the index has some from it.
    #[error("{folder} has no files, but the index has {files} from it; is it mounted?")]
    EmptyFolder {
        /// The path of the folder.
        folder: String,
        /// The number of its files in the index.
        files: u64,
    },
    /// Too many articles would be removed.
    #[error("{lost} of {before} articles would be removed, {}; the limit is {limit}", Share::of(*.lost, *.before))]
    Removals {
        /// The number of articles that would be removed.
        lost: u64,
        /// The number of articles in the index.
        before: u64,
        /// The largest share that may be removed.
        limit: Share,
    },
    /// Too many records cannot be read.
    #[error("{refused} of {records} records cannot be read, {}; the limit is {limit}", Share::of(*.refused, *.records))]
    Problems {
        /// The number of records that cannot be read.
        refused: u64,
        /// The number of all records.
        records: u64,
        /// The largest share that may be unreadable.
        limit: Share,
    },
}

impl Refusal {
    /// The name of the guard in reports.
    #[must_use]
    pub fn guard(&self) -> &'static str {
        match self {
            Self::EmptyFolder { .. } => "empty-folder",
            Self::Removals { .. } => "max-removed",
            Self::Problems { .. } => "max-problems",
        }
    }

    /// Whether the job may publish with [`Guards::allow_removals`].
    #[must_use]
    pub fn is_about_removals(&self) -> bool {
        !matches!(self, Self::Problems { .. })
    }
}
