//! The reader of Evernote's exports (`.enex`): each note is an article.
//!
//! A note that was clipped from the web names the page's address. Its days are those of the
//! clipping, and its author is who clipped it, so both stay out of the article. Format:
//! <http://xml.evernote.com/pub/evernote-export4.dtd>, <http://xml.evernote.com/pub/enml2.dtd>.

use crate::article::{ArchivePath, WhyLeftOut};
use crate::formats::bytes::markup::to_text;
use crate::formats::bytes::white_space::tidy_body;
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::Input;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::xml::document::{ElementRecord, StreamedFormat, read_streamed};
use crate::formats::xml::{Element, Root, Shape};
use std::sync::Arc;

/// Evernote's exports, recognized by their root element.
pub(in crate::formats) struct Evernote;

impl ArticleReader for Evernote {
    fn name(&self) -> &'static str {
        "evernote"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["enex"]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        Root::of(head).is_some_and(|root| root.name == "en-export")
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        read_streamed::<Self>(input, out)
    }
}

impl StreamedFormat for Evernote {
    const SHAPE: Shape = Shape {
        containers: &["en-export"],
        records: &["note"],
    };

    const EMPTY: &'static str = "an export without notes";

    type Context = ();

    fn open(_: &mut Arc<()>, _: &Element) {}

    fn is_record(_: &mut Arc<()>, element: &Element) -> bool {
        element.name == "note"
    }

    fn read(
        record: &ElementRecord<()>,
        path: &ArchivePath,
        options: &ReadOptions,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        let note = &record.element;
        let mut builder = ArticleBuilder::new(path, record.ordinal, options);
        builder.headline(note.line_of("title"));
        builder.web_address(note.line_of("note-attributes/source-url"));
        for tag in note.all("tag") {
            builder.keyword(tag.line());
        }
        let content = note.find("content").map(Element::text).unwrap_or_default();
        builder.tidy_body(tidy_body(&to_text(&content)));
        for resource in note.all("resource") {
            let named = resource.line_of("resource-attributes/file-name");
            let kind = resource.line_of("mime");
            let name = named.or(kind).unwrap_or_default();
            builder.left_out(format!("attachment {name}"), WhyLeftOut::NotRead, 0);
        }
        builder.finish(out)
    }
}
