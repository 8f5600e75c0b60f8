//! Records that are shown as text and as JSON, one a file.

mod article;
mod evaluation;
mod generations;
mod parse_summary;
mod parsed;
pub(super) mod problems;
mod status;

pub use evaluation::EvaluationReport;
pub use parse_summary::ParseSummary;
pub use parsed::{NotRead, Parsed};
pub use status::{Freshness, Status};
