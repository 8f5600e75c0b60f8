//! An XML file as a stream of elements: one tree a record, whatever the file's size.
//!
//! Elements that a reader calls containers are opened and what they hold comes one by one; all
//! others are built whole, within bounds of size, number and depth. A record that breaks the rules
//! of XML is a [`Fault`], and the stream goes on behind it. Nothing a file declares is expanded:
//! of entities, characters by number and the names that XML and HTML define are known, and others
//! stay as they are written. Lone ampersands stand for themselves.

use super::decoding::{Decoding, TOO_LARGE};
use super::element::{Element, Node};
use super::names::known_name;
use super::references;
use crate::article::{Problem, ProblemKind};
use crate::formats::MAX_WHOLE_FILE;
use quick_xml::Error;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::NamespaceResolver;
use quick_xml::reader::NsReader;
use std::io::{self, BufRead};

/// How deep elements may stand in each other.
const MAX_DEPTH: usize = 256;

/// How many elements and attributes one record may have.
const MAX_PARTS: usize = 1 << 20;

/// How much memory, in bytes, is kept for the next event of the parser.
const KEPT_BUFFER: usize = 1 << 20;

/// What a stream yields.
pub(in crate::formats) enum Piece {
    /// A container, without what it holds.
    Opened(Element),
    /// Any other element, whole.
    Whole(Element),
}

/// What is wrong with a record, or with the rest of the file.
#[derive(Debug)]
pub(in crate::formats) struct Fault {
    kind: ProblemKind,
    detail: String,
}

impl Fault {
    fn malformed(detail: String) -> Self {
        Self {
            kind: ProblemKind::Malformed,
            detail,
        }
    }

    /// The problem of one record.
    pub(in crate::formats) fn of_record(self, ordinal: u32) -> Problem {
        Problem::record(ordinal, self.kind, self.detail)
    }

    /// The problem of the whole file.
    pub(in crate::formats) fn of_file(self) -> Problem {
        Problem::file(self.kind, self.detail)
    }
}

/// Which elements are opened, and which hold none of their own name.
#[derive(Debug, Clone, Copy)]
pub(in crate::formats) struct Shape {
    /// Names of containers.
    pub(in crate::formats) containers: &'static [&'static str],
    /// Names of records: one that begins within another shows that the other was never closed.
    pub(in crate::formats) records: &'static [&'static str],
}

/// A file's elements.
pub(in crate::formats) struct Elements<'a> {
    /// `None` behind the file's end.
    reader: Option<NsReader<Decoding<'a>>>,
    shape: Shape,
    buffer: Vec<u8>,
    /// The containers that are open, as written.
    open: Vec<String>,
    /// A record whose beginning ended the one before.
    begun: Option<Begun>,
    /// Where the last error was met.
    stuck_at: Option<u64>,
}

/// An element whose start was read.
struct Begun {
    written: String,
    element: Element,
    is_empty: bool,
}

/// What one event of the parser means.
enum Step {
    Begin(Begun),
    End(String),
    Text(String),
    Nothing,
    FileEnd,
}

impl<'a> Elements<'a> {
    /// The elements of a stream.
    ///
    /// # Errors
    /// The I/O error if its beginning cannot be read.
    pub(in crate::formats) fn new(stream: Box<dyn BufRead + 'a>, shape: Shape) -> io::Result<Self> {
        let mut reader = NsReader::from_reader(Decoding::new(stream)?);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        Ok(Self {
            reader: Some(reader),
            shape,
            buffer: Vec::new(),
            open: Vec::new(),
            begun: None,
            stuck_at: None,
        })
    }

    /// The next element, opened or whole; `None` at the end.
    pub(in crate::formats) fn next(&mut self) -> Option<Result<Piece, Fault>> {
        let begun = match self.begun.take() {
            Some(begun) => begun,
            None => match self.step_between()? {
                Ok(begun) => begun,
                Err(fault) => return Some(Err(fault)),
            },
        };
        if self.shape.containers.contains(&&*begun.element.name) {
            if !begun.is_empty {
                self.open.push(begun.written);
            }
            return Some(Ok(Piece::Opened(begun.element)));
        }
        Some(self.read_whole(begun).map(Piece::Whole))
    }

    /// The problem that bytes replaced since this was asked last are for a record, if there are
    /// any.
    pub(in crate::formats) fn replaced(&mut self, ordinal: u32) -> Option<Problem> {
        let decoding = self.reader.as_mut()?.get_mut();
        let bytes = match decoding.take_replaced() {
            0 => return None,
            1 => "1 byte is".to_owned(),
            count => format!("{count} bytes are"),
        };
        Some(Problem::record(
            ordinal,
            ProblemKind::BadEncoding,
            format!(
                "{bytes} not valid {} and stand as U+FFFD now; correct the encoding that the file \
                 declares, or convert it to UTF-8",
                decoding.charset()
            ),
        ))
    }

