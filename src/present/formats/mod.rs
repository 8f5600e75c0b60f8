//! Output formats of search results: one file a format, and [`OUTPUT_FORMATS`], the list of them.
//!
//! A format is a constant `FORMAT` in its file and an entry of the list. The names that `--format`
//! takes and their lines in `--help` come from the list.

mod csv;
mod explain;
mod format;
mod hit_json;
mod html;
mod json;
mod json_lines;
mod markdown;
mod paths;
mod references;
mod run_lines;
mod similar;
mod text;
mod trec;

pub use explain::query_words;
pub use format::{
    Answer, Detail, OutputFormat, PageOptions, PageWriter, PathOutput, WriteRun, Writer,
};
pub use run_lines::{RunLine, run_lines};
pub use similar::write_similar;

/// Every output format of search results, in the order of `--help`. The first is the default.
pub static OUTPUT_FORMATS: &[OutputFormat] = &[
    text::FORMAT,
    json::FORMAT,
    json_lines::FORMAT,
    csv::FORMAT,
    csv::WITH_TABS,
    markdown::FORMAT,
    html::FORMAT,
    references::BIBTEX,
    references::RIS,
    paths::FORMAT,
    trec::FORMAT,
];

impl OutputFormat {
    /// The format of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        OUTPUT_FORMATS.iter().find(|format| format.name == name)
    }
}
