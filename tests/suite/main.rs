//! Behaviour of the program and the library, one file a subject, on archives of their own and on
//! `sample-corpus`. The harness is in `harness`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and shows what it measured"
)]

mod aliases;
mod borders;
mod commands;
mod configuration;
mod engine;
mod evaluation;
mod examples;
mod generations;
mod guards;
mod harness;
mod help;
mod history;
mod hostile;
mod intake;
mod layouts;
mod outputs;
mod parse;
mod places;
mod queries;
mod ranking;
mod readme;
mod refresh;
mod reindex;
mod relevance;
mod reports;
mod settings;
mod streams;
mod trust;
mod watches;
