//! The articles of a JSON file, cut from it one by one, and how each is read.
//!
//! The first step finds the bytes of an article by brackets and strings alone. The second step
//! gives them to `record`.

use super::elements::{Elements, Stop};
use super::next_list::{articles_in, next_list};
use super::outline::{List, Outline, outline};
use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::input::unreadable;
use crate::formats::options::{MAX_WHOLE_FILE, ReadOptions};
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::record::{Names, Place, read_json};
use crate::formats::record_stream::{Cut, CutRecord, RecordReader, RecordStream, too_long};
use std::collections::VecDeque;
use std::io::{self, BufRead, Cursor, Read};

/// The place of the stream in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum At {
    /// Outside of all values.
    Top,
    /// In a list.
    List(List),
    /// After all that is read.
    End,
}

/// The bytes of one article.
#[derive(Default)]
pub(in crate::formats) struct JsonObject {
    bytes: Vec<u8>,
    /// Its number in the file, from 1.
    ordinal: u32,
}

/// The articles of one file.
pub(in crate::formats) struct JsonStream<'a> {
    options: &'a ReadOptions,
    elements: Elements<'a>,
    at: At,
    /// The number of the last article, from 1.
    ordinal: u32,
    /// Articles that were cut already.
    waiting: VecDeque<Vec<u8>>,
}

impl<'a> JsonStream<'a> {
    /// The articles of a stream of UTF-8.
    pub(super) fn new(stream: Box<dyn BufRead + 'a>, options: &'a ReadOptions) -> Self {
        Self {
            options,
            elements: Elements::new(stream),
            at: At::Top,
            ordinal: 0,
            waiting: VecDeque::new(),
        }
    }

    /// The articles of a list, of which the first ones were cut already.
    pub(super) fn in_list(
        elements: Elements<'a>,
        options: &'a ReadOptions,
        list: List,
        first: impl IntoIterator<Item = Vec<u8>>,
    ) -> Self {
        Self {
            options,
            elements,
            at: At::List(list),
            ordinal: 0,
            waiting: first.into_iter().collect(),
        }
    }

    /// Cuts the next value outside of all others. Returns whether it is an article.
    fn cut_at_top(&mut self, kept: &mut Vec<u8>) -> Result<bool, Stop> {
        match self.elements.peek()? {
            Some(b'[') => {
                self.elements.bump();
                self.at = At::List(List::default());
                self.cut_first_item(kept)
            }
            Some(b'{') => {
                let names = Names::new(&self.options.field_map);
                match outline(&mut self.elements, names, kept)? {
                    Outline::Record => {}
                    Outline::List(list) => self.at = At::List(list),
                    Outline::Members {
                        list,
                        first,
                        second,
                    } => {
                        self.at = At::List(list);
                        self.waiting.push_back(second);
                        kept.truncate(first.end);
                        kept.drain(..first.start);
                    }
                }
                self.ordinal = self.ordinal.saturating_add(1);
                Ok(true)
            }
            Some(byte) => Err(Stop::Unexpected(byte)),
            None => {
                self.at = At::End;
                Ok(false)
            }
        }
    }

    /// Cuts the first item of a list outside of all others, if it is an object. It may be the
    /// answer of a service, with a list of articles in it; others like it may follow.
    fn cut_first_item(&mut self, kept: &mut Vec<u8>) -> Result<bool, Stop> {
        if self.elements.peek()? != Some(b'{') {
            return Ok(false);
        }
        self.ordinal = self.ordinal.saturating_add(1);
        kept.clear();
        self.elements.value(kept)?;
        let names = Names::new(&self.options.field_map);
        let item = kept.clone();
        let found = outline(&mut Elements::new(Box::new(&*item)), names, kept);
        if !matches!(found, Ok(Outline::List(list)) if list.is_usual()) {
            *kept = item;
            return Ok(true);
        }
        let rest = std::mem::replace(&mut self.elements, Elements::new(Box::new(io::empty())));
        let whole = Cursor::new(item).chain(rest.into_stream());
        self.elements = Elements::new(Box::new(whole));
        if let Outline::List(list) = outline(&mut self.elements, names, kept)? {
            self.at = At::List(List {
                open: list.open + 1,
                ..list
            });
        }
        Ok(true)
    }

