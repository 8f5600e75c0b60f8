//! What the readers of XML share: files that are read whole, as one tree, and files of many
//! records, which are streamed.
//!
//! A reader of whole files says which root elements it reads ([`DocumentReader`]). A reader of
//! records says which elements are records and what it keeps of the others ([`StreamedFormat`]).
//!
//! A document is read whole even if it has several items, such as a message of NewsML-G2: they
//! share a header and refer to each other, and the limit for whole files bounds them.

use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::input::{Input, unreadable};
use crate::formats::options::{MAX_WHOLE_FILE, ReadOptions};
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::record_stream::{Cut, CutRecord, RecordReader, RecordStream, read_records};
use crate::formats::xml::{Element, Elements, Piece, Root, Shape};
use std::marker::PhantomData;
use std::sync::Arc;

/// A format of documents, recognized by its root element.
pub(in crate::formats) struct DocumentReader {
    pub(in crate::formats) name: &'static str,
    pub(in crate::formats) extensions: &'static [&'static str],
    /// Whether an element of that name can be the root of its documents.
    pub(in crate::formats) is_root: fn(&str) -> bool,
    /// Reads the root element of a document.
    pub(in crate::formats) read_root: ReadRoot,
}

/// Reads the root element of a document, in the file of that path.
type ReadRoot =
    fn(&Element, &ArchivePath, &ReadOptions, &mut dyn ArticleSink) -> Result<(), Stopped>;

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

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let mut elements = Elements::new(input.into_stream(), WHOLE, options.max_file_size)
            .map_err(|error| unreadable(&error))?;
        let root = match elements.next() {
            Some(Ok(Piece::Whole(root) | Piece::Opened(root))) => root,
            Some(Err(fault)) => return Err(fault.of_file().into()),
            None => {
                let detail = "there is no element in it";
                return Err(Problem::file(ProblemKind::Empty, detail).into());
            }
        };
        if let Some(problem) = elements.replaced(1) {
            out.problem(problem)?;
        }
        Ok((self.read_root)(&root, path, options, out)?)
    }
}

/// The shape of a document: nothing is opened, the root element is one record.
const WHOLE: Shape = Shape {
    containers: &[],
    records: &[],
};

/// A format of XML whose files are streams of records.
pub(in crate::formats) trait StreamedFormat {
    /// Which elements are opened and which are records.
    const SHAPE: Shape;

    /// The message for a file without records.
    const EMPTY: &'static str;

    /// What is known from other elements. It applies to the records after them that say nothing
    /// else.
    type Context: Default + Clone + Send + Sync;

    /// Reads the start tag of an element that contains records.
    fn open(context: &mut Arc<Self::Context>, container: &Element);

    /// Whether an element is a record. An element that is not is read into the context.
    fn is_record(context: &mut Arc<Self::Context>, element: &Element) -> bool;

    /// The problem that some elements were records of another kind, once the file is read.
    fn skipped(_context: &Self::Context) -> Option<Problem> {
        None
    }

    /// Reads a record: pushes its problems, then its article.
    ///
    /// # Errors
    /// [`Stopped`] if the sink wants no more.
    fn read(
        record: &ElementRecord<Self::Context>,
        path: &ArchivePath,
        options: &ReadOptions,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped>;
}

/// A record that was cut from a file.
#[derive(Default)]
pub(in crate::formats) struct ElementRecord<C> {
    pub(in crate::formats) element: Element,
    /// Its number in the file, from 1.
    pub(in crate::formats) ordinal: u32,
    /// What was said before it.
    pub(in crate::formats) context: Arc<C>,
    /// The problem of its replaced bytes, if there are any.
    replaced: Option<Problem>,
}

/// Reads a file of records, with one record in memory.
///
/// # Errors
/// [`ReadEnd::Failed`] with the problem that ended the file; [`ReadEnd::Stopped`] if the sink wants
/// no more.
pub(in crate::formats) fn read_streamed<F: StreamedFormat>(
    input: Input<'_>,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    let (path, options) = (input.path, input.options);
    let elements = Elements::new(input.into_stream(), F::SHAPE, MAX_WHOLE_FILE)
        .map_err(|error| unreadable(&error))?;
    let stream = ElementStream::<F> {
        elements,
        context: Arc::default(),
        ordinal: 0,
        is_over: false,
    };
    let reader = ElementReader::<F> {
        path,
        options,
        format: PhantomData,
    };
    read_records(stream, &reader, out)
}

struct ElementStream<'a, F: StreamedFormat> {
    elements: Elements<'a>,
    context: Arc<F::Context>,
    /// The number of the last record, from 1.
    ordinal: u32,
    /// Whether the end of the file was reached.
    is_over: bool,
}

impl<C: Default + Send + Sync> CutRecord for ElementRecord<C> {
    fn size(&self) -> usize {
        self.element.size()
    }
}

impl<F: StreamedFormat> RecordStream for ElementStream<'_, F> {
    type Record = ElementRecord<F::Context>;

    fn next_record(&mut self, record: &mut Self::Record) -> Result<Cut, Problem> {
        loop {
            match self.elements.next() {
                Some(Ok(Piece::Opened(container))) => F::open(&mut self.context, &container),
                Some(Ok(Piece::Whole(element))) => {
                    if F::is_record(&mut self.context, &element) {
                        self.ordinal = self.ordinal.saturating_add(1);
                        *record = ElementRecord {
                            element,
                            ordinal: self.ordinal,
                            context: Arc::clone(&self.context),
                            replaced: self.elements.replaced(self.ordinal),
                        };
                        return Ok(Cut::Record);
                    }
                }
                Some(Err(fault)) => {
                    self.ordinal = self.ordinal.saturating_add(1);
                    return Ok(Cut::Problem(fault.of_record(self.ordinal)));
                }
                None => return self.end(),
            }
        }
    }
}

impl<F: StreamedFormat> ElementStream<'_, F> {
    /// The end of the file, after the problem of skipped records.
    fn end(&mut self) -> Result<Cut, Problem> {
        if !std::mem::replace(&mut self.is_over, true)
            && let Some(problem) = F::skipped(&self.context)
        {
            self.ordinal = self.ordinal.max(1);
            return Ok(Cut::Problem(problem));
        }
        if self.ordinal == 0 {
            return Err(Problem::file(ProblemKind::Empty, F::EMPTY));
        }
        Ok(Cut::End)
    }
}

struct ElementReader<'a, F> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
    format: PhantomData<fn() -> F>,
}

impl<F: StreamedFormat> RecordReader<ElementRecord<F::Context>> for ElementReader<'_, F> {
    fn read_record(
        &self,
        record: &ElementRecord<F::Context>,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        if let Some(problem) = &record.replaced {
            out.problem(problem.clone())?;
        }
        F::read(record, self.path, self.options, out)
    }
}
