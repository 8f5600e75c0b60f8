//! The table of readers, and the choice of the reader for a file.
//!
//! A reader is asked for its marks first, whatever the file is called; then extensions count.

use super::{
    databases, exports, feeds, mail, markup, office, pages, records, references, scans, text, wire,
};
use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::reader::ArticleReader;

/// The version of the readers. Raise it when a reader is added or changes what it makes of a file,
/// or when the catalog keeps something else. All files are then read again.
pub const READERS_VERSION: u32 = 17;

/// All readers, those with the surest marks first. A new format adds a row here.
pub static READERS: &[&dyn ArticleReader] = &[
    &wire::nitf::NITF,
    &wire::newsml_g2::NEWSML_G2,
    &wire::newsml1::NEWSML_1,
    &scans::ALTO,
    &scans::PAGE_XML,
    &scans::HOCR,
    &scans::Mets,
    &scans::Didl,
    &scans::TextOfArticle,
    &scans::TEI,
    &scans::Delivery,
    &wire::teletype::ANPA,
    &wire::teletype::IPTC_7901,
    &feeds::Feed,
    &markup::reuters_sgml::ReutersSgml,
    &markup::trec::Trec,
    &markup::mediawiki::MediaWiki,
    &markup::sitemap::NewsSitemap,
    &pages::warc::WebArchive,
    &databases::PARQUET,
    &databases::SQLITE,
    &office::rtf::Rtf,
    &office::word::WORD,
    &office::open_document::OPEN_DOCUMENT,
    &office::tables::EXCEL,
    &office::epub::EPUB,
    &pages::saved::mhtml::Mhtml,
    &pages::saved::webarchive::SafariArchive,
    &pages::saved::maff::MAFF,
    &pages::saved::wacz::WACZ,
    &pages::saved::omnivore::OMNIVORE,
    &pages::saved::evernote::Evernote,
    &mail::Mail,
    &references::Ris,
    &references::Bibtex,
    &exports::ANY,
    &exports::NEXIS_UNI,
    &exports::PROQUEST,
    &exports::LEXISNEXIS,
    &exports::FACTIVA,
    &exports::EUROPRESSE,
    &exports::NEWSBANK,
    &exports::MEDIARGUS,
    &exports::APA,
    &exports::FACTIVA_XML,
    &exports::PROQUEST_XML,
    &text::markdown::Markdown,
    &records::json::Json,
    &records::json_lines::JsonLines,
    &pages::html::HtmlPage,
    &markup::other_xml::OTHER_XML,
    &text::story::Story,
    &text::light::ORG,
    &text::light::ASCIIDOC,
    &text::light::RESTRUCTURED_TEXT,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{is_document_name, is_page_name};

    #[test]
    fn files_of_all_readers_are_pages_or_documents() {
        for reader in READERS {
            // Files without an extension in a folder of parts are answers of servers.
            for extension in reader.extensions().iter().filter(|it| !it.is_empty()) {
                let name = format!("a.{extension}");
                assert!(is_document_name(&name) || is_page_name(&name), "{name}");
            }
        }
    }
}
