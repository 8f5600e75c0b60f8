//! The second step of reading an export, and its ways in: text, HTML, and lines of other formats.

use super::cutter::Records;
use super::found::Found;
use super::product::{Product, Record};
use super::products::{APART, PRODUCTS};
use crate::article::{ArchivePath, Article, Problem, ProblemKind};
use crate::formats::bytes::charset::{Declared, decode, utf8_head};
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::{Input, unreadable};
use crate::formats::lines::{Line, TextLines, html_lines};
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::record_stream::{RecordReader, read_records};
use std::borrow::Cow;

/// The reader of a product's exports in text and HTML.
pub(in crate::formats) struct Export(pub(super) &'static Product);

impl ArticleReader for Export {
    fn name(&self) -> &'static str {
        self.0.name
    }

    /// Its files have any extension.
    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    /// One of the product's marks is in it, and its lines are those of an export. Most files have
    /// no mark, so most are not read as lines.
    fn recognizes(&self, head: &[u8]) -> bool {
        let text = utf8_if_wide(head);
        let has = |mark: &&str| memchr::memmem::find(&text, mark.as_bytes()).is_some();
        let product = self.0;
        if !product.needles.iter().any(has) {
            return false;
        }
        product.raw.iter().any(|group| group.iter().all(has))
            || (product.recognizes)(&lines_of_head(&text))
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let mut input = input;
        let (path, options) = (input.path, input.options);
        let head = input.head().map_err(|error| unreadable(&error))?;
        if is_markup(&utf8_if_wide(&head)) {
            let bytes = input.into_bytes()?;
            let decoded = decode(&bytes, Declared::of_page(&bytes, None));
            if let Some(problem) = decoded.problem(1) {
                out.problem(problem)?;
            }
            let mut lines = html_lines(&decoded.text, APART).into_iter().map(Ok);
            return read_lines(self.0, &mut lines, path, options, out);
        }
        let stream = input.into_utf8_stream()?;
        let mut lines = TextLines::new(stream, options.max_file_size);
        read_lines(self.0, &mut lines, path, options, out)
    }
}

/// The bytes of a head in UTF-8 if they are in UTF-16, else as they are: marks are in ASCII.
fn utf8_if_wide(head: &[u8]) -> Cow<'_, [u8]> {
    let is_wide = head.starts_with(b"\xFF\xFE")
        || head.starts_with(b"\xFE\xFF")
        || memchr::memchr(0, head).is_some();
    if is_wide {
        utf8_head(head)
    } else {
        Cow::Borrowed(head)
    }
}

fn is_markup(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let start = head.trim_ascii_start();
    start.starts_with(b"<")
        && start
            .get(1)
            .is_some_and(|byte| byte.is_ascii_alphabetic() || b"!?".contains(byte))
}

/// The lines of the start of a file. The last one may be cut off.
fn lines_of_head(head: &[u8]) -> Vec<Line> {
    let text = String::from_utf8_lossy(head);
    if is_markup(head) {
        return html_lines(&text, APART);
    }
    TextLines::new(Box::new(head), u64::MAX)
        .filter_map(Result::ok)
        .collect()
}

/// The product whose export has these lines; `None` if it is of none that is known. The lines are
/// those of the start of a document, or all of them: a list of results may be before the first
/// article.
pub(in crate::formats) fn recognized(lines: &[Line]) -> Option<&'static Product> {
    PRODUCTS
        .iter()
        .copied()
        .find(|product| (product.recognizes)(lines))
}

/// Reads the articles of an export, with the lines of one article in memory. Ordinals start at 1.
/// The sink is told the product's name.
///
/// # Errors
/// [`ReadEnd::Failed`] with a problem of `lines`; [`ReadEnd::Stopped`] if the sink wants no more.
pub(in crate::formats) fn read_lines(
    product: &'static Product,
    lines: &mut dyn Iterator<Item = Result<Line, Problem>>,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    out.format(product.name);
    let mut counted = Counted { out, count: 0 };
    let records = Records::new(product, lines, options.max_file_size);
    let reader = Reader {
        product,
        path,
        options,
    };
    read_records(records, &reader, &mut counted)?;
    if counted.count == 0 {
        return Err(blank_export(product).into());
    }
    Ok(())
}

/// The problem of an export without a record.
fn blank_export(product: &Product) -> Problem {
    let detail = format!("an export of {} without an article in it", product.name);
    Problem::file(ProblemKind::NoArticle, detail)
}

/// Counts what is given to a sink.
struct Counted<'a> {
    out: &'a mut dyn ArticleSink,
    count: u64,
}

impl ArticleSink for Counted<'_> {
    fn article(&mut self, article: Article) -> Result<(), Stopped> {
        self.count += 1;
        self.out.article(article)
    }

    fn problem(&mut self, problem: Problem) -> Result<(), Stopped> {
        self.count += 1;
        self.out.problem(problem)
    }
}

/// Reads records, each by itself.
struct Reader<'a> {
    product: &'static Product,
    path: &'a ArchivePath,
    options: &'a ReadOptions,
}

impl RecordReader<Record> for Reader<'_> {
    fn read_record(&self, record: &Record, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        let ordinal = record.ordinal;
        let mut builder = ArticleBuilder::new(self.path, ordinal, self.options);
        let mut found = Found::new(&mut builder);
        if let Err(reason) = (self.product.read)(record, &mut found) {
            let detail = format!("document {ordinal} {}", reason.what);
            return out.problem(Problem::record(ordinal, reason.kind, detail));
        }
        found.settle();
        if has_replaced(&record.lines) {
            let detail =
                "characters that are not valid were replaced by U+FFFD; convert the file to UTF-8";
            builder.note(Some(Problem::record(
                ordinal,
                ProblemKind::BadEncoding,
                detail,
            )));
        }
        builder.finish(out)
    }
}

fn has_replaced(lines: &[Line]) -> bool {
    lines
        .iter()
        .any(|line| memchr::memmem::find(line.text.as_bytes(), "\u{fffd}".as_bytes()).is_some())
}
