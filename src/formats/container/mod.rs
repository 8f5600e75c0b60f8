//! Files that hold others: compression, and archives with members.
//!
//! [`read_articles`] takes one file, whatever is around its articles, and hands them out one by
//! one: layers are known by their first bytes and removed as streams (`packing`, `tar`, `zip`), and
//! each member is given to the reader that its own name and content choose (`kind`). An article's
//! origin is still the file on disk, and ordinals run on over all members. What is wrong with one
//! member is a problem that names it; the others are read. `limits` keeps files that are made to do
//! harm from doing it.

mod intake;
mod kind;
mod limits;
mod member;
mod packing;
mod part;
mod tar;
#[cfg(test)]
mod tests;
mod zip;

pub use intake::{Reading, read_articles};
pub use kind::{Access, access_for};
pub use limits::Limits;
pub(in crate::formats) use limits::refusal_in;
