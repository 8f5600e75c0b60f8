//! Errors in files of topics, judgments and runs.

use std::io;
use std::path::PathBuf;

/// The reason why an evaluation failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluationError {
    /// A file cannot be read.
    #[error("cannot read {}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// A line does not have the form that the format requires.
    #[error("{}:{line}: {reason}", .path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line's number, from 1.
        line: u64,
        /// What was found and what is expected.
        reason: String,
    },
    /// A file has no entries.
    #[error("{} contains no {what}", .path.display())]
    Empty {
        /// The file.
        path: PathBuf,
        /// What it should contain: "topic" or "judgment".
        what: &'static str,
    },
    /// There is no topic to compute a mean over.
    #[error("no topic to evaluate: {0}")]
    NoTopic(&'static str),
    /// Unknown measure.
    #[error(
        "unknown measure `{0}`: write ndcg, map or mrr, or one with a rank, such as ndcg@10, p@10, recall@100, success@1"
    )]
    Measure(String),
}
