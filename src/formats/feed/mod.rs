//! The reader of feeds: RSS 0.9 to 2.0, Atom, and WordPress exports, which are RSS; an article an
//! entry.
//!
//! Files are streamed: memory holds one entry. What the feed says of itself, before its entries or
//! between them, is kept in a [`Channel`] and holds for the entries behind it; what an entry says
//! is known to `entry`. The crates for feeds keep a whole feed in memory, drop dates that they
//! cannot read and give up at the first fault, so entries are read from the XML itself. Formats:
//! <https://www.rssboard.org/rss-specification>, RFC 4287, <https://web.resource.org/rss/1.0/>.

mod channel;
mod entry;

#[cfg(test)]
mod tests;

use super::xml::{Elements, Piece, Root, Shape};
use super::{ArticleReader, Input, ReadOptions, unreadable};
use crate::article::{ArchivePath, Article, Problem, ProblemKind};
use channel::Channel;
use std::collections::VecDeque;

/// Feeds, known by their root element.
pub(super) struct Feed;

/// RSS has a channel, in which entries stand, or behind which, in RSS 1.0.
const SHAPE: Shape = Shape {
    containers: &["rss", "RDF", "feed", "channel"],
    records: &["item", "entry"],
};

/// What the start tag of an RDF document that is a feed holds.
const RSS_IN_RDF: [&str; 3] = [
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
];

impl ArticleReader for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rss", "atom", "rdf"]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        let Some(root) = Root::of(head) else {
            return false;
        };
        match &*root.name {
            "rss" | "feed" => true,
            "RDF" => RSS_IN_RDF.iter().any(|address| root.tag.contains(address)),
            _ => false,
        }
    }

    fn read<'a>(
        &self,
        input: Input<'a>,
    ) -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a> {
        let (path, options) = (input.path, input.options);
        match Elements::new(input.into_stream(), SHAPE) {
            Ok(elements) => Box::new(Entries {
                path,
                options,
                elements,
                channel: Channel::default(),
                ordinal: 0,
                found_any: false,
                at_end: false,
                ready: VecDeque::new(),
            }),
            Err(error) => Box::new(std::iter::once(Err(unreadable(&error)))),
        }
    }
}

/// The articles and problems of one file.
struct Entries<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
    elements: Elements<'a>,
    channel: Channel,
    /// The number of the entry read last, from 1.
    ordinal: u32,
    found_any: bool,
    at_end: bool,
    /// What was read and not yet asked for.
    ready: VecDeque<Result<Article, Problem>>,
}

impl Iterator for Entries<'_> {
    type Item = Result<Article, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() && !self.at_end {
            self.read_next();
        }
        self.ready.pop_front()
    }
}

impl Entries<'_> {
    /// Reads on by one element.
    fn read_next(&mut self) {
        match self.elements.next() {
            Some(Ok(Piece::Opened(container))) => self.channel.open(&container),
            Some(Ok(Piece::Whole(element))) if SHAPE.records.contains(&&*element.name) => {
                self.count();
                self.ready
                    .extend(self.elements.replaced(self.ordinal).map(Err));
                let reads = entry::read(
                    &element,
                    &self.channel,
                    self.path,
                    self.ordinal,
                    self.options,
                );
                self.ready.extend(reads);
            }
            Some(Ok(Piece::Whole(element))) => self.channel.take(&element),
            Some(Err(fault)) => {
                self.count();
                self.ready.push_back(Err(fault.of_record(self.ordinal)));
            }
            None => {
                self.at_end = true;
                if !self.found_any {
                    self.ready.push_back(Err(Problem::file(
                        ProblemKind::Empty,
                        "a feed without entries",
                    )));
                }
            }
        }
    }

    fn count(&mut self) {
        self.found_any = true;
        self.ordinal = self.ordinal.saturating_add(1);
    }
}
