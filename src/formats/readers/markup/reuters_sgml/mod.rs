//! The reader of Reuters-21578: newswire of 1987 in SGML. Each `<REUTERS>` record is an article.
//!
//! Files are streamed: memory holds one record. The records are XML, except that no root is around
//! them and that they have control characters (`&#3;`). These have lost their meaning and become
//! white space. Format: the README of the collection, <https://archive.ics.uci.edu/dataset/137>.

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, DateSource};
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::Input;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::xml::document::{ElementRecord, StreamedFormat, read_streamed};
use crate::formats::xml::{Element, Root, Shape};
use std::sync::Arc;

/// Reuters-21578, recognized by its records or its document type.
pub(in crate::formats) struct ReutersSgml;

/// The elements that list the subjects of an article.
const LISTS: [&str; 5] = ["TOPICS", "PLACES", "PEOPLE", "ORGS", "COMPANIES"];

impl ArticleReader for ReutersSgml {
    fn name(&self) -> &'static str {
        "reuters-sgml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["sgm"]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        Root::of(head).is_some_and(|root| root.name == "REUTERS")
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        read_streamed::<Self>(input, out)
    }
}

impl StreamedFormat for ReutersSgml {
    const SHAPE: Shape = Shape {
        containers: &["LEWIS"],
        records: &["REUTERS"],
    };

    const EMPTY: &'static str = "there is no `<REUTERS>` record in it";

    type Context = ();

    fn open(_: &mut Arc<()>, _: &Element) {}

    fn is_record(_: &mut Arc<()>, _: &Element) -> bool {
        true
    }

    fn read(
        record: &ElementRecord<()>,
        path: &ArchivePath,
        options: &ReadOptions,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        let mut builder = ArticleBuilder::new(path, record.ordinal, options);
        read_record(&mut builder, &record.element);
        builder.finish(out)
    }
}

/// Offers the fields of a record. A text that was never processed (`TYPE="UNPROC"`) is directly in
/// `TEXT`.
fn read_record(builder: &mut ArticleBuilder<'_>, record: &Element) {
    builder.id(record.attribute("NEWID"));
    builder.agency(Some("Reuters".to_owned()));
    builder.language(Some("en".to_owned()));
    builder.date(DateSource::Field, record.line_of("DATE"));
    for things in LISTS.iter().flat_map(|list| record.all(list)) {
        for thing in things.all("D") {
            builder.keyword(thing.line());
        }
    }
    let Some(text) = record.find("TEXT") else {
        return;
    };
    builder.headline(text.line_of("TITLE"));
    builder.byline(text.line_of("AUTHOR"));
    builder.dateline(text.line_of("DATELINE"));
    match text.find("BODY") {
        Some(body) => builder.body(&body.text()),
        None => builder.body(unstarred(&text.own_text())),
    }
}

/// A text without the stars that open a brief one.
fn unstarred(text: &str) -> &str {
    text.trim_start().trim_start_matches('*')
}
