//! What a job did or would do: a line, a summary, and the report of a run over archives.

mod json;
mod line;
mod report;
mod run;
mod summary;

pub use line::{job_line, plan_line};
pub use run::{ArchiveRun, HookRun, JobRun, Outcome};
pub use summary::report_line;
