//! The reader of web archives (WARC): an article a page that was fetched.
//!
//! Archives are streamed record by record and may be of any size; memory holds one page. Of
//! `response` records those are read that brought a page, of `resource` and `conversion` records
//! those that are pages or plain text. All others are counted, and named once at the end.
//! Compression is undone before this reader sees the bytes.

mod http;
mod passed_over;
mod records;

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Article, Origin, Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::bytes::white_space::{one_line, take_line, tidy_body, unify_line_ends};
use crate::formats::readers::pages::html::{MAX_PAGE, Page, date_text, read_page};
use crate::formats::{ArticleReader, Input, ReadOptions, unreadable};
use http::{Head, is_page_type, media_type};
use jiff::Timestamp;
use passed_over::{PassedOver, Why};
use records::{Fields, Next, Records, VERSION};
use std::collections::VecDeque;
use std::io;

/// How much of a response is read to see its header.
const LONGEST_HEAD: u64 = 64 << 10;

/// Web archives, known by their first line.
pub(in crate::formats) struct WebArchive;

impl ArticleReader for WebArchive {
    fn name(&self) -> &'static str {
        "warc"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["warc"]
    }

    /// It begins with a record's version.
    fn recognizes(&self, head: &[u8]) -> bool {
        head.starts_with(VERSION) && head.get(VERSION.len()).is_some_and(u8::is_ascii_digit)
    }

    fn read<'a>(
        &self,
        input: Input<'a>,
    ) -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a> {
        Box::new(Articles {
            path: input.path,
            options: input.options,
            records: Some(Records::new(input.into_stream())),
            content: Vec::new(),
            ordinal: 0,
            passed_over: PassedOver::default(),
            ready: VecDeque::new(),
        })
    }
}

/// The articles and problems of one archive.
struct Articles<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
    /// `None` behind the file's end.
    records: Option<Records<'a>>,
    /// The content of the record being read, kept for its memory.
    content: Vec<u8>,
    /// The number of that record, from 1.
    ordinal: u32,
    passed_over: PassedOver,
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
            let mut records = self.records.take()?;
            match self.read_record(&mut records) {
                Ok(true) => self.records = Some(records),
                Ok(false) => self.at_end(),
                Err(error) => self.ready.push_back(Err(unreadable(&error))),
            }
        }
    }
}

/// What is in a record.
enum Found {
    Page {
        /// Where in the content the page starts, behind an HTTP header.
        head: Option<Head>,
        charset: Option<String>,
    },
    Text,
    Nothing(Why),
}

