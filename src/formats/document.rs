//! XML files that are read whole, one tree a file: what the readers of wire documents have in
//! common. Each says which root elements are its own and what it makes of one.

use super::wire::Reads;
use super::xml::{Element, Elements, Piece, Root, Shape};
use super::{ArticleReader, Input, ReadOptions, unreadable};
use crate::article::{ArchivePath, Article, Problem, ProblemKind};

/// A format of documents, known by its root element.
pub(super) struct DocumentReader {
    pub(super) name: &'static str,
    pub(super) extensions: &'static [&'static str],
    /// Whether an element of that name is a document's root.
    pub(super) is_root: fn(&str) -> bool,
    /// What a document's root element holds.
    pub(super) read_root: fn(&Element, &ArchivePath, &ReadOptions) -> Reads,
}

impl ArticleReader for DocumentReader {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        Root::of(head).is_some_and(|root| (self.is_root)(&root.name))
    }

    fn read<'a>(
        &self,
        input: Input<'a>,
    ) -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a> {
        let (path, options) = (input.path, input.options);
        let reads = read(input, |root| (self.read_root)(root, path, options));
        Box::new(reads.into_iter())
    }
}

/// Nothing is opened: the root element is one record.
const SHAPE: Shape = Shape {
    containers: &[],
    records: &[],
};

/// Reads a file's root element and makes of it what a reader says; bytes that were replaced are
/// told before that.
pub(super) fn read(input: Input<'_>, make: impl FnOnce(&Element) -> Reads) -> Reads {
    let mut elements = match Elements::new(input.into_stream(), SHAPE) {
        Ok(elements) => elements,
        Err(error) => return vec![Err(unreadable(&error))],
    };
    match elements.next() {
        Some(Ok(Piece::Whole(root) | Piece::Opened(root))) => {
            let mut reads: Reads = elements.replaced(1).into_iter().map(Err).collect();
            reads.append(&mut make(&root));
            reads
        }
        Some(Err(fault)) => vec![Err(fault.of_file())],
        None => vec![Err(Problem::file(
            ProblemKind::Empty,
            "there is no element in it",
        ))],
    }
}
