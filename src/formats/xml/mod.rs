//! XML for the readers of formats that are based on it.
//!
//! A file is decoded within limits (`bounded`), parsed, and cut into records (`stream`). Each
//! record is a tree ([`Element`], `tree_builder`) with the names that readers know (`names`).
//! [`Root`] shows the format of a file, [`prose`] turns markup into text, [`document`] has what all
//! readers of XML share, `events` the tags of a part without a tree. Nesting, size and number of elements are bounded, and no entity that a
//! file declares is expanded (`references`). The readers say what elements mean.

mod bounded;
pub(in crate::formats) mod content;
pub(in crate::formats) mod document;
mod element;
pub(in crate::formats) mod events;
mod fault;
mod names;
pub(in crate::formats) mod prose;
pub(in crate::formats) mod references;
mod root;
mod stream;
mod tree_builder;

#[cfg(test)]
mod tests;

pub(in crate::formats) use element::{Element, Node, some_text};
pub(in crate::formats) use fault::Fault;
pub(in crate::formats) use root::Root;
pub(in crate::formats) use stream::{Elements, Piece, Shape};
