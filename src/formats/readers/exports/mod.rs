//! The readers of exports of news databases: labelled text, with a profile for each product.
//!
//! Readers of plain text, HTML, Word, RTF and OpenDocument make lines of a document
//! (`formats/lines`). [`recognized`] says whether they are the export of a product, and
//! [`read_lines`] reads its articles. What belongs to a product (how an article begins and ends,
//! which label means which field in which language) is in tables, not in the engine.

use crate::article::{ArchivePath, Problem};
use crate::formats::lines::Line;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, ReadEnd};

/// A product whose exports are read.
pub(in crate::formats) struct Product {
    /// Its name in reports, such as `factiva`.
    pub(in crate::formats) name: &'static str,
}

/// The product whose export opens with these lines; `None` if it is of none that is known. More
/// lines are better: a list of results may be before the first article.
pub(in crate::formats) fn recognized(_first: &[Line]) -> Option<&'static Product> {
    None
}

/// Reads the articles of an export, record by record: it holds the lines of one article. Ordinals
/// start at 1. The sink is told the product's name.
///
/// # Errors
/// [`ReadEnd::Failed`] with a problem of `lines`; [`ReadEnd::Stopped`] if the sink wants no more.
pub(in crate::formats) fn read_lines(
    _product: &'static Product,
    _lines: &mut dyn Iterator<Item = Result<Line, Problem>>,
    _path: &ArchivePath,
    _options: &ReadOptions,
    _out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    Ok(())
}
