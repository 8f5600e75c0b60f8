//! Hits as references, for LaTeX and for reference managers.
//!
//! `dateline cite` writes the same of single articles.

use super::format::{OutputFormat, PageOptions, PageWriter, Writer};
use crate::present::markup::{bibtex, citation::WriteReferences, ris};
use crate::query::SearchPage;
use std::io::{self, Write};

pub(super) const BIBTEX: OutputFormat = OutputFormat {
    name: "bibtex",
    about: "References for LaTeX",
    writer: Writer::Page(&References(bibtex::write)),
};

pub(super) const RIS: OutputFormat = OutputFormat {
    name: "ris",
    about: "References for Zotero, EndNote and others",
    writer: Writer::Page(&References(ris::write)),
};

/// A reference to each hit, best first.
#[derive(Debug)]
struct References(WriteReferences);

impl PageWriter for References {
    fn write(&self, page: &SearchPage, _: &PageOptions, out: &mut dyn Write) -> io::Result<()> {
        (self.0)(&mut page.hits.iter().map(|hit| &hit.article), out)
    }
}
