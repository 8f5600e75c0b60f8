//! The reader of EPUB: an issue of a newspaper as calibre downloads it, or any book. Each page of
//! text is an article, or each part of it that the table of contents names.
//!
//! `book` reads what the book says of itself and the order of its pages, `contents` where articles
//! start within a page, `page` the text of a page, `issue` makes articles of the pages. Lists of
//! sections and articles are no articles; what they say about an article is used.
//! Sources: EPUB 3.3 (packages, OCF); calibre, `src/calibre/web/feeds/templates.py` (pages of an
//! issue).

mod book;
mod contents;
mod issue;
mod page;
#[cfg(test)]
mod tests;

use crate::formats::input::Input;
use crate::formats::package::Package;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use book::Book;

/// EPUB, known by the parts of the file.
pub(in crate::formats) struct Epub;

/// The reader.
pub(in crate::formats) static EPUB: Epub = Epub;

impl ArticleReader for Epub {
    fn name(&self) -> &'static str {
        "epub"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["epub"]
    }

    /// What a zip file is, is not known from its first bytes.
    fn recognizes(&self, _head: &[u8]) -> bool {
        false
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let package = Package::open(input)?;
        let book = Book::read(&package)?;
        issue::read(&package, &book, path, options, out)
    }
}
