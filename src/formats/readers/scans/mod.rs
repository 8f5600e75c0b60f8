//! The readers of digitised newspapers: pages that a program has recognised, and their issues.
//!
//! `issue` reads issues whose structure is known, from the files that lead them. `tei` reads issues
//! that are one file. `alto`, `page_xml` and `hocr` read files of pages into one [`page::ScannedPage`]. A page that no
//! issue has is an article (`page_article`). No reader here keeps places on the
//! page. `delivery` has the files of checksums that go with deliveries.

mod alto;
mod certainty;
mod delivery;
mod hocr;
mod issue;
mod page;
mod page_article;
mod page_names;
mod page_xml;
mod tei;
#[cfg(test)]
mod tests;
mod text_of_article;

/// The formats of pages that a program recognised: their words may be misread.
pub const RECOGNISED: [&str; 5] = ["alto", "page-xml", "hocr", "mets", "delpher"];

pub(in crate::formats) use delivery::Delivery;
pub(in crate::formats) use issue::around::{ROOT_WITHIN, is_leading, leading_by_content};
pub(in crate::formats) use issue::didl::{Didl, is_article_text};
pub(in crate::formats) use issue::mets::Mets;
pub(in crate::formats) use page_article::{
    ALTO, HOCR, LONGEST_WITHOUT_WORDS, PAGE_XML, is_page_with_words, is_scanned_page,
    is_text_of_page,
};
pub(in crate::formats) use page_names::page_of_text;
pub(in crate::formats) use tei::TEI;
pub(in crate::formats) use text_of_article::TextOfArticle;
