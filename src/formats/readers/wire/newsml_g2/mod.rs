//! The reader of NewsML-G2. Each text item is an article; a message may have several.
//!
//! `item` reads a text item. Other kinds of items are refused with their kind: packages, pictures
//! and other media, concepts, events and plans. Format: <https://iptc.org/standards/newsml-g2/>.

mod item;
mod refusal;

#[cfg(test)]
mod tests;

use crate::article::ArchivePath;
use crate::formats::ReadOptions;
use crate::formats::gather::builder::Reads;
use crate::formats::xml::Element;
use crate::formats::xml::document::DocumentReader;
use item::Header;

/// Root elements of documents, and of parts that are stored as files of their own.
const ROOTS: &[&str] = &[
    "newsItem",
    "newsMessage",
    "packageItem",
    "planningItem",
    "conceptItem",
    "knowledgeItem",
    "catalogItem",
    "hopHistory",
    "groupSet",
    "itemSet",
    "contentSet",
    "inlineXML",
    "inlineData",
];

/// NewsML-G2, recognised by its root element.
pub(in crate::formats) const NEWSML_G2: DocumentReader = DocumentReader {
    name: "newsml-g2",
    extensions: &[],
    is_root,
    read_root,
};

/// Whether an element with that name is the root of a document.
fn is_root(name: &str) -> bool {
    ROOTS.contains(&name)
}

/// Reads the root element of a document.
fn read_root(root: &Element, path: &ArchivePath, options: &ReadOptions) -> Reads {
    let empty = Element::default();
    let set = match &*root.name {
        "newsMessage" => root.find("itemSet").unwrap_or(&empty),
        "itemSet" => root,
        _ => return item::read(root, &Header::default(), path, 1, options),
    };
    if set.elements().next().is_none() {
        return vec![Err(refusal::empty_message())];
    }
    let header = Header::of(root);
    let mut reads = Reads::new();
    for (ordinal, element) in (1..).zip(set.elements()) {
        reads.append(&mut item::read(element, &header, path, ordinal, options));
    }
    reads
}
