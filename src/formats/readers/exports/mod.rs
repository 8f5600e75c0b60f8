//! The readers of exports of news databases: labelled text, with a profile for each product.
//!
//! Readers of plain text, HTML, Word, RTF and OpenDocument make lines of a document
//! (`formats/lines`). [`recognized`] says whether they are the export of a product, and
//! [`read_lines`] reads its articles. What belongs to a product (how an article begins and ends,
//! which label means which field in which language) is in `products`. The engine knows none of it:
//! `detection` tells the product by the first bytes, `cutter` cuts the lines of one article from the
//! stream, `reader` reads them, `found` hands what a product finds to the builder. `embedded` reads
//! exports inside of mails. `blocks`, `labels`, `dates` and `names` are what products share.

mod blocks;
mod cutter;
mod dates;
mod detection;
mod embedded;
mod found;
mod labels;
mod names;
mod product;
mod products;
mod reader;
mod sentences;
mod two_products;

#[cfg(test)]
mod tests;

pub(in crate::formats) use detection::recognized;
pub(in crate::formats) use embedded::EmbeddedExport;
pub(super) use products::{FACTIVA_XML, PROQUEST_XML};
pub(in crate::formats) use reader::read_lines;

use reader::{AnyExport, Export};

/// All products: the content says which.
pub(super) static ANY: AnyExport = AnyExport;
/// Nexis Uni and Lexis Advance.
pub(super) static NEXIS_UNI: Export = Export(products::NEXIS_UNI);
/// LexisNexis Academic and Nexis of before 2018.
pub(super) static LEXISNEXIS: Export = Export(products::LEXISNEXIS);
/// Factiva.
pub(super) static FACTIVA: Export = Export(products::FACTIVA);
/// ProQuest.
pub(super) static PROQUEST: Export = Export(products::PROQUEST);
/// Europresse.
pub(super) static EUROPRESSE: Export = Export(products::EUROPRESSE);
/// NewsBank and Access World News.
pub(super) static NEWSBANK: Export = Export(products::NEWSBANK);
/// Mediargus and GoPress.
pub(super) static MEDIARGUS: Export = Export(products::MEDIARGUS);
/// APA.
pub(super) static APA: Export = Export(products::APA);
