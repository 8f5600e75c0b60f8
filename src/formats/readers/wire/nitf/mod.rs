//! The reader of NITF 3, the News Industry Text Format: one article per file.
//!
//! `story` reads its elements, also those in NewsML items. Format:
//! <https://iptc.org/standards/nitf/>; its DTD and guide describe every element used here.

mod story;

#[cfg(test)]
mod tests;

use crate::article::ArchivePath;
use crate::formats::ReadOptions;
use crate::formats::gather::builder::{Gathering, Reads};
use crate::formats::xml::Element;
use crate::formats::xml::document::DocumentReader;

pub(in crate::formats) use story::read_story;

/// NITF, recognised by its root element.
pub(in crate::formats) const NITF: DocumentReader = DocumentReader {
    name: "nitf",
    extensions: &["nitf"],
    is_root,
    read_root,
};

/// Reads the root element of a document.
fn read_root(root: &Element, path: &ArchivePath, options: &ReadOptions) -> Reads {
    let mut gathering = Gathering::new(path, 1, options);
    read_story(&mut gathering, root);
    gathering.finish()
}

/// Whether an element with that name is the root of a document.
pub(in crate::formats) fn is_root(name: &str) -> bool {
    name == "nitf"
}
