//! The command line: arguments to settings, one file a command, and every error's way to a
//! message, a hint and an exit code.
//!
//! Only this room and `present` write anything. anyhow stays in here; `failure` is the one
//! place that turns an error into what a person reads.

mod archives;
mod args;
mod commands;
mod exit;
mod failure;
mod jobs;
mod machine;
mod output;
mod searching;

pub use exit::ExitStatus;

use args::{Args, Command};
use clap::Parser;
use commands::{config as configuration, eval, index, man, parse, reindex, repair, search, show, status};
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
        Command::Generations(command) => repair::generations(&command, config),
        Command::Rollback(command) => repair::roll_back(&command, config),
        Command::Verify(command) => repair::verify(&command, config),
        Command::Repair(command) => repair::repair(&command, config),
        Command::Config { command } => configuration::run(&command, config),
        Command::Eval(command) => eval::run(command, config),
        Command::Parse(command) => parse::run(command),
        Command::Completions { shell } => man::completions(shell),
        Command::Man => man::man(),
    })
}
