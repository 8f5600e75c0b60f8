//! The exit codes of the program: those of grep, and those that say to a scheduler how a job ended.
//!
//! The codes are part of the interface and do not change.

use crate::index::BuildReport;
use std::process::ExitCode;

/// How the program ended. [`ExitStatus::TABLE`] is the one table of exit codes: `--help` and the manual page print
/// it, and a test compares docs/json.md with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ExitStatus {
    /// Done; for a search: found something; for a job: published, or nothing to do.
    Success = 0,
    /// Nothing matches; for `parse`: nothing was read; for `eval`: a measure is below the required mean.
    NothingFound = 1,
    /// It failed; an index is unchanged.
    Trouble = 2,
    /// A job published, with more problems than `--strict` allows, or with work left for the next run; queries of a
    /// file were answered, but for some.
    Problems = 3,
    /// A guard refused to publish; the index is unchanged.
    Refused = 4,
    /// A search took longer than `--timeout` allows (as timeout(1) ends).
    TimedOut = 124,
    /// Another process writes to the index: try again (`EX_TEMPFAIL` of sysexits.h).
    Busy = 75,
}

impl ExitStatus {
    /// A measure is below the mean that `eval --require` asks for.
    pub const BELOW_REQUIRED: Self = Self::NothingFound;
    /// Every code and its meaning, in the order of the codes.
    pub const TABLE: [(Self, &'static str); 7] = [
        (
            Self::Success,
            "done: a search found something, a job published or had nothing to do",
        ),
        (
            Self::NothingFound,
            "nothing was found or parsed, or eval is below --require",
        ),
        (
            Self::Trouble,
            "failed: the message says what to do; an index is unchanged",
        ),
        (
            Self::Problems,
            "done but for a part: work is left, a line is no query, --strict",
        ),
        (
            Self::Refused,
            "a guard refused to publish: too much is removed or unreadable",
        ),
        (
            Self::Busy,
            "another process is writing to the index: try again, or --wait",
        ),
        (
            Self::TimedOut,
            "a search took longer than --timeout allows; nothing was printed",
        ),
    ];

    /// The status of a job that no guard refused.
    #[must_use]
    pub(super) fn of_published(report: &BuildReport) -> Self {
        match report.unfinished {
            Some(_) => Self::Problems,
            None => Self::Success,
        }
    }

    /// The code.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The table as help texts print it.
    #[must_use]
    pub fn help() -> String {
        let lines: Vec<String> = Self::TABLE
            .iter()
            .map(|(status, meaning)| format!("  {:<3} {meaning}", status.code()))
            .collect();
        format!("Exit codes:\n{}", lines.join("\n"))
    }

    /// The worse of the statuses of two archives. From worst to best: failure, refusal, busy, problems, success.
    #[must_use]
    pub fn worse(self, other: Self) -> Self {
        let gravity = |status| match status {
            Self::Success | Self::NothingFound => 0,
            Self::Problems => 1,
            Self::Busy => 2,
            Self::Refused => 3,
            Self::Trouble | Self::TimedOut => 4,
        };
        if gravity(other) > gravity(self) {
            other
        } else {
            self
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_status_is_that_of_the_whole_run() {
        use ExitStatus::{Busy, Problems, Refused, Success, Trouble};
        let ascending = [Success, Problems, Busy, Refused, Trouble];
        for (place, worse) in ascending.into_iter().enumerate() {
            for better in &ascending[..=place] {
                assert_eq!(better.worse(worse), worse);
                assert_eq!(worse.worse(*better), worse);
            }
        }
    }
}
