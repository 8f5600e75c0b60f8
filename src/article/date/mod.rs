//! Dates of publication: the value ([`Published`]), its ISO 8601 text, and the ways in which people
//! and programs write dates ([`spelling`]).
//!
//! This folder reads one text that is a date. Finding that text in a page, a record or a wire
//! document is the readers' work.

mod iso;
mod published;
pub mod spelling;

pub use published::{Precision, Published, PublishedParseError, wall_clock_seconds};
