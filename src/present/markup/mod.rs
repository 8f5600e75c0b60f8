//! Articles in the languages of other programs: tables, HTML, Markdown, BibTeX, RIS, and references for people.
//!
//! In each language some characters mean something, and in an article's text they never do: each file here knows one
//! language and what must be escaped in it. What is written has no control character of an article either. Pages of
//! hits are in `formats`.

pub(super) mod address;
pub(super) mod bibtex;
pub(super) mod cells;
pub(super) mod citation;
pub(super) mod html;
pub(super) mod markdown;
mod marks;
pub(super) mod ris;
pub(super) mod titles;
