//! The quality of a ranking, measured on questions whose relevant articles are known, in the
//! formats and by the measures of the Text Retrieval Conference (TREC).
//!
//! [`read_topics`], [`Qrels`] and [`Run`] read the three kinds of files. [`Evaluation`] compares a
//! run with judgments by some [`Measure`]s. [`randomisation_test`] tests whether two runs differ by
//! more than chance. The values agree with those of `trec_eval`
//! (<https://github.com/usnistgov/trec_eval>).
//!
//! This room knows no search engine, no articles and no command line. A run may come from any
//! system.

mod error;
mod lines;
mod measure;
mod qrels;
mod randomisation;
mod run;
mod scores;
#[cfg(test)]
mod tests;
mod topics;

pub use error::EvaluationError;
pub use measure::Measure;
pub use qrels::{Judgments, Qrels};
pub use randomisation::{PERMUTATIONS, randomisation_test};
pub use run::Run;
pub use scores::{Evaluation, MeasureScores};
pub use topics::{Topic, read_queries, read_topics};
