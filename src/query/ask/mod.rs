//! What a typed query means: text in, a small tree out, without the engine.
//!
//! Any text is a query. [`Ask::parse`] never refuses one. If it guesses or leaves something out, it
//! says so in a [`Note`].
//!
//! `lexer` cuts the text into tokens. `repair` makes any token sequence well-formed. `parser`
//! builds the tree, which is defined in `tree`. The display of the tree is the one canonical form,
//! which parses back to the same tree. `plain` reads a text that has no operators.
//!
//! Words stay as they were typed. The plan splits, folds and stems them with the analyzer, and
//! turns the tree into engine queries.
//!
//! # The language
//!
//! | typed | meaning |
//! |---|---|
//! | `troops withdrawal` | either word; articles with both come first |
//! | `+iraq` | the word must occur |
//! | `-syria`, `NOT syria` | the article must not match; also `-"a b"`, `-(a b)`, `-field:word` |
//! | `"foreign troops"`, `“foreign troops”`, `«…»`, `„…“` | these words in this order |
//! | `"troops baghdad"~3` | the words close together, see [`Expr::Near`] |
//! | `withdraw*` | words with this prefix |
//! | `headline:word`, `headline:"a b"`, `headline:(a OR b)` | within one field |
//! | `a AND b`, `a OR b` | both, either; operators are in capitals only |
//! | `(a b)` | both, and required; around one word or the whole query it changes nothing |
//!
//! `NOT` binds tightest, then `AND`, then `OR`, and last the plain space: `a b OR c` is `a`, and
//! one of `b` and `c`. A query of exclusions alone finds everything else. A minus or plus counts
//! only as the first character of a word (`al-Fatih` is a word), and two of them together are a
//! typed dash.
//!
//! # Adding an operator
//!
//! At most four places change.
//!
//! - An operator on one text, such as `word*`: its operand in `lexer`, [`Expr`] and its display in
//!   `tree`, and its arm in `plan::reader`. If no query of the engine finds it yet, also a variant
//!   of `plan::find`.
//! - An operator between operands: its token in `lexer`, its level of precedence in `parser`,
//!   [`Expr`] and its display in `tree`, and its arm in `plan::reader`.

mod lexer;
mod limits;
mod note;
mod parser;
mod plain;
mod repair;
#[cfg(test)]
mod tests;
mod tree;

pub use limits::{MAX_DEPTH, MAX_SLOP, MAX_WORDS};
pub use note::Note;
pub use tree::{Ask, Clause, Expr, Occur};
