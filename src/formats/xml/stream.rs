//! An XML file as a stream of elements: one tree a record, whatever the file's size.
//!
//! Elements that a reader calls containers are opened, and their content comes one element at a
//! time. All other elements are read whole, within limits on size, number and depth. A record that
//! breaks the rules of XML is a [`Fault`], and the stream goes on after it. No entity that a file
//! declares is expanded: only numbers of characters and the names of XML and HTML are resolved, and
//! others stay as they are written. Lone ampersands are text.

use super::bounded::{Bounded, TOO_LARGE};
use super::element::Element;
use super::fault::Fault;
use super::names::known_name;
use super::references;
use super::tree_builder::{MAX_PARTS, StartTag, TreeBuilder};
use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::input::too_large;
use quick_xml::Error;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::NamespaceResolver;
use quick_xml::reader::NsReader;
use std::io::{self, BufRead};

/// The most memory, in bytes, that is kept for the parser's next event.
const KEPT_BUFFER: usize = 1 << 20;

/// What a stream yields.
pub(in crate::formats) enum Piece {
    /// A container, without its content.
    Opened(Element),
    /// Any other element, whole.
    Whole(Element),
}

/// Which elements are opened, and which never contain one of their own name.
#[derive(Debug, Clone, Copy)]
pub(in crate::formats) struct Shape {
    /// Names of containers.
    pub(in crate::formats) containers: &'static [&'static str],
    /// Names of records: one that starts within another shows that the other was never closed.
    pub(in crate::formats) records: &'static [&'static str],
}

/// A file's elements.
pub(in crate::formats) struct Elements<'a> {
    /// `None` after the file's end.
    reader: Option<NsReader<Bounded<'a>>>,
    shape: Shape,
    /// How many bytes a record may have.
    longest: u64,
    buffer: Vec<u8>,
    /// The containers that are open, as written.
    open: Vec<String>,
    /// The start tag of a record that interrupted the record before it.
    next_start: Option<StartTag>,
    /// Where the last error was.
    failed_at: Option<u64>,
}

/// One event of the parser, as far as readers need it.
enum Step {
    Start(StartTag),
    End(String),
    Text(String),
    Nothing,
    FileEnd,
}

impl<'a> Elements<'a> {
    /// The elements of a stream whose records have at most `longest` bytes each.
    ///
    /// # Errors
    /// If its first bytes cannot be read.
    pub(in crate::formats) fn new(
        stream: Box<dyn BufRead + 'a>,
        shape: Shape,
        longest: u64,
    ) -> io::Result<Self> {
        let mut reader = NsReader::from_reader(Bounded::new(stream)?);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        Ok(Self {
            reader: Some(reader),
            shape,
            longest,
            buffer: Vec::new(),
            open: Vec::new(),
            next_start: None,
            failed_at: None,
        })
    }

    /// The next element, opened or whole; `None` at the end.
    pub(in crate::formats) fn next(&mut self) -> Option<Result<Piece, Fault>> {
        let start = match self.next_start.take() {
            Some(start) => start,
            None => match self.read_start()? {
                Ok(start) => start,
                Err(fault) => return Some(Err(fault)),
            },
        };
        if self.shape.containers.contains(&&*start.element.name) {
            if !start.is_empty {
                self.open.push(start.written);
            }
            return Some(Ok(Piece::Opened(start.element)));
        }
        Some(self.read_whole(start).map(Piece::Whole))
    }

    /// The problem of the bytes that were replaced since the last call, if there are any. `ordinal`
    /// is the number of the record that they belong to.
    pub(in crate::formats) fn replaced(&mut self, ordinal: u32) -> Option<Problem> {
        let text = self.reader.as_mut()?.get_mut();
        charset::replaced(
            ordinal,
            text.take_replaced(),
            text.charset(),
            "correct the encoding that the file declares, or convert it to UTF-8",
        )
    }

