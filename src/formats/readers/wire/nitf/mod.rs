//! The reader of NITF 3, the News Industry Text Format: one article a file.
//!
//! `story` reads its elements. NewsML items and feeds with NITF inside use it too.
//! Format: <https://iptc.org/standards/nitf/>; its DTD and guide name every element used here.

mod story;

#[cfg(test)]
mod tests;

use crate::article::ArchivePath;
use crate::formats::gather::ArticleBuilder;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::xml::Element;
use crate::formats::xml::document::DocumentReader;

pub(in crate::formats) use story::read_story;

/// NITF, recognized by its root element.
pub(in crate::formats) const NITF: DocumentReader = DocumentReader {
    name: "nitf",
    extensions: &["nitf"],
    is_root,
    read_root,
};

/// Reads a document's root element.
fn read_root(
    root: &Element,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), Stopped> {
    let mut builder = ArticleBuilder::new(path, 1, options);
    read_story(&mut builder, root);
    builder.finish(out)
}

/// Whether an element of that name can be a document's root.
fn is_root(name: &str) -> bool {
    name == "nitf"
}
