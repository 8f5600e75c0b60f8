//! The pages of a web archive, picked from its records one by one.
//!
//! A record is picked by its fields and the start of its content. Only pages are read into memory.

use super::http::{Head, is_page_type, media_type};
use super::records::{Fields, Next, Records};
use super::skipped::{Skipped, Why};
use super::visited::Visited;
use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::input::{ResumePoint, unreadable};
use crate::formats::readers::pages::html::MAX_PAGE;
use crate::formats::record_stream::{Cut, CutRecord, RecordStream};
use std::io;

/// How much of a response is read to see its header, in bytes.
const LONGEST_HEAD: u64 = 64 << 10;

/// The form of a page.
pub(super) enum Found {
    /// HTML.
    Page {
        /// The HTTP header before the page, if there is one.
        head: Option<Head>,
        charset: Option<String>,
    },
    /// Plain text.
    Text { charset: Option<String> },
}

impl Default for Found {
    fn default() -> Self {
        Self::Text { charset: None }
    }
}

/// A record with a page.
#[derive(Default)]
pub(super) struct ArchivedPage {
    pub(super) fields: Fields,
    pub(super) content: Vec<u8>,
    pub(super) found: Found,
    /// What is wrong with the length that the record names, if its end was found in another way.
    pub(super) wrong_length: Option<String>,
    /// The record's number in the archive, from 1.
    pub(super) ordinal: u32,
}

/// The pages of one archive.
pub(super) struct PageStream<'a> {
    records: Records<'a>,
    /// The number of the last record, from 1.
    ordinal: u32,
    /// Records without a page.
    skipped: Skipped,
    /// Whether they were told.
    has_told: bool,
    /// Whether a page was found.
    has_pages: bool,
    is_at_end: bool,
    /// The point after which it was resumed.
    start: Option<ResumePoint>,
    /// The pages that are read, if not all are.
    visited: Option<Visited>,
}

impl<'a> PageStream<'a> {
    pub(super) fn new(records: Records<'a>) -> Self {
        Self {
            records,
            ordinal: 0,
            skipped: Skipped::default(),
            has_told: false,
            has_pages: false,
            is_at_end: false,
            start: None,
            visited: None,
        }
    }

    /// Goes on after a point, which is only given after pages.
    pub(super) fn after(mut self, start: Option<ResumePoint>) -> Self {
        if let Some(start) = start {
            self.ordinal = start.ordinal;
            self.skipped.counts = start.skipped;
            self.has_pages = true;
        }
        self.start = start;
        self
    }

    /// Reads only the pages that were visited, and not those in their frames.
    pub(super) fn only(mut self, visited: Option<Visited>) -> Self {
        self.visited = visited;
        self
    }

    /// Reads the next record; `None` if it has no page.
    fn read_record(&mut self, page: &mut ArchivedPage) -> io::Result<Option<Cut>> {
        let next = self.records.next()?;
        if !matches!(next, Next::End) {
            self.ordinal = self.ordinal.saturating_add(1);
        }
        let fields = match next {
            Next::Record(fields) => fields,
            Next::Broken(why) => {
                return Ok(Some(
                    self.malformed(&format!("{why}; what follows it is read")),
                ));
            }
            Next::End => return Ok(Some(Cut::End)),
        };
        page.content.clear();
        let start = fields.length.min(LONGEST_HEAD);
        self.records.read_content(start, &mut page.content)?;
        let found = self.chosen(&fields, find(&fields, &page.content), &page.content);
        let is_read = found.is_ok() && fields.length <= MAX_PAGE as u64;
        let is_skipped = !is_read && fields.length > start;
        let is_whole = if is_read {
            let rest = fields.length - page.content.len() as u64;
            self.records.read_content(rest, &mut page.content)?;
            page.content.len() as u64 == fields.length
        } else {
            let read = page.content.len() as u64;
            self.records
                .skip_content(fields.length.saturating_sub(read))?
        };
        page.wrong_length = None;
        if !is_whole || !self.records.ends_here()? {
            return self.recovered(page, fields, is_skipped).map(Some);
        }
        match found {
            Err(why) => self.skipped.add(why),
            Ok(_) if fields.length > MAX_PAGE as u64 => {
                let most = MAX_PAGE >> 20;
                let detail = format!(
                    "record {}: its page is larger than {most} MiB, the most that is read",
                    self.ordinal
                );
                let problem = Problem::record(self.ordinal, ProblemKind::TooLarge, detail);
                return Ok(Some(Cut::Problem(problem)));
            }
            Ok(Found::Text { .. }) if is_blank(&page.content) => self.skipped.add(Why::Empty),
            Ok(found) => {
                (page.fields, page.found, page.ordinal) = (fields, found, self.ordinal);
                return Ok(Some(Cut::Record));
            }
        }
        Ok(None)
    }

