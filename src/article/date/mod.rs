//! Dates of publication: the value ([`Published`]), its ISO 8601 text, the source it was read from
//! ([`DateSource`]), the ways in which people and programs write dates ([`spelling`]), and the spans
//! of time that people ask for ([`when`], read by `typed`).
//!
//! This folder reads a text that is a date and nothing else. Finding that text in a page, a record
//! or a wire document is the readers' work.

mod iso;
mod precision;
mod published;
mod source;
pub mod spelling;
mod typed;
pub mod when;

pub use iso::PublishedParseError;
pub use precision::Precision;
pub use published::{Published, wall_clock_seconds};
pub use source::DateSource;

/// How many seconds a day has.
pub const SECONDS_A_DAY: i64 = 86_400;
