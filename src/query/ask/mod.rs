//! What a typed query means: text in, a small tree out, without the engine.
//!
//! Any text is a query. [`Ask::parse`] never refuses one. If it guesses or leaves something out, it
//! says so in a [`Note`].
//!
//! `lexer` cuts the text into tokens. `repair` makes any token sequence well-formed. `parser`
//! builds the tree, which is defined in `tree`. The display of the tree is the one canonical form,
//! which parses back to the same tree. `word` reads the signs of one word, `filter` the value of a
//! filter, `plain` a text that has no operators. `language` lists what can be typed.
//!
//! Words stay as they were typed. The plan splits, folds and stems them with the analyzer, and
//! turns the tree into engine queries.
//!
//! # The language
//!
//! [`QUERY_LANGUAGE`] lists what can be typed, docs/query.md explains it. A minus also excludes
//! phrases, groups and fields. Curly quotes and guillemets count as quotes. Parentheses around one
//! word or the whole query change nothing.
//!
//! `NOT` binds tightest, then `AND`, then `OR`, and last the plain space: `a b OR c` is `a`, and
//! one of `b` and `c`. A query of exclusions alone finds everything else. A minus or plus counts
//! only as the first character of a word (`al-Fatih` is a word), and two of them together are a
//! typed dash.

mod describe;
mod few_exact;
mod filter;
mod language;
mod lexer;
mod limits;
mod meant;
mod note;
mod parser;
mod plain;
mod repair;
#[cfg(test)]
mod tests;
mod tree;
mod walk;
mod word;

pub use filter::names as names_of_filters;
pub use filter::{Filter, Quality};
pub use language::{Notation, QUERY_LANGUAGE, RULE};
pub use limits::{
    MAX_BYTES, MAX_DEPTH, MAX_EDITS, MAX_EXACT, MAX_NEAR, MAX_PREFIXES, MAX_SLOP, MAX_WORDS,
};
pub(crate) use meant::nearest;
pub use meant::values_of as values_of_field;
pub use note::{Note, ReadAs};
pub use tree::{Ask, Boost, Clause, Expr, Occur};
