//! Search results, articles and reports written out, for people and for programs.
//!
//! This room takes plain records and a writer. It knows no engine, no command line and not what is
//! at the other end. [`Show`] is the trait of everything that is shown both as text and as JSON;
//! [`OUTPUT_FORMATS`] has the output formats of search results. Styles are always written: whoever
//! owns the stream strips them where nobody sees colour. The stream should be buffered too, since
//! everything here writes in small pieces.
//!
//! Text of articles is hostile until `terminal::safe` has checked it: no output has a control
//! character or a bidirectional override of an article unchanged.

mod alert_lines;
mod amounts;
mod atom;
mod date;
mod fields;
mod formats;
mod job;
mod json;
mod markup;
mod records;
#[cfg(test)]
mod sample;
mod show;
mod terminal;
#[cfg(test)]
mod tests;

pub use crate::article::grouped;
pub use alert_lines::alert_lines;
pub use amounts::{counted, seconds};
pub use atom::{FEED_LENGTH, Feed, FeedEntry, atom_feed, entries_feed, urn_uuid};
pub use date::date_for_people;
pub use fields::{Column, value_for_people};
pub use formats::{
    Answer, Detail, OUTPUT_FORMATS, OutputFormat, PageOptions, PageWriter, PathOutput, RunLine,
    WriteRun, Writer, query_words, run_lines, write_similar,
};
pub use job::{ArchiveRun, HookRun, JobRun, Outcome, job_line, plan_line, report_line};
pub use json::{FORMAT_VERSION, json_line, json_value};
pub use markup::address::web_address;
pub use markup::citation::{CITATION_STYLES, CitationStyle, WriteReferences};
pub use markup::titles::page_name;
pub use records::{
    ArticleView, DossierEntry, DossierList, DossierNames, EvaluationReport, ExportedArticle,
    FacetList, FamilyView, Freshness, KeyTermPeriod, KeyTermReport, LineFormat, LineWriter,
    MarkState, NotRead, ParseSummary, Parsed, Status, TimelineReport, fitted, place_of_date,
    timeline_line, unlisted_problems,
};
pub use show::Show;
pub use terminal::broken::{BrokenText, MarkedLine, marked_lines};
pub use terminal::safe::{for_terminal, lines_for_terminal};
pub use terminal::wrap::{columns, wrapped};
