//! The reader of `OpenDocument`: texts (`.odt`) are one article or an export, tables (`.ods`) have an
//! article a row.
//!
//! Which it is, the content says, not the name. `text` reads the tags of a text, `styles` what its
//! styles mean, `sheets` the cells of tables.
//! Source: OASIS `OpenDocument` 1.3, part 3.

mod sheets;
mod styles;
#[cfg(test)]
mod tests;
mod text;

use super::article::read_manuscript;
use super::tables::read_sheets;
use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::charset::without_mark;
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::input::{Input, too_large, unreadable};
use crate::formats::package::Package;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::xml::events::{Event, each_event};
use crate::formats::xml::{Fault, Root};
use std::ops::ControlFlow;

/// `OpenDocument`, known by the parts of the file.
pub(in crate::formats) struct OpenDocument;

/// The reader.
pub(in crate::formats) static OPEN_DOCUMENT: OpenDocument = OpenDocument;

impl ArticleReader for OpenDocument {
    fn name(&self) -> &'static str {
        "opendocument"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odt", "ods", "ott", "ots", "fodt", "fods"]
    }

    /// It is flat: one file of XML. What a zip file is, is not known from its first bytes.
    fn recognizes(&self, head: &[u8]) -> bool {
        Root::of(head).is_some_and(|root| root.tag.starts_with("office:document"))
    }

    fn read(&self, mut input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let head = input.head().map_err(|error| unreadable(&error))?;
        let (content, styles) = if self.recognizes(&head) {
            let whole = input.into_bytes()?.into_owned();
            (whole.clone(), whole)
        } else {
            let package = Package::open(input)?;
            let styles = package.part("styles.xml")?.unwrap_or_default();
            (package.needed("content.xml")?, styles)
        };
        if !without_mark(&content).trim_ascii_start().starts_with(b"<") {
            let detail = "it is encrypted; save it without a password";
            return Err(Problem::file(ProblemKind::NotUnpacked, detail).into());
        }
        match kind(&content)?.as_str() {
            "text" => {
                let most = usize::try_from(options.max_file_size).unwrap_or(usize::MAX);
                let manuscript = text::manuscript(&content, &styles, most)?;
                if manuscript.is_too_long {
                    return Err(too_large(options.max_file_size).into());
                }
                read_manuscript(manuscript, path, options, out)
            }
            "spreadsheet" => {
                let sheets = sheets::sheets(&content)?;
                read_sheets(sheets.into_iter().map(Ok), path, options, out)
            }
            other => {
                let detail = format!(
                    "an OpenDocument file of the kind `{}` is not a format that is read; save it \
                     as a text or a table",
                    excerpt(other)
                );
                Err(Problem::file(ProblemKind::UnknownFormat, detail).into())
            }
        }
    }
}

/// The kind of a document: the name of the first element in its body.
fn kind(content: &[u8]) -> Result<String, Problem> {
    let mut in_body = false;
    let mut kind = None;
    each_event(content, |event| {
        if let Event::Start(tag) = event {
            if in_body {
                kind = Some(tag.name().to_owned());
                return ControlFlow::Break(());
            }
            in_body = tag.name() == "body";
        }
        ControlFlow::Continue(())
    })
    .map_err(Fault::of_file)?;
    kind.ok_or_else(|| Problem::file(ProblemKind::Empty, "a document without a body"))
}
