//! The reader of e-books.
//!
//! Border.
//! More.

use crate::formats::input::Input;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};

/// EPUB.
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
    fn recognizes(&self, _head: &[u8]) -> bool {
        false
    }
    fn read(&self, _input: Input<'_>, _out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        Ok(())
    }
}
