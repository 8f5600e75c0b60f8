//! How one record is printed.

use clap::ValueEnum;

/// The format of a single record: an article, a status, a list of generations, an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
}

/// The format of counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// A table, safe in spreadsheets
    Csv,
}
