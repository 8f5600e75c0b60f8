//! What can be wrong with files of topics, judgments and runs.

use std::io;
use std::path::PathBuf;

/// An evaluation that cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluationError {
    /// A file cannot be read.
    #[error("cannot read {}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line is not what the format asks for.
    #[error("{}:{line}: {reason}", .path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line's number, from 1.
        line: u64,
        /// What was found and what is expected.
        reason: String,
    },
    /// A file holds nothing.
    #[error("{} holds no {what}", .path.display())]
    Empty {
        /// The file.
        path: PathBuf,
        /// What it ought to hold: "topic", "judgment".
        what: &'static str,
    },
    /// There is no topic to take a mean over.
    #[error("no topic to evaluate: {0}")]
    NoTopic(&'static str),
    /// Not the name of a measure.
    #[error(
        "no measure `{0}`: write ndcg, map or mrr, or one with a rank, such as ndcg@10, p@10, recall@100, success@1"
    )]
    Measure(String),
}
