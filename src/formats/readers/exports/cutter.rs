//! The first step of reading an export: the lines of one article are cut from the stream.
//!
//! It counts what the marks promise. A number that is missing in the series is a note, and so are
//! lines that no mark belongs to, unless they are a cover or a footer.

use super::product::{Mark, Place, Product, Record, Results, Unmarked};
use super::sentences::{characters, has_sentence};
use super::two_products::{other_product, other_within};
use crate::article::{Problem, ProblemKind};
use crate::formats::lines::{Begins, Line};
use crate::formats::record_stream::{Cut, CutRecord, RecordStream, too_long};
use std::collections::VecDeque;
use std::sync::Arc;

/// The records of an export.
pub(super) struct Records<'a> {
    pub(super) product: &'static Product,
    lines: &'a mut dyn Iterator<Item = Result<Line, Problem>>,
    /// The most bytes of an article.
    most: u64,
    /// The lines so far, and their length in bytes.
    current: Vec<Line>,
    length: u64,
    /// Whether a mark opened what is in `current`.
    is_open: bool,
    /// Whether `current` is longer than an article may be.
    is_too_long: bool,
    ordinal: u32,
    results: Arc<Results>,
    series: Series,
    /// What the series lacks before the article in `current`.
    gaps: Vec<String>,
    /// Steps that are ready.
    ready: VecDeque<Step>,
    is_done: bool,
}

enum Step {
    /// The number of an article, its lines, and what the series lacks before or after it.
    Record(u32, Vec<Line>, Vec<String>),
    Problem(Problem),
}

impl<'a> Records<'a> {
    pub(super) fn new(
        product: &'static Product,
        lines: &'a mut dyn Iterator<Item = Result<Line, Problem>>,
        most: u64,
    ) -> Self {
        Self {
            product,
            lines,
            most,
            current: Vec::new(),
            length: 0,
            is_open: false,
            is_too_long: false,
            ordinal: 0,
            results: Arc::default(),
            series: Series::default(),
            gaps: Vec::new(),
            ready: VecDeque::new(),
            is_done: false,
        }
    }

    fn take(&mut self, line: Line) {
        match (self.product.mark)(&line, &self.current) {
            Mark::None => self.push(line),
            Mark::Opens(place) if !self.series.goes_on(place) => self.push(line),
            Mark::Opens(place) | Mark::SurelyOpens(place) => {
                self.flush();
                self.gaps.extend(self.series.take(place));
                self.is_open = true;
            }
            Mark::OpensWith => {
                self.flush();
                self.is_open = true;
                self.push(line);
            }
            Mark::OpensAbove => {
                let title = self.current.split_off(last_paragraph(&self.current));
                self.flush();
                self.is_open = true;
                for own in title {
                    self.push(own);
                }
                self.push(line);
            }
            Mark::Closes => self.close(),
            Mark::ClosesWith => {
                self.push(line);
                self.close();
            }
        }
    }

    fn close(&mut self) {
        // A product whose articles have only an end: the lines before it are an article.
        self.is_open = self.is_open || has_text(&self.current);
        self.flush();
    }

    fn push(&mut self, line: Line) {
        self.length += line.text.len() as u64 + 1;
        if self.length > self.most {
            self.is_too_long = true;
            self.current.clear();
        }
        if !self.is_too_long {
            self.current.push(line);
        }
    }

    /// Ends what is in `current`.
    fn flush(&mut self) {
        let lines = std::mem::take(&mut self.current);
        self.length = 0;
        let is_open = std::mem::take(&mut self.is_open);
        if std::mem::take(&mut self.is_too_long) {
            self.ordinal += 1;
            let detail = too_long("the article", self.most);
            let problem = Problem::record(self.ordinal, ProblemKind::TooLarge, detail);
            self.ready.push_back(Step::Problem(problem));
            return;
        }
        if !is_open {
            if !has_text(&lines) {
                return;
            }
            match (self.product.unmarked)(&lines) {
                Unmarked::Article => {}
                Unmarked::Boilerplate => {
                    if let Some(read) = self.product.list.filter(|_| self.ordinal == 0) {
                        self.results = Arc::new(read(&lines));
                    } else if has_sentence(&lines) {
                        self.lose(&lines);
                    }
                    return;
                }
                Unmarked::Unknown => {
                    self.lose(&lines);
                    return;
                }
            }
        }
        if (self.ordinal == 0 || self.is_done)
            && let Some(other) = other_within(self.product, &lines)
        {
            let place = if self.ordinal == 0 { "first" } else { "last" };
            let detail = format!(
                "an export of {} is in the lines of the {place} article of {}, and its articles are not \
                 read; keep the export of each product in a file of its own",
                other.name, self.product.name
            );
            self.tell(detail);
        }
        self.ordinal += 1;
        let gaps = std::mem::take(&mut self.gaps);
        self.ready
            .push_back(Step::Record(self.ordinal, lines, gaps));
    }
}

