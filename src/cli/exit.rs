//! The program's exit codes: grep's, and the one that says to try again.

use std::process::ExitCode;

/// How the program ended. The one table of exit codes; `--help` and the README repeat it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum ExitStatus {
    /// Done; for a search: found something.
    Success = 0,
    /// Nothing matches; for an evaluation: a measure is below what is required.
    NothingFound = 1,
    /// It went wrong; an index is as it was.
    Trouble = 2,
    /// Another process writes to the index: try again (`EX_TEMPFAIL` of sysexits.h).
    Busy = 75,
}

impl ExitStatus {
    /// An evaluation's answer that is no.
    pub const BELOW_REQUIRED: Self = Self::NothingFound;
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status as u8)
    }
}
