//! The first step of reading an export: the lines of one article are cut from the stream.
//!
//! It counts what the marks promise. A number that is missing in the series is a note, and so are
//! lines that no mark belongs to, unless they are a cover or a footer.

use super::blocks::{join_broken, last_paragraph};
use super::product::{Mark, Place, Product, Record, Results, Unmarked};
use super::sentences::{characters, has_sentence};
use super::two_products::{OtherExport, below_footer, is_footer, other_product, other_within};
use crate::article::{Problem, ProblemKind};
use crate::formats::lines::Line;
use crate::formats::record_stream::{Cut, CutRecord, RecordStream, too_long};
use std::collections::VecDeque;
use std::sync::Arc;

/// The most exports of other products around one.
const MOST_NESTED: usize = 8;

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
    /// The number of the last article before the export of this product.
    before: u32,
    /// How many exports of other products are around this one.
    depth: usize,
    results: Arc<Results>,
    series: Series,
    /// What the series lacks before the article in `current`.
    gaps: Vec<String>,
    /// Steps that are ready.
    ready: VecDeque<Step>,
    is_done: bool,
}

enum Step {
    Record(Box<Record>),
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
            before: 0,
            depth: 0,
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
            Mark::Lists if !self.is_open => self.push(line),
            Mark::Lists => {
                let title = self.current.split_off(last_paragraph(&self.current));
                self.flush();
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
        self.flush_as(true);
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
        self.flush_as(false);
    }

    /// Ends what is in `current`, at a mark of its end if `is_ended`.
    fn flush_as(&mut self, is_ended: bool) {
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
        if !is_open && !has_text(&lines) {
            return;
        }
        if !is_open && (self.product.unmarked)(&lines) != Unmarked::Article {
            return self.unmarked(lines);
        }
        self.article(lines, is_ended);
    }
}

impl Records<'_> {
    /// Takes the lines of an article. Exports may be put together in any order, such as A, B, A, so
    /// each article may have another export next to it.
    fn article(&mut self, lines: Vec<Line>, is_ended: bool) {
        match other_within(self.product, &lines, is_ended) {
            Some(other) => self.split(lines, &other, is_ended),
            None => self.record(lines),
        }
    }

    fn record(&mut self, mut lines: Vec<Line>) {
        join_broken(&mut lines);
        self.ordinal += 1;
        self.ready.push_back(Step::Record(Box::new(Record {
            product: Some(self.product),
            ordinal: self.ordinal,
            lines,
            gaps: std::mem::take(&mut self.gaps),
            results: Arc::clone(&self.results),
        })));
    }

    /// Takes lines that no mark belongs to, and that are no article of the product.
    fn unmarked(&mut self, lines: Vec<Line>) {
        if let Some(read) = self.product.list {
            let results = read(&lines);
            if !results.entries.is_empty() {
                let first = self.ordinal + 1;
                self.results = Arc::new(Results { first, ..results });
                return;
            }
        }
        if (self.product.unmarked)(&lines) == Unmarked::Boilerplate && !has_sentence(&lines) {
            return;
        }
        match other_product(self.product, &lines).filter(|_| self.may_nest()) {
            Some(other) => self.nested(other, below_footer(lines)),
            None => self.lose(&lines),
        }
    }

    /// Takes the lines of an article with an export of another product before or after it.
    fn split(&mut self, mut lines: Vec<Line>, other: &OtherExport, is_first: bool) {
        let Some(border) = other.border.filter(|_| self.may_nest()) else {
            let detail = format!(
                "an export of {} is in the lines of article {}, which is of {}, and its articles are \
                 not read; keep the export of each product in a file of its own",
                other.product.name,
                self.ordinal + 1,
                self.product.name
            );
            self.tell(detail);
            return self.record(lines);
        };
        let after = lines.split_off(border);
        let (own, others) = if is_first {
            (after, lines)
        } else {
            (lines, after)
        };
        if is_first {
            self.nested(other.product, others);
            self.article(own, is_first);
        } else {
            if !is_footer(&own) {
                self.article(own, is_first);
            }
            self.nested(other.product, others);
        }
    }

    /// Whether an export in these lines can be read as one of another product.
    fn may_nest(&self) -> bool {
        self.depth < MOST_NESTED
    }

    /// Reads lines as an export of another product.
    fn nested(&mut self, product: &'static Product, lines: Vec<Line>) {
        let own = std::mem::replace(&mut self.product, product);
        let series = std::mem::take(&mut self.series);
        let gaps = std::mem::take(&mut self.gaps);
        let before = std::mem::replace(&mut self.before, self.ordinal);
        let (steps, count) = (self.ready.len(), characters(&lines));
        self.depth += 1;
        for line in lines {
            self.take(line);
        }
        self.flush();
        self.end_series();
        if self.ready.len() == steps {
            let name = product.name;
            self.tell(format!(
                "{count} characters of an export of {name} have no article that can be told and were \
                 not read; keep it in a file of its own"
            ));
        }
        self.depth -= 1;
        self.before = before;
        self.gaps = gaps;
        self.series = series;
        self.product = own;
    }

    /// Gives the numbers that the series lacks at its end to the last article.
    fn end_series(&mut self) {
        self.gaps.extend(self.series.end());
        let gaps = std::mem::take(&mut self.gaps);
        let last = self.ready.iter_mut().rev().find_map(|step| match step {
            Step::Record(record) => Some(record),
            Step::Problem(_) => None,
        });
        if let Some(last) = last {
            last.gaps.extend(gaps);
        }
    }

    /// Tells of lines with text that belong to no article.
    fn lose(&mut self, lines: &[Line]) {
        let count = characters(lines);
        let place = if self.ordinal == self.before {
            "before the first"
        } else {
            "after the last"
        };
        self.tell(format!(
            "{count} characters {place} mark of an article belong to none and were not read; was the \
             export cut?"
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
                Some(Step::Record(next)) => {
                    *record = *next;
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
                        self.end_series();
                    }
                },
            }
        }
    }
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
