//! Reads topics (questions with an id) in one of two formats:
//!
//! - one topic per line, `id<TAB>text`;
//! - TREC's classic format with tags that are not closed: `<top>`, `<num> Number: 301`,
//!   `<title> International Organized Crime`, `<desc>` … `</top>`. The text is the title, or the
//!   description if there is no title (TREC-4).

use super::EvaluationError;
use super::lines::{Line, Lines, line_error};
use std::collections::HashSet;
use std::io::BufRead;
use std::path::Path;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The id in judgments and runs, without white space.
    pub id: String,
    /// The question, in plain words.
    pub text: String,
}

/// Reads a file of topics in either format.
///
/// # Errors
/// If the file cannot be read, a topic has no id or no text, two have the same id, or there are no
/// topics.
pub fn read_topics(path: &Path) -> Result<Vec<Topic>, EvaluationError> {
    of_lines(Lines::open(path)?, Ids::Required)
}

/// Reads queries as [`read_topics`] does; a line without a tab is a text, and its number is the id. Each line that is no
/// query is given to `refused`, and the others are read.
///
/// # Errors
/// If the file cannot be read, or has no query.
pub fn read_queries(
    path: &Path,
    refused: &mut dyn FnMut(EvaluationError),
) -> Result<Vec<Topic>, EvaluationError> {
    of_good_lines(Lines::open(path)?, Ids::OrNumbers, refused)
}

/// Whether each line has an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ids {
    Required,
    OrNumbers,
}

pub(super) fn of_lines<R: BufRead>(
    lines: Lines<'_, R>,
    ids: Ids,
) -> Result<Vec<Topic>, EvaluationError> {
    let mut first = None;
    let topics = of_good_lines(lines, ids, &mut |error| {
        first.get_or_insert(error);
    });
    match first {
        Some(error) => Err(error),
        None => topics,
    }
}

/// Reads the lines that can be read; each other one is given to `refused`.
pub(super) fn of_good_lines<R: BufRead>(
    lines: Lines<'_, R>,
    ids: Ids,
    refused: &mut dyn FnMut(EvaluationError),
) -> Result<Vec<Topic>, EvaluationError> {
    let path = lines.path();
    let mut topics = Topics {
        path,
        numbers: ids == Ids::OrNumbers,
        ids: HashSet::new(),
        read: Vec::new(),
    };
    let mut refuse = |error| match error {
        EvaluationError::Line { .. } => {
            refused(error);
            Ok(())
        }
        error => Err(error),
    };
    let mut classic = None;
    let mut reader = Classic::default();
    for line in lines {
        let read = line.and_then(|line| {
            if *classic.get_or_insert_with(|| line.text.trim_start().starts_with('<')) {
                reader.line(&line, &mut topics)
            } else {
                topics.add_row(&line)
            }
        });
        read.or_else(&mut refuse)?;
    }
    reader.finish(&mut topics).or_else(refuse)?;
    if topics.read.is_empty() {
        return Err(none(path));
    }
    Ok(topics.read)
}

fn none(path: &Path) -> EvaluationError {
    EvaluationError::Empty {
        path: path.to_owned(),
        what: "topic",
    }
}

struct Topics<'p> {
    path: &'p Path,
    /// Whether a line without an id has its number as id.
    numbers: bool,
    ids: HashSet<String>,
    read: Vec<Topic>,
}

impl Topics<'_> {
    fn add_row(&mut self, line: &Line) -> Result<(), EvaluationError> {
        let Some((id, text)) = line.text.split_once('\t') else {
            if self.numbers {
                return self.add(line.number, &line.number.to_string(), line.text.trim());
            }
            let reason = "no tab; expected a topic's id, a tab, its text";
            return Err(line_error(self.path, line.number, reason));
        };
        self.add(line.number, id.trim(), text.trim())
    }

    fn add(&mut self, line: u64, id: &str, text: &str) -> Result<(), EvaluationError> {
        let wrong = if id.is_empty() {
            "a topic without an id".to_owned()
        } else if id.contains(char::is_whitespace) {
            format!("white space in the id `{id}`; judgments cannot refer to it")
        } else if text.is_empty() {
            format!("topic {id} has no text")
        } else if !self.ids.insert(id.to_owned()) {
            format!("a second topic {id}")
        } else {
            self.read.push(Topic {
                id: id.to_owned(),
                text: text.to_owned(),
            });
            return Ok(());
        };
        Err(line_error(self.path, line, wrong))
    }
}

/// Reads the classic format, one tag at a time.
#[derive(Default)]
struct Classic {
    /// The line on which the current topic starts; `None` between topics.
    start: Option<u64>,
    part: Part,
    number: String,
    title: String,
    description: String,
}

/// The part of a topic that text belongs to.
#[derive(Clone, Copy, Default)]
enum Part {
    Number,
    Title,
    Description,
    #[default]
    Other,
}

impl Classic {
    fn line(&mut self, line: &Line, topics: &mut Topics) -> Result<(), EvaluationError> {
        let mut rest = line.text.as_str();
        while let Some((before, tag, after)) = split_tag(rest) {
            self.text(before);
            self.tag(tag, line.number, topics)?;
            rest = after;
        }
        self.text(rest);
        Ok(())
    }

    fn tag(&mut self, tag: &str, line: u64, topics: &mut Topics) -> Result<(), EvaluationError> {
        let name = tag.to_ascii_lowercase();
        self.part = match name.as_str() {
            "num" => Part::Number,
            "title" => Part::Title,
            "desc" => Part::Description,
            _ => Part::Other,
        };
        if matches!(name.as_str(), "top" | "/top") {
            self.finish(topics)?;
        }
        if name == "top" {
            self.start = Some(line);
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let part = match self.part {
            Part::Number => &mut self.number,
            Part::Title => &mut self.title,
            Part::Description => &mut self.description,
            Part::Other => return,
        };
        for word in text.split_whitespace() {
            if !part.is_empty() {
                part.push(' ');
            }
            part.push_str(word);
        }
    }

    /// Adds the current topic, if there is one.
    fn finish(&mut self, topics: &mut Topics) -> Result<(), EvaluationError> {
        let own = std::mem::take(self);
        let Some(line) = own.start else {
            return Ok(());
        };
        let title = unlabelled(&own.title, "Topic:");
        let text = match title {
            "" => unlabelled(&own.description, "Description:"),
            title => title,
        };
        topics.add(line, plain_number(unlabelled(&own.number, "Number:")), text)
    }
}

/// The longest tag that is recognised, in bytes. TREC's have five letters.
const LONGEST_TAG: usize = 16;

/// The text before the first tag, the tag's name with its `/`, and the text after the tag.
fn split_tag(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('<').find_map(|(open, _)| {
        let inner = &text[open + 1..];
        let close = inner
            .bytes()
            .take(LONGEST_TAG)
            .position(|byte| byte == b'>')?;
        let tag = &inner[..close];
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let is_tag = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        is_tag.then(|| (&text[..open], tag, &inner[close + 1..]))
    })
}

fn unlabelled<'t>(text: &'t str, label: &str) -> &'t str {
    text.strip_prefix(label).unwrap_or(text).trim()
}

/// Removes leading zeros: TREC's early topics have numbers such as `051`, their judgments `51`.
fn plain_number(id: &str) -> &str {
    if id.bytes().all(|byte| byte.is_ascii_digit()) {
        let plain = id.trim_start_matches('0');
        if plain.is_empty() && !id.is_empty() {
            "0"
        } else {
            plain
        }
    } else {
        id
    }
}
