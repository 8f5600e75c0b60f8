//! The reader of Reuters-21578: newswire of 1987 in SGML. Each `<REUTERS>` record is an article.
//!
//! Files are streamed, with one record in memory. The records are XML, except that there is no root
//! and that they have control characters (`&#3;`). These have no meaning any more and become white
//! space. Format: the collection's README, <https://archive.ics.uci.edu/dataset/137>.

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Article, DateSource, Problem};
use crate::formats::gather::builder::{Gathering, Reads};
use crate::formats::xml::document::{self, RecordReader};
use crate::formats::xml::{Element, Root, Shape};
use crate::formats::{ArticleReader, Input, ReadOptions};

/// Reuters-21578, recognised by its records or its document type.
pub(in crate::formats) struct ReutersSgml;

const SHAPE: Shape = Shape {
    containers: &["LEWIS"],
    records: &["REUTERS"],
};

/// Elements with lists of keywords.
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

    fn read<'a>(
        &self,
        input: Input<'a>,
    ) -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a> {
        let records = Records {
            path: input.path,
            options: input.options,
        };
        document::stream(input, SHAPE, records)
    }
}

/// The records of one file.
struct Records<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
}

impl RecordReader for Records<'_> {
    const EMPTY: &'static str = "there is no `<REUTERS>` record in it";

    fn open(&mut self, _: &Element) {}

    fn is_record(&mut self, _: &Element) -> bool {
        true
    }

    fn read(&mut self, record: &Element, ordinal: u32) -> Reads {
        let mut gathering = Gathering::new(self.path, ordinal, self.options);
        read_record(&mut gathering, record);
        gathering.finish()
    }
}

/// Offers the fields of a record. Unprocessed texts (`TYPE="UNPROC"`) are directly in `TEXT`.
fn read_record(gathering: &mut Gathering<'_>, record: &Element) {
    gathering.id(record.attribute("NEWID"));
    gathering.agency(Some("Reuters".to_owned()));
    gathering.language(Some("en".to_owned()));
    gathering.date(DateSource::Field, record.line_of("DATE"));
    for things in LISTS.iter().flat_map(|list| record.all(list)) {
        for thing in things.all("D") {
            gathering.keyword(thing.line());
        }
    }
    let Some(text) = record.find("TEXT") else {
        return;
    };
    gathering.headline(text.line_of("TITLE"));
    gathering.byline(text.line_of("AUTHOR"));
    gathering.dateline(text.line_of("DATELINE"));
    match text.find("BODY") {
        Some(body) => gathering.body(&body.text()),
        None => gathering.body(unstarred(&text.own_text())),
    }
}

/// A text without the stars at the start of a brief one.
fn unstarred(text: &str) -> &str {
    text.trim_start().trim_start_matches('*')
}
