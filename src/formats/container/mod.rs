//! Files that hold others: compression, and archives with members.
//!
//! [`read_articles`] takes one file, however it is packed, and hands out its articles one by one.
//! Layers are recognized by their first bytes and unpacked as streams (`packing`, `tar`, `zip`).
//! Each member gets the reader that its own name and content choose (`kind`). An article's origin
//! stays the file on disk, and its ordinal counts over all members. A fault of one member is a
//! problem that names it, and the others are read. `zipped` tells documents that are zip files
//! inside from archives, `together` which members are parts of another one, and `issues` which are
//! read with others (`group`). The limits in `formats/limits` stop hostile files.

mod group;
mod gzip;
mod intake;
mod issues;
mod kind;
mod lzw;
mod member;
mod members;
mod packing;
mod part;
mod tar;
#[cfg(test)]
mod tests;
mod together;
mod zip;
mod zipped;

pub use intake::{Reading, read_articles, read_to_end};
pub use kind::{Access, access_for, may_resume};
