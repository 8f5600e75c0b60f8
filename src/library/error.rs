//! What went wrong, in the words of the command line.
//!
//! An error of any room becomes a message, a hint and the exit code with which the program would
//! end.

use super::report::Report;
use crate::cli::{ExitStatus, Misuse, hint, message, status_of};
use crate::serve::{Fault, OpenError};
use std::fmt;

/// Why something failed: a sentence, what to do about it, and the exit code that the program
/// `dateline` has for it.
pub struct Error {
    message: String,
    hint: Option<String>,
    status: ExitStatus,
    report: Option<Box<Report>>,
}

impl Error {
    /// What to do about it, if that is known: a sentence, often with a command of the program.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The exit code of the program: 2 failed, 4 a guard refused to publish, 75 another process
    /// writes to the index; docs/json.md has the table. A record that cannot be read has 3.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        self.status.code()
    }

    /// What a job found out before a guard refused to publish.
    #[must_use]
    pub fn report(&self) -> Option<&Report> {
        self.report.as_deref()
    }

    /// The error of a job that a guard refused.
    pub(super) fn refused(why: String, report: Report) -> Self {
        Self {
            message: why,
            hint: Some("if this is intended: dateline reindex --allow-removals".to_owned()),
            status: ExitStatus::Refused,
            report: Some(Box::new(report)),
        }
    }

    /// The error of a record that cannot be read.
    pub(super) fn unreadable(message: String) -> Self {
        Self {
            message,
            hint: None,
            status: ExitStatus::Problems,
            report: None,
        }
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self {
            message: message(&error),
            hint: hint(&error),
            status: status_of(&error),
            report: None,
        }
    }
}

impl From<OpenError> for Error {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Index(error) => anyhow::Error::from(error).into(),
            OpenError::Synonyms(error) => anyhow::Error::from(error).into(),
            OpenError::Choice(why) => Misuse::error(why, "name one archive").into(),
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        let hint = match &fault {
            Fault::NotFound(_) => {
                "name the id or the path of an article, as a hit has it".to_owned()
            }
            Fault::Several(paths) => format!("name one by its path: {}", paths.join(", ")),
            _ => "docs/query.md and docs/serve.md say what is allowed".to_owned(),
        };
        match fault {
            Fault::Search(error) => anyhow::Error::from(error).into(),
            Fault::Index(error) => anyhow::Error::from(error).into(),
            Fault::Io(error) => anyhow::Error::from(error).into(),
            other => {
                let is_missing = matches!(other, Fault::NotFound(_));
                let error = Self::from(Misuse::error(other.to_string(), hint));
                if is_missing {
                    Self {
                        status: ExitStatus::NothingFound,
                        ..error
                    }
                } else {
                    error
                }
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        shown.field("message", &self.message);
        shown.field("hint", &self.hint);
        shown
            .field("exit_code", &self.exit_code())
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
