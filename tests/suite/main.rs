//! Behaviour of the program and the library, one file a subject, on archives of their own and on
//! `sample-corpus`. The harness is in `harness`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and shows what it measured"
)]

mod borders;
mod commands;
mod configuration;
mod engine;
mod examples;
mod generations;
mod harness;
mod help;
mod history;
mod hostile;
mod layouts;
mod outputs;
mod places;
mod queries;
mod ranking;
mod readme;
mod refresh;
mod reindex;
mod topics;
mod trust;
mod watches;
