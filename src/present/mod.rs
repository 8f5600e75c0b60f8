//! Search results and articles written out, for people and for programs.
//!
//! One file a format behind one trait, [`Presenter`]. This room takes plain records and a writer:
//! it knows no engine, no command line, and not what is at the other end. Styles are always
//! written; whoever owns the stream strips them where nobody sees colour. It should buffer the
//! stream too: presenters write in small pieces.
//!
//! What articles hold is hostile until `safe` has seen it: no presenter lets a control character
//! or a bidirectional override of an article reach its output as such.

mod article;
mod atom;
mod csv;
mod date;
mod evaluation;
mod explain;
mod generations;
mod job;
mod json;
mod marked;
mod parsed;
mod paths;
mod report;
mod safe;
#[cfg(test)]
mod sample;
mod status;
#[cfg(test)]
mod tests;
mod text;
mod trec;
mod wrap;

pub use article::article_text;
pub use atom::{FEED_LENGTH, atom_feed};
pub use csv::Csv;
pub use date::date_for_people;
pub use evaluation::{EvaluationReport, evaluation_json, evaluation_text};
pub use explain::query_words;
pub use generations::{generations_json, generations_text};
pub use job::{ArchiveRun, HookRun, JobRun, Outcome, job_json, job_line, plan_line};
pub use json::{FORMAT_VERSION, Json, JsonLines, article_json};
pub use parsed::{
    ParseSummary, Parsed, parsed_json, parsed_text, refused_json, refused_text, summary_json,
    summary_text,
};
pub use paths::{PathOutput, Paths};
pub use report::{counted, problems_text, report_line, report_text, seconds};
pub use safe::{for_terminal, lines_for_terminal};
pub use status::{Behind, Status, status_json, status_text};
pub use text::Text;
pub use trec::{RunLine, run_lines, write_run};

use crate::query::SearchPage;
use std::io::{self, Write};

/// One format of search results.
pub trait Presenter {
    /// Writes a page of hits.
    ///
    /// # Errors
    ///
    /// Only what `out` fails with, its kind unchanged, so that a broken pipe can be told apart.
    fn page(&self, page: &SearchPage, out: &mut dyn Write) -> io::Result<()>;
}