    /// Reads a record that does not end after the bytes that it names: it ends where the next one
    /// starts. Its page is kept if all of it was read and nothing of it was skipped.
    fn recovered(
        &mut self,
        page: &mut ArchivedPage,
        fields: Fields,
        is_skipped: bool,
    ) -> io::Result<Cut> {
        let is_within = self.records.up_to_record(&mut page.content, MAX_PAGE + 1)?;
        let is_all = page.content.len() <= MAX_PAGE && (is_within || !is_skipped);
        let found = self.chosen(&fields, find(&fields, &page.content), &page.content);
        let named = format!(
            "it does not end after the {} bytes that it names",
            fields.length
        );
        match found {
            Ok(found) if is_all => {
                page.wrong_length = Some(format!(
                    "{named}; what is before the next record is read as its page"
                ));
                (page.fields, page.found, page.ordinal) = (fields, found, self.ordinal);
                Ok(Cut::Record)
            }
            _ => Ok(self.malformed(&format!("{named}; what follows it is read"))),
        }
    }

    /// Skips a page that nobody visited. A redirection from a page that was visited leads to one.
    fn chosen(
        &mut self,
        fields: &Fields,
        found: Result<Found, Why>,
        content: &[u8],
    ) -> Result<Found, Why> {
        let (Some(visited), Some(url)) = (&mut self.visited, fields.address()) else {
            return found;
        };
        match found {
            Ok(_) if !visited.has(url) => Err(Why::Frame),
            Err(Why::Redirect) if visited.has(url) => {
                if let Some(location) = Head::parse(content).and_then(|head| head.location) {
                    visited.add_redirected(url, &location);
                }
                Err(Why::Redirect)
            }
            found => found,
        }
    }

    fn malformed(&self, what: &str) -> Cut {
        let detail = format!("record {}: {what}", self.ordinal);
        Cut::Problem(Problem::record(
            self.ordinal,
            ProblemKind::Malformed,
            detail,
        ))
    }
}

impl CutRecord for ArchivedPage {
    fn size(&self) -> usize {
        self.content.len()
    }
}

impl RecordStream for PageStream<'_> {
    type Record = ArchivedPage;

    fn next_record(&mut self, page: &mut ArchivedPage) -> Result<Cut, Problem> {
        while !self.is_at_end {
            match self.read_record(page).map_err(|error| unreadable(&error))? {
                Some(Cut::End) => self.is_at_end = true,
                Some(cut) => {
                    self.has_pages |= matches!(cut, Cut::Record);
                    return Ok(cut);
                }
                None => {}
            }
        }
        if self.ordinal == 0 {
            return Err(Problem::file(ProblemKind::Empty, "no record in it"));
        }
        if std::mem::replace(&mut self.has_told, true) {
            return Ok(Cut::End);
        }
        let told = self.skipped.problem(self.has_pages);
        Ok(told.map_or(Cut::End, Cut::Problem))
    }

    fn start(&self) -> Option<ResumePoint> {
        self.start
    }

    /// After the empty line that ends a record, only another record can come.
    fn end(&self) -> Option<ResumePoint> {
        let can_go_on = self.has_pages && self.visited.is_none() && self.records.ends_whole;
        can_go_on.then(|| ResumePoint {
            ordinal: self.ordinal,
            skipped: self.skipped.counts,
            ..ResumePoint::default()
        })
    }
}

/// Whether a text has nothing but white space in it.
fn is_blank(content: &[u8]) -> bool {
    match content.trim_ascii_start().first() {
        Some(byte) if byte.is_ascii_graphic() => false,
        _ => charset::utf8(content).text.trim_start().is_empty(),
    }
}

/// The form of the page in a record, by the fields of the record and the start of its content.
///
/// # Errors
/// Why the record is skipped, if it has no page.
fn find(fields: &Fields, content: &[u8]) -> Result<Found, Why> {
    let (kind, charset) = media_type(fields.get("content-type"));
    let record = fields.get("warc-type").to_ascii_lowercase();
    // Crawlers keep their notes and the text of a page once more under such addresses.
    if fields.address().is_some_and(|url| url.starts_with("urn:")) {
        return Err(Why::NoContent);
    }
    match record.as_str() {
        "response" if kind == "application/http" || opens_as_http(content) => {
            let Some(head) = Head::parse(content) else {
                return Err(Why::NoHttp);
            };
            match head.status {
                200 | 201 | 203 | 206 => {}
                300..=399 => return Err(Why::Redirect),
                _ => return Err(Why::Status),
            }
            if !head.is_page(&content[head.length..]) {
                return Err(Why::of_media(&head.media_type));
            }
            let charset = head.charset.clone();
            Ok(Found::Page {
                head: Some(head),
                charset,
            })
        }
        "resource" | "conversion" | "response" => match kind.as_str() {
            name if is_page_type(name) => Ok(Found::Page {
                head: None,
                charset,
            }),
            "text/plain" if !is_robots(fields) => Ok(Found::Text { charset }),
            name => Err(Why::of_media(name)),
        },
        record => Err(Why::of_record(record)),
    }
}

fn opens_as_http(content: &[u8]) -> bool {
    content
        .get(..5)
        .is_some_and(|start| start.eq_ignore_ascii_case(b"HTTP/"))
}

fn is_robots(fields: &Fields) -> bool {
    fields
        .address()
        .is_some_and(|url| url.ends_with("/robots.txt"))
}
