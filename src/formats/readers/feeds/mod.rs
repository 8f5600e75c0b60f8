//! The reader of feeds: RSS 0.9 to 2.0, Atom, and exports of WordPress and Blogger, which are feeds.
//! Each entry is an article, except those that `kinds` tells apart.
//!
//! Files are streamed: memory holds one entry. What the feed says of itself, before its entries or
//! between them, is kept in a [`Channel`] and applies to the entries after it. `entry` reads an
//! entry, `texts` its text. The crates for feeds keep a whole feed in memory, drop dates that they cannot read and
//! stop at the first fault, so entries are read from the XML itself. Formats:
//! <https://www.rssboard.org/rss-specification>, RFC 4287, <https://web.resource.org/rss/1.0/>.

mod channel;
mod entry;
mod kinds;
mod texts;

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Problem};
use crate::formats::input::Input;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::xml::document::{ElementRecord, StreamedFormat, read_streamed};
use crate::formats::xml::{Element, Root, Shape};
use channel::Channel;
use std::sync::Arc;

/// Feeds, recognized by their root element.
pub(in crate::formats) struct Feed;

/// Addresses in the start tag of an RDF document that is a feed.
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

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        read_streamed::<Self>(input, out)
    }
}

impl StreamedFormat for Feed {
    /// Entries are in the channel, or after it in RSS 1.0.
    const SHAPE: Shape = Shape {
        containers: &["rss", "RDF", "feed", "channel"],
        records: &["item", "entry"],
    };

    const EMPTY: &'static str = "a feed without entries";

    type Context = Channel;

    fn open(channel: &mut Arc<Channel>, container: &Element) {
        Arc::make_mut(channel).open(container);
    }

    fn is_record(channel: &mut Arc<Channel>, element: &Element) -> bool {
        let is_entry = Self::SHAPE.records.contains(&&*element.name);
        if !is_entry {
            Arc::make_mut(channel).take(element);
        }
        // Channels are copied when they change, so only a skipped entry changes one.
        match kinds::other_kind(element).filter(|_| is_entry) {
            Some(kind) => Arc::make_mut(channel).skipped.add(&kind),
            None => return is_entry,
        }
        false
    }

    fn skipped(channel: &Channel) -> Option<Problem> {
        channel.skipped.problem()
    }

    fn read(
        record: &ElementRecord<Channel>,
        path: &ArchivePath,
        options: &ReadOptions,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        entry::read(record, path, options, out)
    }
}
