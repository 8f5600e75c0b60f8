//! The reader of RTF: one article a file, or the articles of an export.
//!
//! `tokens` cuts the file into control words and characters, `destination` says what the words at
//! the start of a group mean, `charsets` which characters bytes are, `header` which fonts and styles numbers are, `writer`
//! writes the text.
//! Source: "Rich Text Format (RTF) Specification, version 1.9.1", Microsoft 2008.
//!
//! The crate `rtf-parser` (0.4.3) cannot be used: it knows no code pages, so `\'ef` is always `ï`;
//! it gives an error for a whole file at one odd control word, panics at a lone surrogate (`\u-10000`),
//! and recurses as deep as a text nests.

mod charsets;
mod destination;
mod header;
mod state;
#[cfg(test)]
mod tests;
mod tokens;
mod units;
mod writer;

use super::article::read_manuscript;
use crate::formats::bytes::charset::without_mark;
use crate::formats::input::{Input, too_large};
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use writer::Writer;

/// RTF, known by its first characters.
pub(in crate::formats) struct Rtf;

impl ArticleReader for Rtf {
    fn name(&self) -> &'static str {
        "rtf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        let start = without_mark(head).trim_ascii_start();
        start.starts_with(b"{\\rtf")
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let bytes = input.into_bytes()?;
        let most = usize::try_from(options.max_file_size).unwrap_or(usize::MAX);
        let manuscript = Writer::new(without_mark(&bytes), most).write();
        if manuscript.is_too_long {
            return Err(too_large(options.max_file_size).into());
        }
        read_manuscript(manuscript, path, options, out)
    }
}
