//! The reader of Evernote's exports (`.enex`): each note is an article.
//!
//! A note that was clipped from the web names the page's address, and is read as a page, so that
//! lines with author and day are found. The note's own days are those of the clipping, and its author is
//! who clipped it, so both stay out of the article. Format:
//! <http://xml.evernote.com/pub/evernote-export4.dtd>, <http://xml.evernote.com/pub/enml2.dtd>.

use super::is_of_web;
use crate::article::{ArchivePath, Origin, WhyLeftOut};
use crate::formats::bytes::markup::to_text;
use crate::formats::bytes::white_space::tidy_body;
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::Input;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::readers::pages::html::{Page, read_page};
use crate::formats::xml::document::{ElementRecord, StreamedFormat, read_streamed};
use crate::formats::xml::{Element, Root, Shape};
use std::borrow::Cow;
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
        let content = note.find("content").map(Element::text).unwrap_or_default();
        let (content, locked) = without_locked(&content);
        let text = tidy_body(&to_text(&content));
        let origin = Origin {
            path: path.clone(),
            ordinal: record.ordinal,
        };
        let mut builder = as_page(note, &content, &text, origin, options)
            .unwrap_or_else(|| as_it_is(note, text, path, record.ordinal, options));
        for tag in note.all("tag") {
            builder.keyword(tag.line());
        }
        if locked > 0 {
            builder.left_out("encrypted text", WhyLeftOut::NotRead, locked);
        }
        for resource in note.all("resource") {
            let named = resource.line_of("resource-attributes/file-name");
            let kind = resource.line_of("mime");
            let name = named.or(kind).unwrap_or_default();
            builder.left_out(format!("attachment {name}"), WhyLeftOut::NotRead, 0);
        }
        builder.finish(out)
    }
}

/// A note without its encrypted texts (`en-crypt`), and how many characters these have.
fn without_locked(content: &str) -> (Cow<'_, str>, usize) {
    let (mut open, mut locked) = (String::new(), 0);
    let mut rest = content;
    while let Some((before, after)) = rest.split_once("<en-crypt") {
        let Some((inside, after)) = after.split_once("</en-crypt>") else {
            break;
        };
        let text = inside.split_once('>').map_or("", |(_, text)| text);
        locked += text.trim().chars().count();
        open.push_str(before);
        rest = after;
    }
    if rest.len() == content.len() {
        return (Cow::Borrowed(content), 0);
    }
    open.push_str(rest);
    (Cow::Owned(open), locked)
}

/// What is read of a note that was clipped from the web, as of a page; `None` if it was not, or if
/// the page's text would have less than most of the note.
fn as_page<'o>(
    note: &Element,
    content: &str,
    text: &str,
    origin: Origin,
    options: &'o ReadOptions,
) -> Option<ArticleBuilder<'o>> {
    let address = note.line_of("note-attributes/source-url")?;
    let title = note.line_of("title").unwrap_or_default();
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    // Elements of ENML close themselves, which those of HTML with other names do not.
    let content = content
        .replace("<en-media", "<img")
        .replace("<en-todo", "<input");
    let page = format!("<html><head><title>{title}</title></head><body>{content}</body></html>");
    let page = Page {
        bytes: page.as_bytes(),
        url: Some(&address)
            .filter(|url| is_of_web(url))
            .map(|url| &**url),
        charset: Some("utf-8"),
        is_xml: true,
        captured: None,
        origin,
    };
    let builder = read_page(page, options).ok()?;
    (builder.so_far().body.len() >= text.len() / 4 * 3).then_some(builder)
}

/// What is read of a note as it is written.
fn as_it_is<'o>(
    note: &Element,
    text: String,
    path: &ArchivePath,
    ordinal: u32,
    options: &'o ReadOptions,
) -> ArticleBuilder<'o> {
    let mut builder = ArticleBuilder::new(path, ordinal, options);
    builder.headline(note.line_of("title"));
    builder.web_address(note.line_of("note-attributes/source-url"));
    builder.tidy_body(text);
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encrypted_texts_are_counted_and_not_read() {
        let note = "<en-note>One <en-crypt cipher=\"AES\">RU5DMA==</en-crypt>two<en-crypt>abc</en-crypt>.</en-note>";
        let (content, locked) = without_locked(note);
        assert_eq!(content, "<en-note>One two.</en-note>");
        assert_eq!(locked, 11);
        assert_eq!(without_locked("<p><en-crypt>abc").0, "<p><en-crypt>abc");
    }
}