    /// Cuts the next element of a list, or reads its end. Returns whether there was an element.
    fn cut_in_list(&mut self, list: &List, kept: &mut Vec<u8>) -> Result<bool, Stop> {
        let names = Names::new(&self.options.field_map);
        match self.elements.peek()?.ok_or(Stop::End)? {
            b',' => self.elements.bump(),
            b']' if !list.is_object => {
                self.elements.bump();
                self.end_of_list(list, names)?;
            }
            b'}' if list.is_object => {
                self.elements.bump();
                let open = list.open - 1;
                self.end_of_list(
                    &List {
                        open,
                        ..list.clone()
                    },
                    names,
                )?;
            }
            b'"' if list.is_object => {
                kept.clear();
                self.elements.key(&mut Vec::new(), kept)?;
                kept.clear();
                self.elements.value(kept)?;
                if kept.starts_with(b"{") {
                    self.waiting.extend(articles_in(kept, list, names));
                }
            }
            _ => {
                self.ordinal = self.ordinal.saturating_add(1);
                kept.clear();
                self.elements.value(kept)?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Goes to the next list of articles, or after all that is open.
    fn end_of_list(&mut self, list: &List, names: Names<'_>) -> Result<(), Stop> {
        self.at = At::Top;
        let next = next_list(&mut self.elements, list, names, &mut self.waiting)?;
        self.at = next.map_or(At::Top, At::List);
        Ok(())
    }

    /// Adds what a feed says for an item without its own.
    fn add_shared(&self, item: &mut Vec<u8>) {
        if let At::List(list) = &self.at {
            list.shared.add_to(item);
        }
    }

    /// The problem of a stop. Only within a list, reading may continue after it.
    fn problem(&mut self, stop: Stop) -> Problem {
        let in_list = matches!(self.at, At::List(_));
        let goes_on = match stop {
            Stop::TooLong | Stop::TooDeep => true,
            Stop::OpenString => in_list && self.elements.skip_to_object().is_ok(),
            _ => false,
        };
        if !(in_list && goes_on) {
            self.at = At::End;
        }
        let (kind, detail) = match stop {
            Stop::Io(error) => return unreadable(&error),
            Stop::End => (
                ProblemKind::Malformed,
                "the file ends within a value; is it cut off?".to_owned(),
            ),
            Stop::TooLong => (ProblemKind::TooLarge, too_long("it", MAX_WHOLE_FILE)),
            Stop::TooDeep => (
                ProblemKind::Malformed,
                "nested deeper than any article is".to_owned(),
            ),
            Stop::OpenString => (
                ProblemKind::Malformed,
                "a string in it does not end on its line; is a quote missing? reading continues \
                 at the next line that opens an object"
                    .to_owned(),
            ),
            Stop::Unexpected(byte) => (
                ProblemKind::Malformed,
                format!(
                    "`{}` where JSON has an object or a list; what follows it was not read",
                    byte.escape_ascii()
                ),
            ),
        };
        if in_list {
            let detail = format!("article {}: {detail}", self.ordinal.max(1));
            Problem::record(self.ordinal.max(1), kind, detail)
        } else {
            Problem::file(kind, detail)
        }
    }
}

impl CutRecord for JsonObject {
    fn size(&self) -> usize {
        self.bytes.len()
    }
}

impl RecordStream for JsonStream<'_> {
    type Record = JsonObject;

    fn next_record(&mut self, record: &mut JsonObject) -> Result<Cut, Problem> {
        loop {
            if let At::List(list) = &mut self.at
                && let Some(detail) = list.shared.next_problem()
            {
                let problem = Problem::file(ProblemKind::BadMetadata, detail);
                return Ok(Cut::Problem(problem));
            }
            if let Some(bytes) = self.waiting.pop_front() {
                self.ordinal = self.ordinal.saturating_add(1);
                record.bytes = bytes;
                record.ordinal = self.ordinal;
                self.add_shared(&mut record.bytes);
                return Ok(Cut::Record);
            }
            let cut = match &self.at {
                At::Top => self.cut_at_top(&mut record.bytes),
                At::List(list) => {
                    let list = list.clone();
                    self.cut_in_list(&list, &mut record.bytes)
                }
                At::End => return Ok(Cut::End),
            };
            match cut {
                Ok(true) => {
                    record.ordinal = self.ordinal;
                    self.add_shared(&mut record.bytes);
                    return Ok(Cut::Record);
                }
                Ok(false) if self.at == At::End && self.ordinal == 0 => {
                    return Err(Problem::file(
                        ProblemKind::Empty,
                        "no article in it: nothing but white space or empty lists",
                    ));
                }
                Ok(false) => {}
                Err(stop) => return Ok(Cut::Problem(self.problem(stop))),
            }
        }
    }
}

/// Reads articles, each by itself.
pub(in crate::formats) struct ObjectReader<'a> {
    pub(in crate::formats) path: &'a ArchivePath,
    pub(in crate::formats) options: &'a ReadOptions,
}

impl RecordReader<JsonObject> for ObjectReader<'_> {
    fn read_record(&self, record: &JsonObject, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        let place = Place {
            noun: "article",
            path: self.path,
            ordinal: record.ordinal,
        };
        read_json(&record.bytes, place, self.options, out, |error, reason| {
            format!(
                "article {}, line {} of it: {reason}; each article must be one JSON object",
                record.ordinal,
                error.line()
            )
        })
    }
}
