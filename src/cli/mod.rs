//! The command line: from arguments to an exit code.
//!
//! `program` has the global options, `commands` one file per subcommand, `args` the groups of arguments that several
//! of them share. `archives` finds the archive that is meant, `searching` and `jobs` have what searches and jobs share,
//! `output` the streams. Only this room and `present` print. anyhow is used in here only; `failure` is the one place
//! that turns an error into a message, a hint and an exit code.

mod archives;
mod args;
mod commands;
mod context;
mod exit;
mod failure;
mod guide;
mod jobs;
mod machine;
mod misuse;
mod output;
mod program;
mod searching;
mod shell;
mod state;

pub use exit::ExitStatus;

pub(crate) use archives::{GuardMode, JobOptions, Served};
pub(crate) use args::SearchLocation;
pub(crate) use commands::serving::loader::{Loader, Paths};
pub(crate) use failure::{hint, message, status_of};
pub(crate) use misuse::Misuse;
pub(crate) use output::Shown;

use context::Context;
use program::Program;
use std::ffi::OsString;

/// Runs the program with these arguments, the first of them its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitStatus {
    let program = match Program::parse(arguments) {
        Ok(program) => program,
        Err(error) => return failure::usage(&error),
    };
    program.options.color.write_global();
    if program.options.no_pager {
        output::pager::never();
    }
    if let Some(file) = &program.options.config {
        shell::name_configuration(file);
    }
    let context = Context {
        config: program.options.config,
        definition: Program::definition,
    };
    failure::caught(|| program.command.run(&context))
}
