//! The reader of NITF 3, the News Industry Text Format: one article a file.
//!
//! What its elements mean is known to `story`, which reads the content of NewsML items too.
//! Format: <https://iptc.org/standards/nitf/>; its DTD and guide name every element used here.

mod story;

#[cfg(test)]
mod tests;

use crate::article::ArchivePath;
use crate::formats::ReadOptions;
use crate::formats::gather::builder::{Gathering, Reads};
use crate::formats::xml::Element;
use crate::formats::xml::document::DocumentReader;

pub(in crate::formats) use story::read_story;

/// NITF, known by its root element.
pub(in crate::formats) const NITF: DocumentReader = DocumentReader {
    name: "nitf",
    extensions: &["nitf"],
    is_root,
    read_root,
};

/// Reads a document's root element.
fn read_root(root: &Element, path: &ArchivePath, options: &ReadOptions) -> Reads {
    let mut gathering = Gathering::new(path, 1, options);
    read_story(&mut gathering, root);
    gathering.finish()
}

/// Whether an element of that name is a document's root.
pub(in crate::formats) fn is_root(name: &str) -> bool {
    name == "nitf"
}
