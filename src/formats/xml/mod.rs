//! XML for the readers of formats that are made of it.
//!
//! A file is decoded (`decoding`), parsed and cut into records (`stream`), each a tree
//! ([`Element`]) with names as readers know them (`names`); [`Root`] tells formats apart, and
//! [`prose`] makes text of what is marked up. Nesting, size and number of elements are bounded,
//! and nothing that a file declares is expanded (`references`). What elements mean is left to the
//! readers.

mod building;
pub(in crate::formats) mod content;
mod decoding;
pub(in crate::formats) mod document;
mod element;
mod fault;
mod names;
pub(in crate::formats) mod prose;
pub(in crate::formats) mod references;
mod root;
mod stream;

#[cfg(test)]
mod tests;

pub(in crate::formats) use element::{Element, Node, some_text};
pub(in crate::formats) use root::Root;
pub(in crate::formats) use stream::{Elements, Piece, Shape};