    /// Goes on to the next element's start; `None` at the file's end.
    fn step_between(&mut self) -> Option<Result<Begun, Fault>> {
        loop {
            self.reader.as_mut()?.get_mut().allow(MAX_WHOLE_FILE);
            match self.step() {
                Ok(Step::Begin(begun)) => return Some(Ok(begun)),
                Ok(Step::End(written)) => self.close(&written),
                Ok(Step::Text(_) | Step::Nothing) => {}
                Ok(Step::FileEnd) => {
                    self.reader = None;
                    let unclosed = self.open.pop()?;
                    return Some(Err(cut_off(&unclosed)));
                }
                Err(fault) => return Some(Err(fault)),
            }
        }
    }

    /// Closes a container and those within it that were left open.
    fn close(&mut self, written: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open == written) {
            self.open.truncate(at);
        }
    }

    /// Reads the rest of an element whose start was read.
    fn read_whole(&mut self, begun: Begun) -> Result<Element, Fault> {
        if begun.is_empty {
            return Ok(begun.element);
        }
        let record = begun.written.clone();
        let mut building = Building::of(begun);
        loop {
            match self.step() {
                Ok(Step::Begin(begun)) => {
                    if self.shape.records.contains(&&*begun.element.name) {
                        self.begun = Some(begun);
                        return Err(self.located(format!("`<{record}>` is never closed")));
                    }
                    if let Err(fault) = building.begin(begun) {
                        return Err(self.skip_rest(&record, fault));
                    }
                }
                Ok(Step::End(written)) => match building.end(&written) {
                    Ok(None) => {}
                    Ok(Some(element)) => return Ok(element),
                    Err(innermost) => return Err(self.mismatch(&record, &innermost, &written)),
                },
                Ok(Step::Text(text)) => building.text(&text),
                Ok(Step::Nothing) => {}
                Ok(Step::FileEnd) => {
                    self.reader = None;
                    return Err(cut_off(&record));
                }
                Err(fault) => return Err(self.skip_rest(&record, fault)),
            }
        }
    }

    /// The fault of an end tag that closes nothing open in a record.
    fn mismatch(&mut self, record: &str, innermost: &str, written: &str) -> Fault {
        let fault = self.located(format!(
            "`</{written}>` stands where `</{innermost}>` belongs"
        ));
        if self.open.iter().any(|open| open == written) {
            self.close(written);
            return fault;
        }
        if record == written {
            return fault;
        }
        self.skip_rest(record, fault)
    }

    /// Passes over the rest of a record that has a fault, up to its end tag, the next record or
    /// the end of a container.
    fn skip_rest(&mut self, record: &str, fault: Fault) -> Fault {
        loop {
            let Some(reader) = &mut self.reader else {
                return fault;
            };
            reader.get_mut().allow(MAX_WHOLE_FILE);
            match self.step() {
                Ok(Step::Begin(begun)) => {
                    if self.shape.records.contains(&&*begun.element.name) {
                        self.begun = Some(begun);
                        return fault;
                    }
                }
                Ok(Step::End(written)) => {
                    if written == record {
                        return fault;
                    }
                    if self.open.contains(&written) {
                        self.close(&written);
                        return fault;
                    }
                }
                Ok(Step::Text(_) | Step::Nothing) | Err(_) => {}
                Ok(Step::FileEnd) => self.reader = None,
            }
        }
    }

    /// Reads the parser's next event.
    fn step(&mut self) -> Result<Step, Fault> {
        let Some(reader) = &mut self.reader else {
            return Ok(Step::FileEnd);
        };
        if self.buffer.capacity() > KEPT_BUFFER {
            self.buffer = Vec::new();
        }
        self.buffer.clear();
        match reader.read_event_into(&mut self.buffer) {
            Ok(Event::Start(start)) => Ok(begin(&start, reader.resolver(), false)),
            Ok(Event::Empty(start)) => Ok(begin(&start, reader.resolver(), true)),
            Ok(Event::End(end)) => Ok(Step::End(end.name().as_ref().to_owned())),
            Ok(Event::Text(text)) => Ok(Step::Text(text.xml10_content().into_owned())),
            Ok(Event::CData(text)) => Ok(Step::Text(text.xml10_content().into_owned())),
            Ok(Event::GeneralRef(name)) => Ok(Step::Text(references::resolve_name(&name))),
            Ok(Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_)) => {
                Ok(Step::Nothing)
            }
            Ok(Event::Eof) => Ok(Step::FileEnd),
            Err(error) => Err(self.failed(&error)),
        }
    }

    /// The fault that a parser's error is. One of reading, or one that is met a second time, ends
    /// the file.
    fn failed(&mut self, error: &Error) -> Fault {
        let at = self.reader.as_ref().map(|reader| reader.buffer_position());
        let is_stuck = self.stuck_at == at;
        self.stuck_at = at;
        let fault = match error {
            Error::Io(error) if error.to_string() == TOO_LARGE => Fault {
                kind: ProblemKind::TooLarge,
                detail: format!(
                    "a record is larger than {} MiB, the most that one article may be; what \
                     follows it was not read",
                    MAX_WHOLE_FILE >> 20
                ),
            },
            Error::Io(error) => Fault {
                kind: ProblemKind::Unreadable,
                detail: format!("cannot be read: {error}"),
            },
            other => self.located(other.to_string()),
        };
        if is_stuck || matches!(error, Error::Io(_)) {
            self.reader = None;
        }
        fault
    }

    /// A breach of XML's rules at the line that is read.
    fn located(&self, detail: String) -> Fault {
        match &self.reader {
            Some(reader) => Fault::malformed(format!("line {}: {detail}", reader.get_ref().line())),
            None => Fault::malformed(detail),
        }
    }
}

