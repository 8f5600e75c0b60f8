//! Tests of the program and the library, one file per subject. They use temporary archives and
//! copies of `sample-corpus`, see `harness`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and shows what it measured"
)]

mod aliases;
mod archives;
mod asking;
mod borders;
mod browse;
mod cases;
#[cfg(feature = "cluster")]
mod cluster;
mod commands;
#[cfg(unix)]
mod completions;
mod configuration;
mod copies;
mod dependencies;
mod docs;
mod dossiers;
mod engine;
mod evaluation;
mod examples;
mod fields;
mod generations;
mod guards;
mod harness;
mod help;
mod hints;
mod history;
mod hostile;
mod inside;
mod intake;
mod issues;
mod languages;
mod layouts;
mod library;
mod limits;
mod markdown;
mod mcp;
mod misread;
mod mixed;
mod naming;
mod odd_searches;
mod old_indexes;
mod outputs;
mod overview;
mod parse;
mod picture;
mod places;
mod queries;
mod ranking;
mod readme;
mod records;
mod refresh;
mod reindex;
mod relevance;
mod reports;
mod saved_pages;
mod seen;
#[cfg(unix)]
mod serve;
mod settings;
mod several;
mod shell;
mod streams;
mod suggestions;
mod terminal;
mod trust;
mod watches;
mod word_forms;
