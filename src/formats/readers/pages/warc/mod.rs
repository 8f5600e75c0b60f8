//! The reader of web archives (WARC, and ARC before it): each archived page is an article.
//!
//! Archives are streamed record by record and may be of any size; memory holds one page. A
//! `response` record is read if it has a page, a `resource` or `conversion` record if it is a page
//! or plain text. All others are counted and reported once at the end. Compressed archives are
//! unpacked before this reader sees the bytes. `records` cuts the archive into records, `pages`
//! picks those to read, and this file reads one of them.

mod arc;
mod http;
mod pages;
mod records;
mod skipped;
mod visited;

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Origin, Problem, ProblemKind, WhyLeftOut};
use crate::formats::bytes::charset::{self, Declared};
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::bytes::white_space::{one_line, take_line, tidy_body, unify_line_ends};
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::Input;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::readers::pages::html::{Page, read_page};
use crate::formats::record_stream::{RecordReader, read_records};
use http::Head;
use pages::{ArchivedPage, Found, PageStream};
use records::{Records, VERSION};
use std::io::BufRead;

pub(super) use visited::Visited;

/// Web archives, recognized by their first line.
pub(in crate::formats) struct WebArchive;

impl ArticleReader for WebArchive {
    fn name(&self) -> &'static str {
        "warc"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["warc"]
    }

    /// It starts with a record's version, or with the record of ARC about the file itself.
    fn recognizes(&self, head: &[u8]) -> bool {
        let head = head.trim_ascii_start();
        let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
        if head.starts_with(arc::FILE) {
            return arc::fields(line).is_some();
        }
        head.starts_with(VERSION) && head.get(VERSION.len()).is_some_and(u8::is_ascii_digit)
    }

    fn read(&self, mut input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let start = input.take_resume().map(|resume| resume.point);
        let pages = PageStream::new(Records::new(input.into_stream())).after(start);
        read_records(pages, &PageReader { path, options }, out)
    }
}

/// Reads the `visited` pages of an archive that is unpacked, or all of them.
///
/// # Errors
/// As [`ArticleReader::read`].
pub(super) fn read_archive(
    stream: Box<dyn BufRead + '_>,
    path: &ArchivePath,
    options: &ReadOptions,
    visited: Option<Visited>,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    let pages = PageStream::new(Records::new(stream)).only(visited);
    read_records(pages, &PageReader { path, options }, out)
}

/// Reads archived pages, each by itself.
struct PageReader<'a> {
    path: &'a ArchivePath,
    options: &'a ReadOptions,
}

impl RecordReader<ArchivedPage> for PageReader<'_> {
    fn read_record(&self, page: &ArchivedPage, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        match &page.found {
            Found::Page { head, charset } => {
                self.read_page(page, head.as_ref(), charset.as_deref(), out)
            }
            Found::Text { charset } => self.read_text(page, charset.as_deref(), out),
        }
    }
}

impl PageReader<'_> {
    fn read_page(
        &self,
        page: &ArchivedPage,
        head: Option<&Head>,
        charset: Option<&str>,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        let unpacked = match head {
            Some(head) => head.unpack(&page.content[head.length..]),
            None => Ok((page.content.as_slice().into(), None)),
        };
        let (bytes, cut) = match unpacked {
            Ok(bytes) => bytes,
            Err(why) => {
                return out.problem(malformed(page, &why));
            }
        };
        let read = read_page(
            Page {
                bytes: &bytes,
                url: page.fields.address(),
                charset,
                is_xml: head.is_some_and(|head| head.media_type.contains("xhtml")),
                captured: page.fields.captured(),
                origin: Origin {
                    path: self.path.clone(),
                    ordinal: page.ordinal,
                },
            },
            self.options,
        );
        match read {
            Ok(mut builder) => {
                note_cut(&mut builder, page);
                builder.note(cut.map(|why| malformed(page, &why)));
                if let Some(part) = head.and_then(Head::part) {
                    let what = format!("the rest of the page (Content-Range: {})", excerpt(part));
                    builder.left_out(what, WhyLeftOut::NotRead, 0);
                }
                builder.finish(out)
            }
            Err(problem) => {
                for why in cut.iter().chain(&page.wrong_length) {
                    out.problem(malformed(page, why))?;
                }
                out.problem(problem)
            }
        }
    }

    /// Reads a page that is plain text, as in the WET archives of Common Crawl. Its first line is
    /// its title.
    fn read_text(
        &self,
        page: &ArchivedPage,
        charset: Option<&str>,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        let decoded = charset::decode(&page.content, Declared::by_label(charset));
        let text = unify_line_ends(&decoded.text);
        let (title, body) = take_line(text.trim_start()).unwrap_or_default();
        let language = page.fields.get("warc-identified-content-language");
        let language = language.split(',').next().unwrap_or_default();
        let mut builder = ArticleBuilder::new(self.path, page.ordinal, self.options);
        builder.headline(Some(one_line(title)));
        builder.tidy_body(tidy_body(body));
        builder.language(Some(language.to_owned()));
        if let Some(url) = page.fields.address() {
            builder.url(Some(url.to_owned()));
            builder.date_of_address(url);
        }
        builder.captured(page.fields.captured());
        builder.note(decoded.problem(page.ordinal));
        note_cut(&mut builder, page);
        builder.finish(out)
    }
}

/// The problem that something is wrong with the record of a page.
fn malformed(page: &ArchivedPage, why: &str) -> Problem {
    let detail = format!("record {}: {why}", page.ordinal);
    Problem::record(page.ordinal, ProblemKind::Malformed, detail)
}

/// Notes that the crawler did not keep all of a page, or kept it under a wrong length.
fn note_cut(builder: &mut ArticleBuilder<'_>, page: &ArchivedPage) {
    let wrong = page.wrong_length.as_deref();
    builder.note(wrong.map(|why| malformed(page, why)));
    let why = page.fields.get("warc-truncated");
    if !why.is_empty() {
        let what = format!("the end of the page (WARC-Truncated: {})", excerpt(why));
        builder.left_out(what, WhyLeftOut::NotRead, 0);
    }
}
