//! The command line: arguments to settings, one file a command, and every error's way to a
//! message, a hint and an exit code.
//!
//! Only this room and `present` write anything. anyhow stays in here; `failure` is the one
//! place that turns an error into what a person reads.

mod alerts;
mod args;
mod batch_args;
mod care;
mod configuration;
mod eval;
mod exit;
mod failure;
mod generate;
mod hooks;
mod index;
mod last_search;
mod locate;
mod machine;
mod parse;
mod progress;
mod ranking;
mod record_format;
mod reindex;
mod search;
mod show;
mod source;
mod status;
mod stream;
mod targets;
mod topic_search;

pub use exit::ExitStatus;

use args::{Args, Command};
use clap::Parser;
use std::ffi::OsString;

/// Runs the program with these arguments, the first of them its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitStatus {
    let args = match Args::try_parse_from(args::guard_exclusions(arguments)) {
        Ok(args) => args,
        Err(error) => return failure::usage(&error),
    };
    args.color.write_global();
    let config = args.config.as_deref();
    failure::caught(|| match args.command {
        Command::Index(command) => index::run(command, config),
        Command::Search(command) => search::run(command, config),
        Command::Show(command) => show::run(command, config),
        Command::Status(command) => status::run(command, config),
        Command::Reindex(command) => reindex::run(&command, config),
        Command::Generations(command) => care::generations(&command, config),
        Command::Rollback(command) => care::roll_back(&command, config),
        Command::Verify(command) => care::verify(&command, config),
        Command::Repair(command) => care::repair(&command, config),
        Command::Config { command } => configuration::run(&command, config),
        Command::Eval(command) => eval::run(command, config),
        Command::Parse(command) => parse::run(command),
        Command::Completions { shell } => generate::completions(shell),
        Command::Man => generate::man(),
    })
}
