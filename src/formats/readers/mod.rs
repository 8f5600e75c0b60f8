//! The readers of all formats, by family, and the choice between them.
//!
//! [`READERS`] is the table of formats: each row is a reader with its name, the extensions of its
//! files and a test of their first bytes. [`reader_for`] chooses by content first, then by
//! extension.

mod databases;
pub(in crate::formats) mod exports;
mod feeds;
mod format_of;
mod mail;
mod markup;
pub(in crate::formats) mod office;
pub(in crate::formats) mod pages;
mod records;
mod references;
pub(super) mod scans;
mod table;
mod text;
mod wire;

pub use format_of::FormatRuleError;
pub(in crate::formats) use format_of::reader_named_for;
pub use scans::RECOGNISED;
/// Whether a file of this name may lead others: their articles are read with it, so a change of
/// either is a change of both. It leads files of its own folder and of the folders in that one.
#[must_use]
pub fn is_leading(name: &str) -> bool {
    scans::is_leading(name) || pages::saved::listed::is_list(name)
}

/// How many first bytes of a file [`leading_by_content`] needs.
pub const ROOT_WITHIN: u64 = scans::ROOT_WITHIN;

/// Those of the XML files of a folder that lead others by their content. `start` gives the first
/// bytes of a file; it is asked for a few of them.
#[must_use]
pub fn leading_by_content(
    names: &[String],
    start: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Vec<String> {
    scans::leading_by_content(names, start)
}

pub use table::{READERS, READERS_VERSION, reader_for};
