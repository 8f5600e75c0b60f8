//! The second step of reading an export, and its ways in: text, HTML, and lines of other formats.
//!
//! It takes the lines of one article and gives them to the product; cutting is in `cutter`.

use super::cutter::Records;
use super::detection::{is_markup, product_of, utf8_if_wide};
use super::found::Found;
use super::product::{Product, Record};
use super::products::APART;
use crate::article::{ArchivePath, Article, Problem, ProblemKind, WhyLeftOut};
use crate::formats::bytes::charset::{Declared, decode};
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::{Input, unreadable};
use crate::formats::lines::{Line, TextLines, html_lines};
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::record_stream::{RecordReader, read_records};

/// The reader of the exports of all products, in text and HTML: the content says which it is.
pub(in crate::formats) struct AnyExport;

impl ArticleReader for AnyExport {
    fn name(&self) -> &'static str {
        "news-database"
    }

    /// Its files have any extension.
    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        product_of(head).is_some()
    }

    fn read(&self, mut input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let head = input.head().map_err(|error| unreadable(&error))?;
        let Some(product) = product_of(&head) else {
            let detail = "it has the marks of no news database that is known";
            return Err(Problem::file(ProblemKind::UnknownFormat, detail).into());
        };
        read_input(product, &head, input, out)
    }
}

/// The reader of one product's exports in text and HTML. A person may name it for files.
pub(in crate::formats) struct Export(pub(super) &'static Product);

impl ArticleReader for Export {
    fn name(&self) -> &'static str {
        self.0.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    /// [`AnyExport`] recognizes the exports of all products.
    fn recognizes(&self, _head: &[u8]) -> bool {
        false
    }

    fn read(&self, mut input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let head = input.head().map_err(|error| unreadable(&error))?;
        read_input(self.0, &head, input, out)
    }
}

/// Reads an export of a product in text or HTML.
fn read_input(
    product: &'static Product,
    head: &[u8],
    input: Input<'_>,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    let (path, options) = (input.path, input.options);
    if is_markup(&utf8_if_wide(head)) {
        let bytes = input.into_bytes()?;
        let decoded = decode(&bytes, Declared::of_page(&bytes, None));
        if let Some(problem) = decoded.problem(1) {
            out.problem(problem)?;
        }
        let mut lines = html_lines(&decoded.text, APART).into_iter().map(Ok);
        return read_lines(product, &mut lines, path, options, out);
    }
    let stream = input.into_utf8_stream()?;
    let mut lines = TextLines::new(stream, options.max_file_size);
    read_lines(product, &mut lines, path, options, out)
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
    let reader = Reader { path, options };
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
    path: &'a ArchivePath,
    options: &'a ReadOptions,
}

impl RecordReader<Record> for Reader<'_> {
    fn read_record(&self, record: &Record, out: &mut dyn ArticleSink) -> Result<(), Stopped> {
        let ordinal = record.ordinal;
        let mut builder = ArticleBuilder::new(self.path, ordinal, self.options);
        let mut found = Found::new(&mut builder);
        let Some(product) = record.product else {
            return Ok(());
        };
        if let Err(reason) = (product.read)(record, &mut found) {
            let detail = format!("document {ordinal} {}", reason.what);
            return out.problem(Problem::record(ordinal, reason.kind, detail));
        }
        found.settle();
        if builder.has_headline() && !builder.has_body() {
            builder.note(Some(no_body(ordinal)));
        }
        for gap in &record.gaps {
            builder.left_out(gap, WhyLeftOut::NotRead, 0);
        }
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

/// The problem of an article whose document has a headline and no text.
fn no_body(ordinal: u32) -> Problem {
    let detail = format!(
        "document {ordinal} has no text; if it has one in the database, download it with the full text"
    );
    Problem::record(ordinal, ProblemKind::NoBody, detail)
}

fn has_replaced(lines: &[Line]) -> bool {
    // The first byte of the character is rare in most languages.
    lines.iter().any(|line| {
        memchr::memchr(0xEF, line.text.as_bytes()).is_some() && line.text.contains('\u{fffd}')
    })
}
