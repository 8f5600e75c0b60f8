//! An XML file as a stream of elements: one tree a record, whatever the file's size.
//!
//! Elements that a reader calls containers are opened and what they hold comes one by one; all
//! others are built whole, within bounds of size, number and depth. A record that breaks the rules
//! of XML is a [`Fault`], and the stream goes on behind it. Nothing a file declares is expanded:
//! of entities, characters by number and the names that XML and HTML define are known, and others
//! stay as they are written. Lone ampersands stand for themselves.

use super::building::{Begun, Building, MAX_PARTS};
use super::decoding::{Decoding, TOO_LARGE};
use super::element::Element;
use super::fault::Fault;
use super::names::known_name;
use super::references;
use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::gather::date_choice::excerpt;
use crate::formats::input::too_large;
use quick_xml::Error;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::NamespaceResolver;
use quick_xml::reader::NsReader;
use std::io::{self, BufRead};

/// How much memory, in bytes, is kept for the next event of the parser.
const KEPT_BUFFER: usize = 1 << 20;

/// What a stream yields.
pub(in crate::formats) enum Piece {
    /// A container, without what it holds.
    Opened(Element),
    /// Any other element, whole.
    Whole(Element),
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
    /// How many bytes a record may have.
    longest: u64,
    buffer: Vec<u8>,
    /// The containers that are open, as written.
    open: Vec<String>,
    /// A record whose beginning ended the one before.
    begun: Option<Begun>,
    /// Where the last error was met.
    stuck_at: Option<u64>,
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
    /// The elements of a stream, whose records have at most so many bytes each.
    ///
    /// # Errors
    /// The I/O error if its beginning cannot be read.
    pub(in crate::formats) fn new(
        stream: Box<dyn BufRead + 'a>,
        shape: Shape,
        longest: u64,
    ) -> io::Result<Self> {
        let mut reader = NsReader::from_reader(Decoding::new(stream)?);
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
        charset::replaced(
            ordinal,
            decoding.take_replaced(),
            decoding.charset(),
            "correct the encoding that the file declares, or convert it to UTF-8",
        )
    }

    /// Goes on to the next element's start; `None` at the file's end.
    fn step_between(&mut self) -> Option<Result<Begun, Fault>> {
        loop {
            self.reader.as_mut()?.get_mut().allow(self.longest);
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
                        return Err(
                            self.located(format!("`<{}>` is never closed", excerpt(&record)))
                        );
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
            "`</{}>` stands where `</{}>` belongs",
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

    /// Passes over the rest of a record that has a fault, up to its end tag, the next record or
    /// the end of a container.
    fn skip_rest(&mut self, record: &str, fault: Fault) -> Fault {
        if self.shape.records.is_empty() {
            self.reader = None; // a document is one record, and there is none behind it
        }
        loop {
            let Some(reader) = &mut self.reader else {
                return fault;
            };
            reader.get_mut().allow(self.longest);
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
                "a record is larger than {} MiB, the most that one article may be; what follows \
                 it was not read",
                self.longest >> 20
            ),
        }
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
        "the file ends before `</{}>`; it was cut off",
        excerpt(unclosed)
    ))
}
