//! A fault of a record of an XML file, before the number of the record is known.

use crate::article::{Problem, ProblemKind};

/// A fault of a record, or of the rest of the file.
#[derive(Debug)]
pub(in crate::formats) struct Fault {
    pub(super) kind: ProblemKind,
    pub(super) detail: String,
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self {
            kind: problem.kind,
            detail: problem.detail,
        }
    }
}

impl Fault {
    /// A violation of XML's rules.
    pub(super) fn malformed(detail: String) -> Self {
        Self {
            kind: ProblemKind::Malformed,
            detail,
        }
    }

    /// As the problem of the record of that number, from 1.
    pub(in crate::formats) fn of_record(self, ordinal: u32) -> Problem {
        Problem::record(ordinal, self.kind, self.detail)
    }

    /// As the problem of the whole file.
    pub(in crate::formats) fn of_file(self) -> Problem {
        Problem::file(self.kind, self.detail)
    }
}
