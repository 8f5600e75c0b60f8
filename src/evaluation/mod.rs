//! Topics, judgments and runs to measures: how well a ranking answers questions whose right
//! answers are known, by the formats and the measures of the Text Retrieval Conference.
//!
//! [`read_topics`], [`Qrels`] and [`Run`] read the three kinds of files, [`Evaluation`] holds a run
//! against judgments under some [`Measure`]s, [`randomisation_test`] says whether two runs differ
//! by more than chance. Values agree with `trec_eval`'s (<https://github.com/usnistgov/trec_eval>).
//!
//! This room knows no search engine, no article and no command line: a run may come from anywhere.

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
pub use topics::{Topic, read_topics};
