//! The reader of JSON Lines: one article a line, each a JSON object.
//!
//! Files are streamed line by line and may be of any size; memory holds one line. A line that
//! cannot be read is a problem of its own, and reading goes on behind it. Which keys mean what is
//! known to `record`. Format: <https://jsonlines.org/>.

mod record;

#[cfg(test)]
mod tests;

use super::date_choice::DateChoice;
use super::dateline::{place_name, read_dateline_field};
use super::opening::{fill, read_opening};
use super::white_space::{one_line, tidy_body, unify_line_ends};
use super::{
    ArticleReader, HEAD_LEN, Input, MAX_WHOLE_FILE, ReadOptions, charset, lists, unreadable,
};
use crate::article::{ArchivePath, Article, ArticleId, DateSource, Origin, Problem, ProblemKind};
use record::{Field, Held, Record};
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// JSON Lines, known by its first line or chosen by extension.
pub(super) struct JsonLines;

impl ArticleReader for JsonLines {
    fn name(&self) -> &'static str {
        "json-lines"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    /// The first line is a JSON object, or begins as one if its end is not in sight.
    fn recognizes(&self, head: &[u8]) -> bool {
        let text = head
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(head)
            .trim_ascii_start();
        if !text.starts_with(b"{") {
            return false;
        }
        let end = text.iter().position(|byte| *byte == b'\n');
        match end.or((head.len() < HEAD_LEN).then_some(text.len())) {
            Some(end) => serde_json::from_slice::<record::AnyObject>(&text[..end]).is_ok(),
            None => text[1..].trim_ascii_start().starts_with(b"\""),
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
            stream: Some(stream),
            line: Vec::new(),
            ordinal: 0,
            found_any: false,
            ready: VecDeque::new(),
        })
    }
}

/// The articles and problems of one file.
struct Articles<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
    /// `None` behind the file's end.
    stream: Option<Box<dyn BufRead + 'a>>,
    /// The line being read, kept for its memory.
    line: Vec<u8>,
    /// The number of that line, from 1.
    ordinal: u32,
    found_any: bool,
    /// What was read and not yet asked for.
    ready: VecDeque<Result<Article, Problem>>,
}

/// What reading a line came to.
enum Line {
    Whole,
    TooLong,
    End,
}

impl Iterator for Articles<'_> {
    type Item = Result<Article, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            match self.next_line() {
                Ok(Line::Whole) => {
                    if let Some(item) = self.read_line() {
                        return Some(item);
                    }
                }
                Ok(Line::TooLong) => {
                    self.found_any = true;
                    return Some(Err(too_long(self.ordinal)));
                }
                Ok(Line::End) => return self.at_end(),
                Err(error) => {
                    self.stream = None;
                    self.found_any = true;
                    return Some(Err(unreadable(&error)));
                }
            }
        }
    }
}

impl Articles<'_> {
    /// Reads the next line into the buffer, without more of it than a file of one article has.
    fn next_line(&mut self) -> io::Result<Line> {
        self.line.clear();
        let Some(stream) = &mut self.stream else {
            return Ok(Line::End);
        };
        let mut limited = stream.take(MAX_WHOLE_FILE + 1);
        if limited.read_until(b'\n', &mut self.line)? == 0 {
            return Ok(Line::End);
        }
        self.ordinal = self.ordinal.saturating_add(1);
        if self.line.len() as u64 > MAX_WHOLE_FILE && self.line.last() != Some(&b'\n') {
            self.line = Vec::new(); // gives the memory back
            stream.skip_until(b'\n')?;
            return Ok(Line::TooLong);
        }
        Ok(Line::Whole)
    }

    /// Reads the buffer's article, if the line is not blank, and gives back the first item.
    fn read_line(&mut self) -> Option<Result<Article, Problem>> {
        let decoded = charset::utf8(self.line.trim_ascii());
        if decoded.text.is_empty() {
            return None;
        }
        self.found_any = true;
        let ordinal = self.ordinal;
        self.ready.extend(decoded.problem(ordinal).map(Err));
        let item = match serde_json::from_str::<Record<'_>>(&decoded.text) {
            Ok(record) => {
                let origin = Origin {
                    path: self.path.clone(),
                    ordinal,
                };
                let choice = DateChoice::new(self.options, ordinal);
                let (article, problems) = article(record, origin, choice);
                self.ready.extend(problems.into_iter().map(Err));
                article
            }
            Err(error) => Err(malformed(ordinal, &error)),
        };
        if self.ready.is_empty() {
            return Some(item);
        }
        self.ready.push_back(item);
        self.ready.pop_front()
    }

    /// The last item of a file: a problem if there was nothing in it.
    fn at_end(&mut self) -> Option<Result<Article, Problem>> {
        self.stream = None;
        if self.found_any {
            return None;
        }
        self.found_any = true;
        Some(Err(Problem::file(
            ProblemKind::Empty,
            "nothing but white space in it",
        )))
    }
}

