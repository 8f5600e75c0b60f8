//! The two ways in which a record is printed.

use clap::ValueEnum;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RecordFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
}
