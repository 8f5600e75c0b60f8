//! Bytes to articles: one reader a format behind one trait, and the choice between them.
//!
//! This room turns the content of one file into [`Article`](crate::article::Article)s and
//! [`Problem`](crate::article::Problem)s. It opens no file and knows neither Tantivy nor the
//! catalog. Its callers hand an [`Input`] to [`read_articles`], which also unpacks compressed files
//! and archives. Its floors, from the ground: `bytes` (characters and white space), `xml`, `package`
//! (documents that are zip files inside), `lines` (documents as lines with styles), `gather` (from
//! offers to an article), `record` (named values), `readers` (one a format) and `container`
//! (compression and archives).
//!
//! To add a format, write a file in `readers` that implements [`ArticleReader`], and add a row to
//! [`READERS`]. CONTRIBUTING.md has the whole list.

mod bytes;
mod container;
mod gather;
mod input;
mod limits;
mod lines;
mod options;
mod package;
mod pool;
mod reader;
mod readers;
mod record;
mod record_stream;
#[cfg(test)]
mod test_support;
mod xml;

pub(crate) use pool::{Jobs, has_others};

pub use container::{Access, Reading, access_for, may_resume, read_articles, read_to_end};
pub use input::{Companions, HEAD_LEN, Input, PACKED_START, Resume, ResumePoint, SkippedCounts};
pub use limits::Limits;
pub use options::{FormatOf, MAX_WHOLE_FILE, ReadOptions};
pub use reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
pub use readers::{
    FormatRuleError, READERS, READERS_VERSION, RECOGNISED, ROOT_WITHIN, is_leading,
    leading_by_content, reader_for,
};
pub use record::field_map::{FieldMap, FieldMapError};