fn too_long(ordinal: u32) -> Problem {
    Problem::record(
        ordinal,
        ProblemKind::TooLarge,
        format!(
            "line {ordinal} is longer than {} MiB, the most that one article may be",
            MAX_WHOLE_FILE >> 20
        ),
    )
}

/// The parser sees one line at a time, so its own count of lines says nothing.
fn malformed(ordinal: u32, error: &serde_json::Error) -> Problem {
    let reason = error.to_string();
    let reason = reason
        .rsplit_once(" at line ")
        .map_or(reason.as_str(), |(reason, _)| reason);
    let column = match error.column() {
        0 => String::new(),
        column => format!(", column {column}"),
    };
    Problem::record(
        ordinal,
        ProblemKind::Malformed,
        format!("line {ordinal}{column}: {reason}; each line must be one JSON object"),
    )
}

/// Makes a record an article.
fn article(
    mut record: Record<'_>,
    origin: Origin,
    mut choice: DateChoice<'_>,
) -> (Result<Article, Problem>, Vec<Problem>) {
    let ordinal = origin.ordinal;
    let text = |held: Option<Held<'_>>| held.and_then(Held::into_text);
    let mut article = Article {
        id: ArticleId(text(record.take(Field::Id)).unwrap_or_default()),
        headline: text(record.take(Field::Headline))
            .map_or_else(String::new, |text| one_line(&text)),
        body: text(record.take(Field::Body)).map_or_else(String::new, |text| body(&text)),
        agency: text(record.take(Field::Agency)),
        bylines: people(record.take(Field::Bylines)),
        source: text(record.take(Field::Source)),
        section: record.take(Field::Section).and_then(Held::into_first),
        keywords: keywords(record.take(Field::Keywords)),
        language: text(record.take(Field::Language)).map(|language| language.to_lowercase()),
        url: text(record.take(Field::Url)),
        origin,
        ..Article::default()
    };
    if article.headline.is_empty() && article.body.is_empty() {
        let detail = format!(
            "line {ordinal} has neither a headline nor a body; they are looked for under the keys \
             {} and {}",
            Field::Headline.keys(),
            Field::Body.keys()
        );
        return (
            Err(Problem::record(ordinal, ProblemKind::NoText, detail)),
            Vec::new(),
        );
    }
    while let Some(date) = record.take(Field::Published) {
        offer(&mut choice, &date);
    }
    if let Some(place) = record.take(Field::Place).and_then(Held::into_first) {
        match read_dateline_field(&place, choice.day_order()) {
            Some(dateline) => fill(&mut article, &mut choice, &dateline),
            None => article.place = Some(place_name(&place)),
        }
    }
    read_opening(&mut article, &mut choice);
    choice.offer_path(&article.origin.path);
    let problems = choice.settle(&mut article);
    article.ensure_id();
    (Ok(article), problems)
}

fn body(text: &str) -> String {
    tidy_body(unify_line_ends(text).trim_start())
}

/// Offers a field's date: a text in any spelling, or a time stamp.
fn offer(choice: &mut DateChoice<'_>, date: &Held<'_>) {
    if choice.is_settled() {
        return;
    }
    match date.as_timestamp(choice.day_order()) {
        Some(stamp) => choice.offer(DateSource::Field, &date.shown(), stamp),
        None => choice.offer_text(DateSource::Field, &date.shown()),
    };
}

/// Bylines of a field: an item may name several people, as a text does.
fn people(held: Option<Held<'_>>) -> Vec<String> {
    held.map_or_else(Vec::new, |held| {
        held.into_list()
            .iter()
            .flat_map(|names| lists::bylines(names))
            .collect()
    })
}

/// Keywords: a list's items as they are, a text's parts.
fn keywords(held: Option<Held<'_>>) -> Vec<String> {
    match held {
        None => Vec::new(),
        Some(Held::List(items)) => items.into_iter().map(Into::into).collect(),
        Some(one) => one
            .into_text()
            .map_or_else(Vec::new, |text| lists::keywords(&text)),
    }
}