    /// Reads up to the next element's start; `None` at the file's end.
    fn read_start(&mut self) -> Option<Result<StartTag, Fault>> {
        loop {
            self.reader.as_mut()?.get_mut().allow(self.longest);
            match self.step() {
                Ok(Step::Start(start)) => return Some(Ok(start)),
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

    /// Closes a container and those in it that were left open.
    fn close(&mut self, written: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open == written) {
            self.open.truncate(at);
        }
    }

    /// Reads the rest of an element.
    fn read_whole(&mut self, start: StartTag) -> Result<Element, Fault> {
        if start.is_empty {
            return Ok(start.element);
        }
        let record = start.written.clone();
        let mut tree = TreeBuilder::new(start);
        loop {
            match self.step() {
                Ok(Step::Start(start)) => {
                    if self.shape.records.contains(&&*start.element.name) {
                        self.next_start = Some(start);
                        return Err(
                            self.located(format!("`<{}>` is never closed", excerpt(&record)))
                        );
                    }
                    if let Err(fault) = tree.start(start) {
                        return Err(self.skip_rest(&record, fault));
                    }
                }
                Ok(Step::End(written)) => match tree.end(&written) {
                    Ok(None) => {}
                    Ok(Some(element)) => return Ok(element),
                    Err(innermost) => return Err(self.mismatch(&record, &innermost, &written)),
                },
                Ok(Step::Text(text)) => tree.text(&text),
                Ok(Step::Nothing) => {}
                Ok(Step::FileEnd) => {
                    self.reader = None;
                    return Err(cut_off(&record));
                }
                Err(fault) => return Err(self.skip_rest(&record, fault)),
            }
        }
    }

    /// The fault of an end tag that does not close the innermost element of a record.
    fn mismatch(&mut self, record: &str, innermost: &str, written: &str) -> Fault {
        let fault = self.located(format!(
            "`</{}>` where `</{}>` is expected",
            excerpt(written),
            excerpt(innermost)
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

    /// Skips the rest of a record that has a fault, up to its end tag, the next record or the end
    /// of a container.
    fn skip_rest(&mut self, record: &str, fault: Fault) -> Fault {
        if self.shape.records.is_empty() {
            self.reader = None; // a document is one record, and none follows
        }
        loop {
            let Some(reader) = &mut self.reader else {
                return fault;
            };
            reader.get_mut().allow(self.longest);
            match self.step() {
                Ok(Step::Start(start)) => {
                    if self.shape.records.contains(&&*start.element.name) {
                        self.next_start = Some(start);
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
            Ok(Event::Start(start)) => Ok(Step::Start(start_tag(&start, reader.resolver(), false))),
            Ok(Event::Empty(start)) => Ok(Step::Start(start_tag(&start, reader.resolver(), true))),
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

    /// The fault of a parser's error. An I/O error, or a second error at the same place, ends the
    /// file.
    fn failed(&mut self, error: &Error) -> Fault {
        let at = self.reader.as_ref().map(|reader| reader.buffer_position());
        let is_stuck = self.failed_at == at;
        self.failed_at = at;
        let fault = match error {
            Error::Io(error) if error.to_string() == TOO_LARGE => self.too_large(),
            Error::Io(error) => Fault {
                kind: ProblemKind::Unreadable,
                detail: format!("cannot be read: {error}"),
            },
            other => self.located(excerpt(&other.to_string())),
        };
        if is_stuck || matches!(error, Error::Io(_)) {
            self.reader = None;
        }
        fault
    }

    fn too_large(&self) -> Fault {
        if self.shape.records.is_empty() {
            return Fault::from(too_large(self.longest));
        }
        Fault {
            kind: ProblemKind::TooLarge,
            detail: format!(
                "a record is larger than {} MiB, the limit for one article; what follows it was \
                 not read",
                self.longest >> 20
            ),
        }
    }

    /// The fault of XML that breaks the rules, with the current line.
    fn located(&self, detail: String) -> Fault {
        match &self.reader {
            Some(reader) => Fault::malformed(format!("line {}: {detail}", reader.get_ref().line())),
            None => Fault::malformed(detail),
        }
    }
}

/// The start tag of an element, with the name that readers know.
fn start_tag(start: &BytesStart<'_>, names: &NamespaceResolver, is_empty: bool) -> StartTag {
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
    StartTag {
        written: written.as_ref().to_owned(),
        element,
        is_empty,
    }
}

fn cut_off(unclosed: &str) -> Fault {
    Fault::malformed(format!(
        "the file ends before `</{}>`; it was cut off",
        excerpt(unclosed)
    ))
}
