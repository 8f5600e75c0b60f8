//! What the help and the manual say apart from options: examples, exit codes, variables, files.
//!
//! `examples`, `environment` and `files` are the tables. `lengths` makes the two lengths of help from the definition of
//! the command line, `page` the pages of the manual. No other command needs it.

mod environment;
mod examples;
mod files;
mod lengths;
mod page;

pub(crate) use lengths::in_two_lengths;
pub(crate) use page::{Page, pages};
