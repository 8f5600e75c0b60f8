//! The reader of NITF 3, the News Industry Text Format: one article a file.
//!
//! What its elements mean is known to `story`, which reads the content of NewsML items too.
//! Format: <https://iptc.org/standards/nitf/>; its DTD and guide name every element used here.

mod story;

#[cfg(test)]
mod tests;

use super::wire::{Gathering, Reads};
use super::xml::{Element, Root};
use super::{ArticleReader, Input, ReadOptions, document};
use crate::article::{ArchivePath, Article, Problem};

pub(super) use story::read_story;

/// NITF, known by its root element.
pub(super) struct Nitf;

impl ArticleReader for Nitf {
    fn name(&self) -> &'static str {
        "nitf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["nitf"]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        Root::of(head).is_some_and(|root| is_root(&root.name))
    }

    fn read<'a>(
        &self,
        input: Input<'a>,
    ) -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a> {
        let (path, options) = (input.path, input.options);
        let reads = document::read(input, |root| read_root(root, path, options));
        Box::new(reads.into_iter())
    }
}

/// Reads a document's root element.
pub(super) fn read_root(root: &Element, path: &ArchivePath, options: &ReadOptions) -> Reads {
    let mut gathering = Gathering::new(path, 1, options);
    read_story(&mut gathering, root);
    gathering.finish()
}

/// Whether an element of that name is a document's root.
pub(super) fn is_root(name: &str) -> bool {
    name == "nitf"
}
