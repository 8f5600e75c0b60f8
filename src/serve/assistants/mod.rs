//! The archives for assistants: tools of the Model Context Protocol, over two streams.
//!
//! Everything is read-only. Arguments are read by the tables of `ask`, answers are the records of
//! `present` as JSON, made shorter: `tools` has a row for each tool, `arguments` checks what was
//! sent, `answers` finds, `bounded` cuts, `quoted` marks what articles say, `server` speaks the
//! protocol. Nothing here opens a file.

mod answers;
mod arguments;
mod bounded;
mod quoted;
mod run;
mod server;
mod tools;

pub use run::run;