impl Records<'_> {
    /// Tells of lines with text that belong to no article.
    fn lose(&mut self, lines: &[Line]) {
        let count = characters(lines);
        let place = if self.ordinal == 0 {
            "before the first"
        } else {
            "after the last"
        };
        let advice = match other_product(self.product, lines) {
            Some(other) => format!(
                "they are an export of {}; keep the export of each product in a file of its own",
                other.name
            ),
            None => "was the export cut?".to_owned(),
        };
        self.tell(format!(
            "{count} characters {place} mark of an article belong to none and were not read; {advice}"
        ));
    }

    fn tell(&mut self, detail: String) {
        let problem = Problem::file(ProblemKind::BadMetadata, detail);
        self.ready.push_back(Step::Problem(problem));
    }
}

impl CutRecord for Record {
    fn size(&self) -> usize {
        let lines = self.lines.iter();
        lines.map(|line| line.text.len() + size_of::<Line>()).sum()
    }
}

impl RecordStream for Records<'_> {
    type Record = Record;

    fn next_record(&mut self, record: &mut Record) -> Result<Cut, Problem> {
        loop {
            // The last step waits for the end of the file: the series may lack numbers after it.
            let is_ready = self.is_done || self.ready.len() > 1;
            let next = if is_ready {
                self.ready.pop_front()
            } else {
                None
            };
            match next {
                Some(Step::Problem(problem)) => return Ok(Cut::Problem(problem)),
                Some(Step::Record(ordinal, lines, gaps)) => {
                    record.ordinal = ordinal;
                    record.lines = lines;
                    record.gaps = gaps;
                    record.results = Arc::clone(&self.results);
                    return Ok(Cut::Record);
                }
                None if self.is_done => return Ok(Cut::End),
                None => match self.lines.next() {
                    Some(Ok(line)) => self.take(line),
                    Some(Err(problem)) => {
                        self.is_done = true;
                        self.flush();
                        self.ready.push_back(Step::Problem(problem));
                    }
                    None => {
                        self.is_done = true;
                        self.flush();
                        self.gaps.extend(self.series.end());
                        let gaps = std::mem::take(&mut self.gaps);
                        let last = self.ready.iter_mut().rev().find_map(|step| match step {
                            Step::Record(_, _, own) => Some(own),
                            Step::Problem(_) => None,
                        });
                        if let Some(last) = last {
                            last.extend(gaps);
                        }
                    }
                },
            }
        }
    }
}

/// Where the last paragraph of some lines starts.
fn last_paragraph(lines: &[Line]) -> usize {
    let is_blank = |line: &Line| line.text.trim().is_empty();
    let Some(end) = lines.iter().rposition(|line| !is_blank(line)) else {
        return lines.len();
    };
    let starts = |at: &usize| {
        *at == 0 || is_blank(&lines[at - 1]) || lines[*at].style.begins >= Begins::Paragraph
    };
    (0..=end).rev().find(starts).unwrap_or(0)
}

fn has_text(lines: &[Line]) -> bool {
    lines.iter().any(|line| !line.text.trim().is_empty())
}

/// A series of numbered articles.
#[derive(Default)]
struct Series {
    last: Option<Place>,
}

impl Series {
    /// Whether a number can be the next one. Else the mark is part of a text.
    fn goes_on(&self, place: Place) -> bool {
        place.number > 0
            && match self.last {
                Some(last) => {
                    place.number == 1 || (place.of == last.of && place.number > last.number)
                }
                None => true,
            }
    }

    /// Takes the next number. Returns which numbers before it are missing.
    fn take(&mut self, place: Place) -> Option<String> {
        let last = self.last.replace(place);
        match last {
            Some(last) if last.of == place.of && last.number < place.number => {
                missing(last.number + 1, place.number - 1, place.of)
            }
            // Another series starts.
            Some(last) if last.number < last.of => missing(last.number + 1, last.of, last.of),
            _ => missing(1, place.number.saturating_sub(1), place.of),
        }
    }

    /// Which numbers after the last one are missing.
    fn end(&self) -> Option<String> {
        let last = self.last?;
        missing(last.number.saturating_add(1), last.of, last.of)
    }
}

/// The documents of a series that are not in the file; `None` if there are none.
fn missing(first: u32, last: u32, of: u32) -> Option<String> {
    Some(match last.checked_sub(first)? {
        0 => format!("document {first} of {of}, which is not in this file"),
        _ => format!("documents {first} to {last} of {of}, which are not in this file"),
    })
}