/// What an element's start says.
fn begin(start: &BytesStart<'_>, names: &NamespaceResolver, is_empty: bool) -> Step {
    let written = start.name();
    let (resolved, local) = names.resolve_element(written);
    let mut element = Element {
        name: known_name(&resolved, local, written.as_ref()),
        ..Element::default()
    };
    for attribute in start
        .attributes()
        .with_checks(false)
        .take(MAX_PARTS)
        .flatten()
    {
        let value = references::resolve(&attribute.value).into_owned();
        let key = attribute.key.as_ref().to_owned();
        element.attributes.push((key, value));
    }
    Step::Begin(Begun {
        written: written.as_ref().to_owned(),
        element,
        is_empty,
    })
}

fn cut_off(unclosed: &str) -> Fault {
    Fault::malformed(format!(
        "the file ends before `</{unclosed}>`; it was cut off"
    ))
}

/// A record while it is read.
struct Building {
    /// The open elements with their names as written, the outermost first; never empty.
    open: Vec<(String, Element)>,
    parts: usize,
}

impl Building {
    fn of(begun: Begun) -> Self {
        Self {
            parts: 1 + begun.element.attributes.len(),
            open: vec![(begun.written, begun.element)],
        }
    }

    /// The innermost open element.
    fn innermost(&mut self) -> &mut Element {
        let (_, element) = self.open.last_mut().expect("the record itself is open");
        element
    }

    /// Takes in an element's start.
    fn begin(&mut self, begun: Begun) -> Result<(), Fault> {
        self.parts += 1 + begun.element.attributes.len();
        if self.parts > MAX_PARTS {
            return Err(Fault {
                kind: ProblemKind::TooLarge,
                detail: format!("a record has more than {MAX_PARTS} elements and attributes"),
            });
        }
        if self.open.len() == MAX_DEPTH {
            return Err(Fault::malformed(format!(
                "elements stand in each other more than {MAX_DEPTH} deep"
            )));
        }
        if begun.is_empty {
            self.innermost().nodes.push(Node::Element(begun.element));
        } else {
            self.open.push((begun.written, begun.element));
        }
        Ok(())
    }

    /// Takes in an end tag. Returns the record once it is whole; an error with the name of the
    /// innermost open element if that is another.
    fn end(&mut self, written: &str) -> Result<Option<Element>, String> {
        match self.open.pop() {
            Some((name, element)) if name == written => match self.open.last_mut() {
                Some((_, outer)) => {
                    outer.nodes.push(Node::Element(element));
                    Ok(None)
                }
                None => Ok(Some(element)),
            },
            Some((name, _)) => Err(name),
            None => Ok(None),
        }
    }

    /// Takes in text; control characters become spaces.
    fn text(&mut self, text: &str) {
        let is_control = |c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r');
        let nodes = &mut self.innermost().nodes;
        if !matches!(nodes.last(), Some(Node::Text(_))) {
            nodes.push(Node::Text(String::new()));
        }
        if let Some(Node::Text(before)) = nodes.last_mut() {
            if text.contains(is_control) {
                before.push_str(&text.replace(is_control, " "));
            } else {
                before.push_str(text);
            }
        }
    }
}