impl Articles<'_> {
    /// Reads the next record. Returns whether there was one.
    fn read_record(&mut self, records: &mut Records<'_>) -> io::Result<bool> {
        let next = records.next()?;
        if !matches!(next, Next::End) {
            self.ordinal = self.ordinal.saturating_add(1);
        }
        let fields = match next {
            Next::Record(fields) => fields,
            Next::Broken(why) => {
                self.refuse(
                    ProblemKind::Malformed,
                    &format!("{why}; what follows it is read"),
                );
                return Ok(true);
            }
            Next::End => return Ok(false),
        };
        self.content.clear();
        records.read_content(fields.length.min(LONGEST_HEAD), &mut self.content)?;
        let found = find(&fields, &self.content);
        let is_whole = match found {
            Found::Page { .. } | Found::Text if fields.length <= MAX_PAGE as u64 => {
                let rest = fields.length - self.content.len() as u64;
                records.read_content(rest, &mut self.content)?;
                self.content.len() as u64 == fields.length
            }
            _ => {
                let read = self.content.len() as u64;
                records.skip_content(fields.length.saturating_sub(read))?
            }
        };
        if !is_whole || !records.ends_here(&self.content)? {
            self.take_broken(records, &fields, is_whole)?;
            return Ok(true);
        }
        self.take(&fields, found);
        Ok(true)
    }

    /// Takes note of a record that does not end where it says.
    fn take_broken(
        &mut self,
        records: &mut Records<'_>,
        fields: &Fields,
        is_whole: bool,
    ) -> io::Result<()> {
        if !is_whole {
            records.replay_from_record(&self.content)?;
        }
        let detail = format!(
            "it does not end behind the {} bytes that it names; what follows it is read",
            fields.length
        );
        self.refuse(ProblemKind::Malformed, &detail);
        Ok(())
    }

    fn take(&mut self, fields: &Fields, found: Found) {
        match found {
            Found::Nothing(why) => self.passed_over.add(why),
            _ if fields.length > MAX_PAGE as u64 => {
                let most = MAX_PAGE >> 20;
                let detail = format!("its page is larger than {most} MiB, the most that is read");
                self.refuse(ProblemKind::TooLarge, &detail);
            }
            Found::Page { head, charset } => {
                self.take_page(fields, head.as_ref(), charset.as_deref());
            }
            Found::Text => self.take_text(fields),
        }
    }

    fn take_page(&mut self, fields: &Fields, head: Option<&Head>, charset: Option<&str>) {
        let content = std::mem::take(&mut self.content);
        let unpacked = match head {
            Some(head) => head.unpack(&content[head.length..]),
            None => Ok(content.as_slice().into()),
        };
        match unpacked {
            Err(why) => self.refuse(ProblemKind::Malformed, &why),
            Ok(bytes) => {
                let page = Page {
                    bytes: &bytes,
                    url: address(fields),
                    charset,
                    captured: captured(fields),
                    origin: self.origin(),
                };
                match read_page(page, self.options) {
                    Ok((article, problems)) => {
                        self.ready.extend(problems.into_iter().map(Err));
                        self.ready.push_back(Ok(article));
                    }
                    Err(problem) => self.ready.push_back(Err(problem)),
                }
            }
        }
        self.content = content;
    }

    /// A page as text alone, as the archives of Common Crawl called WET have it: its first line is
    /// its title.
    fn take_text(&mut self, fields: &Fields) {
        let decoded = charset::utf8(&self.content);
        let text = unify_line_ends(&decoded.text);
        let Some((title, body)) = take_line(text.trim_start()) else {
            return self.passed_over.add(Why::Empty);
        };
        let mut article = Article {
            headline: one_line(title),
            body: tidy_body(body),
            url: address(fields).map(str::to_owned),
            language: fields
                .get("warc-identified-content-language")
                .split(',')
                .next()
                .filter(|language| !language.is_empty())
                .map(str::to_lowercase),
            origin: self.origin(),
            ..Article::default()
        };
        let mut problems = date_text(&mut article, captured(fields), self.options);
        problems.extend(decoded.problem(self.ordinal));
        article.ensure_id();
        self.ready.extend(problems.into_iter().map(Err));
        self.ready.push_back(Ok(article));
    }

    fn refuse(&mut self, kind: ProblemKind, what: &str) {
        let ordinal = self.ordinal;
        let detail = format!("record {ordinal}: {what}");
        self.ready
            .push_back(Err(Problem::record(ordinal, kind, detail)));
    }

    fn origin(&self) -> Origin {
        Origin {
            path: self.path.clone(),
            ordinal: self.ordinal,
        }
    }

    /// The last items of an archive: what was passed over, or that there was nothing.
    fn at_end(&mut self) {
        if self.ordinal == 0 {
            let problem = Problem::file(ProblemKind::Empty, "no record in it");
            self.ready.push_back(Err(problem));
        }
        self.ready.extend(self.passed_over.problem().map(Err));
    }
}

/// What a record holds, by its fields and the beginning of its content.
fn find(fields: &Fields, content: &[u8]) -> Found {
    let (kind, charset) = media_type(fields.get("content-type"));
    match fields.get("warc-type") {
        "response" if kind == "application/http" || content.starts_with(b"HTTP/") => {
            let Some(head) = Head::parse(content) else {
                return Found::Nothing(Why::NoHttp);
            };
            if head.status != 200 {
                return Found::Nothing(Why::Status);
            }
            if !head.is_page(&content[head.length..]) {
                return Found::Nothing(Why::OtherMedia);
            }
            let charset = head.charset.clone();
            Found::Page {
                head: Some(head),
                charset,
            }
        }
        "resource" | "conversion" | "response" => match kind.as_str() {
            name if is_page_type(name) => Found::Page {
                head: None,
                charset,
            },
            "text/plain" if !is_robots(fields) => Found::Text,
            _ => Found::Nothing(Why::OtherMedia),
        },
        _ => Found::Nothing(Why::NoContent),
    }
}

fn is_robots(fields: &Fields) -> bool {
    address(fields).is_some_and(|url| url.ends_with("/robots.txt"))
}

/// The address that a record's content was fetched from.
fn address(fields: &Fields) -> Option<&str> {
    let url = fields.get("warc-target-uri");
    let url = url
        .strip_prefix('<')
        .and_then(|url| url.strip_suffix('>'))
        .unwrap_or(url);
    (!url.is_empty()).then_some(url)
}

fn captured(fields: &Fields) -> Option<Timestamp> {
    fields.get("warc-date").parse().ok()
}
