//! The readers of digitised newspapers: pages that a program has recognised, and their issues.
//!
//! `alto`, `page_xml` and `hocr` read files of pages into one [`page::ScannedPage`]. A page that no
//! issue has is an article (`page_article`). No reader here keeps places on the page.

mod alto;
mod hocr;
mod page;
mod page_article;
mod page_names;
mod page_xml;
#[cfg(test)]
mod tests;

pub(in crate::formats) use alto::ALTO;
pub(in crate::formats) use hocr::HOCR;
pub(in crate::formats) use page_xml::PAGE_XML;
