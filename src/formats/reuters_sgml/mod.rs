//! The reader of Reuters-21578: newswire of 1987 in SGML, a `<REUTERS>` record an article.
//!
//! Files are streamed: memory holds one record. The records are XML but for a root around them and
//! for control characters (`&#3;`), which mean nothing any more and become white space. Format: the
//! collection's README, <https://archive.ics.uci.edu/dataset/137>.

#[cfg(test)]
mod tests;

use super::wire::Gathering;
use super::xml::{Element, Elements, Piece, Root, Shape};
use super::{ArticleReader, Input, ReadOptions, unreadable};
use crate::article::{ArchivePath, Article, DateSource, Problem, ProblemKind};
use std::collections::VecDeque;

/// Reuters-21578, known by its records or its document type.
pub(super) struct ReutersSgml;

const SHAPE: Shape = Shape {
    containers: &["LEWIS"],
    records: &["REUTERS"],
};

/// Lists of things that an article is about.
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
        let (path, options) = (input.path, input.options);
        match Elements::new(input.into_stream(), SHAPE) {
            Ok(elements) => Box::new(Records {
                path,
                options,
                elements,
                ordinal: 0,
                at_end: false,
                ready: VecDeque::new(),
            }),
            Err(error) => Box::new(std::iter::once(Err(unreadable(&error)))),
        }
    }
}

/// The articles and problems of one file.
struct Records<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
    elements: Elements<'a>,
    /// The number of the record read last, from 1.
    ordinal: u32,
    at_end: bool,
    /// What was read and not yet asked for.
    ready: VecDeque<Result<Article, Problem>>,
}

impl Iterator for Records<'_> {
    type Item = Result<Article, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() && !self.at_end {
            self.read_next();
        }
        self.ready.pop_front()
    }
}

impl Records<'_> {
    /// Reads on by one record.
    fn read_next(&mut self) {
        match self.elements.next() {
            Some(Ok(Piece::Opened(_))) => {}
            Some(Ok(Piece::Whole(record))) => {
                self.ordinal = self.ordinal.saturating_add(1);
                self.ready
                    .extend(self.elements.replaced(self.ordinal).map(Err));
                let mut gathering = Gathering::new(self.path, self.ordinal, self.options);
                read_record(&mut gathering, &record);
                self.ready.extend(gathering.finish());
            }
            Some(Err(fault)) => {
                self.ordinal = self.ordinal.saturating_add(1);
                self.ready.push_back(Err(fault.of_record(self.ordinal)));
            }
            None => {
                self.at_end = true;
                if self.ordinal == 0 {
                    self.ready.push_back(Err(Problem::file(
                        ProblemKind::Empty,
                        "there is no `<REUTERS>` record in it",
                    )));
                }
            }
        }
    }
}

/// Offers what a record says. In texts that were never processed (`TYPE="UNPROC"`) all stands in
/// `TEXT` itself.
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

/// A text without the row of stars that opens a brief one.
fn unstarred(text: &str) -> &str {
    text.trim_start().trim_start_matches('*')
}
