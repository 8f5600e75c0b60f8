//! Bytes to articles: one reader a format behind one trait, and the choice between them.
//!
//! This room turns the content of one file into [`Article`]s and [`Problem`]s. It opens no file
//! and knows neither Tantivy nor the catalog: whoever calls it hands an [`Input`] to
//! [`read_articles`], which takes off what is packed around the articles.
//! To add a format, write its file, implement [`ArticleReader`], and add it to [`READERS`].

mod bytes;
mod container;
mod gather;
mod input;
mod options;
mod readers;
mod record;
#[cfg(test)]
mod test_support;
mod xml;

pub use container::{Access, Limits, Reading, access_for, read_articles};
pub use input::Input;
use input::{too_large, unreadable};
pub use options::{FormatOf, FormatRuleError, MAX_WHOLE_FILE, ReadOptions};

pub use record::field_map::{FieldMap, FieldMapError};

use crate::article::{ArchivePath, Article, Problem, ProblemKind};

/// The number of what is made of files. Raise it when a reader is added or makes something else of the
/// same bytes, or the catalog keeps something else: every file is then read again.
pub const READING: u32 = 5;

/// How many of a file's first bytes [`ArticleReader::recognizes`] is shown at most.
pub const HEAD_LEN: usize = 4096;

/// A format that articles are kept in.
pub trait ArticleReader: Sync {
    /// The format's name in reports, lower case: `text`, `json-lines`.
    fn name(&self) -> &'static str;

    /// The extensions of its files, lower case, without a dot; `""` for files without one.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether the first bytes of a file (at most [`HEAD_LEN`]) can be of no other format.
    fn recognizes(&self, head: &[u8]) -> bool;

    /// Reads a file's articles, lazily, in their order. A problem of one record, or of the way it
    /// was read, is an item of its own before that record's article; reading goes on behind it.
    fn read<'a>(&self, input: Input<'a>)
    -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a>;
}

/// All formats, those with the surest marks first.
pub static READERS: &[&dyn ArticleReader] = &[
    &readers::wire::nitf::NITF,
    &readers::wire::newsml_g2::NEWSML_G2,
    &readers::wire::newsml1::NEWSML_1,
    &readers::feeds::Feed,
    &readers::markup::reuters_sgml::ReutersSgml,
    &readers::pages::warc::WebArchive,
    &readers::mail::Mail,
    &readers::records::json::Json,
    &readers::records::json_lines::JsonLines,
    &readers::pages::html::HtmlPage,
    &readers::markup::other_xml::OTHER_XML,
    &readers::text::markdown::Markdown,
    &readers::records::csv::Csv,
    &readers::text::plain::PlainText,
];

/// The reader for a file: the first one that recognizes its `head`, else the one whose extension
/// it bears.
///
/// # Errors
/// A [`Problem`] of kind [`ProblemKind::UnknownFormat`] if there is none.
pub fn reader_for(path: &ArchivePath, head: &[u8]) -> Result<&'static dyn ArticleReader, Problem> {
    if let Some(reader) = READERS.iter().find(|reader| reader.recognizes(head)) {
        return Ok(*reader);
    }
    let extension = path.extension();
    READERS
        .iter()
        .find(|reader| reader.extensions().contains(&extension.as_str()))
        .copied()
        .ok_or_else(|| {
            let found = if extension.is_empty() {
                "a file without an extension".to_owned()
            } else {
                format!("`.{extension}`")
            };
            Problem::file(
                ProblemKind::UnknownFormat,
                format!("{found} is not a format that is read"),
            )
        })
}
