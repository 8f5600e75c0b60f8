//! The reader of NewsML-G2: each text item is an article. A file is one item, or a message of
//! several.
//!
//! `item` reads a text item. `refusal` says why other items of the standard are not articles:
//! packages, pictures and other media, concepts, events and plans. Format:
//! <https://iptc.org/standards/newsml-g2/>.

mod item;
mod names;
mod refusal;

#[cfg(test)]
mod tests;

use crate::article::ArchivePath;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::xml::Element;
use crate::formats::xml::document::DocumentReader;
use item::Header;

/// Root elements of documents, and of parts that are stored alone.
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

/// NewsML-G2, recognized by its root element.
pub(in crate::formats) const NEWSML_G2: DocumentReader = DocumentReader {
    name: "newsml-g2",
    extensions: &[],
    is_root,
    read_root,
};

/// Whether an element of that name can be a document's root.
fn is_root(name: &str) -> bool {
    ROOTS.contains(&name)
}

/// Reads a document's root element.
fn read_root(
    root: &Element,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), Stopped> {
    let empty = Element::default();
    let set = match &*root.name {
        "newsMessage" => root.find("itemSet").unwrap_or(&empty),
        "itemSet" => root,
        _ => return item::read(root, &Header::default(), path, 1, options, out),
    };
    if set.elements().next().is_none() {
        return out.problem(refusal::empty_message());
    }
    let header = Header::of(root);
    for (ordinal, element) in (1..).zip(set.elements()) {
        item::read(element, &header, path, ordinal, options, out)?;
    }
    Ok(())
}
