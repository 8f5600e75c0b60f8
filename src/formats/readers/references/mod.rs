//! Readers of what reference managers export: RIS and `BibTeX`. Each entry is an article, and its
//! abstract is the text.
//!
//! `lines` reads lines of any file in UTF-8, `citation` turns the named values of an entry into an
//! article: names of people in their usual order, parts of dates joined. CSL-JSON is read as JSON.

mod bibtex;
mod citation;
mod lines;
mod ris;
#[cfg(test)]
mod tests;

pub(in crate::formats) use bibtex::Bibtex;
pub(in crate::formats) use ris::Ris;
