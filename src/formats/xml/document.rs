//! What the readers of XML have in common: files that are read whole, one tree a file, of which a
//! reader says which root elements are its own ([`DocumentReader`]), and files of many records,
//! which are streamed ([`stream`]).

use crate::article::{ArchivePath, Article, Problem, ProblemKind};
use crate::formats::gather::builder::Reads;
use crate::formats::xml::{Element, Elements, Piece, Root, Shape};
use crate::formats::{ArticleReader, Input, MAX_WHOLE_FILE, ReadOptions, unreadable};

/// A format of documents, known by its root element.
pub(in crate::formats) struct DocumentReader {
    pub(in crate::formats) name: &'static str,
    pub(in crate::formats) extensions: &'static [&'static str],
    /// Whether an element of that name is a document's root.
    pub(in crate::formats) is_root: fn(&str) -> bool,
    /// What a document's root element holds.
    pub(in crate::formats) read_root: fn(&Element, &ArchivePath, &ReadOptions) -> Reads,
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
pub(in crate::formats) fn read(input: Input<'_>, make: impl FnOnce(&Element) -> Reads) -> Reads {
    let most = input.options.max_file_size;
    let mut elements = match Elements::new(input.into_stream(), SHAPE, most) {
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

/// What a reader of streamed records knows.
pub(in crate::formats) trait RecordReader {
    /// What is wrong with a file without records.
    const EMPTY: &'static str;

    /// Takes note of an element that records lie in.
    fn open(&mut self, container: &Element);

    /// Whether an element is a record; takes note of it if it is not.
    fn is_record(&mut self, element: &Element) -> bool;

    /// What a record holds, the record of that number in its file, from 1.
    fn read(&mut self, record: &Element, ordinal: u32) -> Reads;
}

/// The articles and problems of a file of records, in memory one record at a time.
pub(in crate::formats) fn stream<'a, R: RecordReader + 'a>(
    input: Input<'a>,
    shape: Shape,
    mut reader: R,
) -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a> {
    let mut elements = match Elements::new(input.into_stream(), shape, MAX_WHOLE_FILE) {
        Ok(elements) => elements,
        Err(error) => return Box::new(std::iter::once(Err(unreadable(&error)))),
    };
    let mut ordinal: u32 = 0;
    let mut at_end = false;
    let reads = std::iter::from_fn(move || {
        if at_end {
            return None;
        }
        Some(match elements.next() {
            Some(Ok(Piece::Opened(container))) => {
                reader.open(&container);
                Reads::new()
            }
            Some(Ok(Piece::Whole(element))) if reader.is_record(&element) => {
                ordinal = ordinal.saturating_add(1);
                let mut reads: Reads = elements.replaced(ordinal).into_iter().map(Err).collect();
                reads.append(&mut reader.read(&element, ordinal));
                reads
            }
            Some(Ok(Piece::Whole(_))) => Reads::new(),
            Some(Err(fault)) => {
                ordinal = ordinal.saturating_add(1);
                vec![Err(fault.of_record(ordinal))]
            }
            None => {
                at_end = true;
                match ordinal {
                    0 => vec![Err(Problem::file(ProblemKind::Empty, R::EMPTY))],
                    _ => Reads::new(),
                }
            }
        })
    });
    Box::new(reads.flatten())
}
