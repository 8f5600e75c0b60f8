//! Readers of what offices write: documents of word processors, tables and books.
//!
//! Word, `OpenDocument` and RTF become lines with their styles (`manuscript`), and these become
//! articles in one way for all of them (`article`). Tables become rows for the reader of CSV. The
//! pages of a book are articles each.

mod article;
pub(in crate::formats) mod epub;
mod manuscript;
pub(in crate::formats) mod open_document;
mod relations;
pub(in crate::formats) mod rtf;
pub(in crate::formats) mod tables;
pub(in crate::formats) mod word;
