//! The reader of JSON: one article, a list of articles, or objects around such a list.
//!
//! Lists are streamed: memory holds one article. Where the articles are is found by `outline`,
//! what their names mean is known to `record`. An article that cannot be read is a problem of its
//! own, and reading goes on behind it. Format: RFC 8259.

mod elements;
mod outline;
mod wrapper;

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Article, Origin, Problem, ProblemKind};
use crate::formats::record::field_map::FieldMap;
use crate::formats::record::{Names, Place, items_of_json};
use crate::formats::{ArticleReader, Input, MAX_WHOLE_FILE, ReadOptions, unreadable};
use elements::{Elements, Stop};
use outline::{Outline, outline};
use std::collections::VecDeque;
pub(in crate::formats) use wrapper::wrapped_list;

/// JSON, known by its first brackets and names or chosen by extension.
pub(in crate::formats) struct Json;

impl ArticleReader for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    /// A list of objects, an object with a list of articles, or one that takes several lines. An
    /// object on one line is the first of JSON Lines, whose reader asks [`wrapped_list`] if a list
    /// may start where no more is seen of it.
    fn recognizes(&self, head: &[u8]) -> bool {
        let mut elements = Elements::new(Box::new(head));
        let map = FieldMap::default();
        let mut kept = Vec::new();
        match elements.peek() {
            Ok(Some(b'[')) => {
                elements.bump();
                matches!(elements.peek(), Ok(Some(b'{')))
            }
            Ok(Some(b'{')) => match outline(&mut elements, Names::new(&map), &mut kept) {
                Ok(Outline::List { .. }) => true,
                Ok(Outline::Record) => has_lines(head, kept.len()),
                Err(Stop::End) => kept.contains(&b':') && has_lines(head, kept.len()),
                Err(_) => false,
            },
            _ => false,
        }
    }

    fn read<'a>(
        &self,
        input: Input<'a>,
    ) -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a> {
        let (path, options) = (input.path, input.options);
        let stream = match input.into_utf8_stream() {
            Ok(stream) => stream,
            Err(problem) => return Box::new(std::iter::once(Err(problem))),
        };
        Box::new(Articles {
            path,
            options,
            elements: Elements::new(stream),
            at: At::Top,
            ordinal: 0,
            kept: Vec::new(),
            ready: VecDeque::new(),
        })
    }
}

/// Whether a line ends before so many bytes of JSON, white space apart, have passed.
fn has_lines(head: &[u8], length: usize) -> bool {
    let start = head.len() - head.trim_ascii_start().len();
    head[start..].iter().take(length).any(|byte| *byte == b'\n')
}

/// Where the reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Outside of all values.
    Top,
    /// In a list that lies in so many open objects.
    List { open: usize },
    /// Behind all that is read.
    End,
}

/// The articles and problems of one file.
pub(in crate::formats) struct Articles<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
    elements: Elements<'a>,
    at: At,
    /// The number of the last article, from 1.
    ordinal: u32,
    /// The bytes of the article being read, kept for their memory.
    kept: Vec<u8>,
    /// What was read and not yet asked for.
    ready: VecDeque<Result<Article, Problem>>,
}

impl Iterator for Articles<'_> {
    type Item = Result<Article, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            let step = match self.at {
                At::Top => self.read_top(),
                At::List { open } => self.read_element(open),
                At::End => return None,
            };
            if let Err(stop) = step {
                let problem = self.problem(stop);
                self.ready.push_back(Err(problem));
            }
        }
    }
}

impl Articles<'_> {
    /// Reads what stands outside of all values.
    fn read_top(&mut self) -> Result<(), Stop> {
        match self.elements.peek()? {
            Some(b'[') => {
                self.elements.bump();
                self.at = At::List { open: 0 };
            }
            Some(b'{') => {
                let names = Names::new(&self.options.field_map);
                match outline(&mut self.elements, names, &mut self.kept)? {
                    Outline::Record => {}
                    Outline::List { open } => self.at = At::List { open },
                }
                self.read_kept();
            }
            Some(byte) => return Err(Stop::Unexpected(byte)),
            None => {
                self.at = At::End;
                if self.ordinal == 0 {
                    self.ready.push_back(Err(Problem::file(
                        ProblemKind::Empty,
                        "no article in it: nothing but white space or empty lists",
                    )));
                }
            }
        }
        Ok(())
    }

    /// Reads the next element of a list, or its end.
    fn read_element(&mut self, open: usize) -> Result<(), Stop> {
        match self.elements.peek()?.ok_or(Stop::End)? {
            b',' => self.elements.bump(),
            b']' => {
                self.elements.bump();
                self.at = At::Top;
                if open > 0 {
                    self.elements.skip_rest(open)?;
                }
            }
            _ => {
                self.kept.clear();
                match self.elements.value(&mut self.kept) {
                    Ok(()) => self.read_kept(),
                    Err(stop) => {
                        self.ordinal = self.ordinal.saturating_add(1);
                        return Err(stop);
                    }
                }
            }
        }
        Ok(())
    }

    /// Reads the article whose bytes were kept.
    fn read_kept(&mut self) {
        self.ordinal = self.ordinal.saturating_add(1);
        let place = Place {
            noun: "article",
            origin: Origin {
                path: self.path.clone(),
                ordinal: self.ordinal,
            },
        };
        self.ready.extend(items_of_json(
            &self.kept,
            place,
            self.options,
            |error, reason| {
                format!(
                    "article {}, line {} of it: {reason}; each article must be one JSON object",
                    self.ordinal,
                    error.line()
                )
            },
        ));
    }

    /// The problem that a stop is. Only within a list there may be something to read behind it.
    fn problem(&mut self, stop: Stop) -> Problem {
        let in_list = matches!(self.at, At::List { .. });
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
            Stop::TooLong => (
                ProblemKind::TooLarge,
                format!(
                    "larger than {} MiB, the most that one article may be",
                    MAX_WHOLE_FILE >> 20
                ),
            ),
            Stop::TooDeep => (
                ProblemKind::Malformed,
                "nested deeper than any article is".to_owned(),
            ),
            Stop::OpenString => (
                ProblemKind::Malformed,
                "a string in it does not end on its line; is a quote missing? reading goes on at \
                 the next line that opens an object"
                    .to_owned(),
            ),
            Stop::Unexpected(byte) => (
                ProblemKind::Malformed,
                format!(
                    "`{}` stands where JSON has an object or a list; what is behind it was not read",
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
