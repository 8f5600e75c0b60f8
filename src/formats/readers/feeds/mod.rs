//! The reader of feeds: RSS 0.9 to 2.0, Atom, and WordPress exports, which are RSS. Each entry is
//! an article.
//!
//! Files are streamed, with one entry in memory. The metadata of the feed, before or between its
//! entries, is kept in a [`Channel`] and is used for later entries. `entry` reads an entry. The
//! crates for feeds keep a whole feed in memory, drop dates that they cannot read and stop at the
//! first error, so entries are read from the XML itself. Formats:
//! <https://www.rssboard.org/rss-specification>, RFC 4287, <https://web.resource.org/rss/1.0/>.

mod channel;
mod entry;

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Article, Problem};
use crate::formats::gather::builder::Reads;
use crate::formats::xml::document::{self, RecordReader};
use crate::formats::xml::{Element, Root, Shape};
use crate::formats::{ArticleReader, Input, ReadOptions};
use channel::Channel;

/// Feeds, recognised by their root element.
pub(in crate::formats) struct Feed;

/// RSS has a channel that contains the entries, or in RSS 1.0 comes before them.
const SHAPE: Shape = Shape {
    containers: &["rss", "RDF", "feed", "channel"],
    records: &["item", "entry"],
};

/// Namespaces in the start tag of an RDF document that is a feed.
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
        let entries = Entries {
            path: input.path,
            options: input.options,
            channel: Channel::default(),
        };
        document::stream(input, SHAPE, entries)
    }
}

/// The entries of one file.
struct Entries<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
    channel: Channel,
}

impl RecordReader for Entries<'_> {
    const EMPTY: &'static str = "a feed without entries";

    fn open(&mut self, container: &Element) {
        self.channel.open(container);
    }

    fn is_record(&mut self, element: &Element) -> bool {
        let is_entry = SHAPE.records.contains(&&*element.name);
        if !is_entry {
            self.channel.take(element);
        }
        is_entry
    }

    fn read(&mut self, record: &Element, ordinal: u32) -> Reads {
        entry::read(record, &self.channel, self.path, ordinal, self.options)
    }
}
