//! Search results and articles written out, for people and for programs.
//!
//! One file a format behind one trait, [`Presenter`]. This room takes plain records and a writer:
//! it knows no engine, no command line, and not what is at the other end. Styles are always
//! written; whoever owns the stream strips them where nobody sees colour. It should buffer the
//! stream too: presenters write in small pieces.
//!
//! What articles hold is hostile until `safe` has seen it: no presenter lets a control character
//! or a bidirectional override of an article reach its output as such.

mod atom;
mod date;
mod formats;
mod job;
mod records;
#[cfg(test)]
mod sample;
mod terminal;
#[cfg(test)]
mod tests;

pub use atom::{FEED_LENGTH, atom_feed};
pub use date::date_for_people;
pub use formats::csv::Csv;
pub use formats::explain::query_words;
pub use formats::json::{FORMAT_VERSION, Json, JsonLines, article_json};
pub use formats::paths::{PathOutput, Paths};
pub use formats::text::Text;
pub use formats::trec::{RunLine, run_lines, write_run};
pub use job::run::{ArchiveRun, HookRun, JobRun, Outcome, job_json, job_line, plan_line};
pub use job::summary::{counted, problems_text, report_line, report_text, seconds};
pub use records::article::article_text;
pub use records::evaluation::{EvaluationReport, evaluation_json, evaluation_text};
pub use records::generations::{generations_json, generations_text};
pub use records::parsed::{
    ParseSummary, Parsed, parsed_json, parsed_text, refused_json, refused_text, summary_json,
    summary_text,
};
pub use records::status::{Behind, Status, status_json, status_text};
pub use terminal::safe::{for_terminal, lines_for_terminal};

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
