//! The table of readers, and the choice of the reader for a file.

use super::{feeds, mail, markup, pages, records, text, wire};
use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::reader::ArticleReader;

/// The version of the readers. Raise it when a reader is added or changes what it makes of a file,
/// or when the catalog keeps something else. All files are then read again.
pub const READERS_VERSION: u32 = 7;

/// All readers, those with the surest marks first. A new format adds a row here.
pub static READERS: &[&dyn ArticleReader] = &[
    &wire::nitf::NITF,
    &wire::newsml_g2::NEWSML_G2,
    &wire::newsml1::NEWSML_1,
    &feeds::Feed,
    &markup::reuters_sgml::ReutersSgml,
    &pages::warc::WebArchive,
    &mail::Mail,
    &text::markdown::Markdown,
    &records::json::Json,
    &records::json_lines::JsonLines,
    &pages::html::HtmlPage,
    &markup::other_xml::OTHER_XML,
    &records::csv::Csv,
    &text::plain::PlainText,
];

/// The reader for a file: the first one that recognizes its `head`, else the first one that has
/// its extension.
///
/// # Errors
/// A [`Problem`] of kind [`ProblemKind::UnknownFormat`] if no reader reads such a file.
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
