//! How an error or a panic is reported on stderr, and its exit code.
//!
//! A closed pipe is a success: the reader of the output has seen enough. A panic is reported as damage of the index, since
//! the engine panics on some damaged bytes.

use super::hint::hint;
use super::panicked::quiet;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use crate::index::IndexError;
use crate::present::{for_terminal, lines_for_terminal};
use crate::query::SearchError;
use clap::error::ErrorKind;
use std::io::{self, Write};

/// Reports what is wrong with the arguments, or prints the help that was asked for.
pub(crate) fn usage(error: &clap::Error) -> ExitStatus {
    if error.use_stderr() && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // The message quotes what was typed, including control characters.
        let text = error.render().to_string();
        let _ = write!(anstream::stderr(), "{}", lines_for_terminal(&text));
        return ExitStatus::Trouble;
    }
    // Help and the version go to stdout and are no failure; nor is a closed pipe.
    let _ = error.print();
    if error.use_stderr() {
        ExitStatus::Trouble
    } else {
        ExitStatus::Success
    }
}

/// Runs a command. Errors and panics end in a message and an exit code.
pub(crate) fn caught(command: impl FnOnce() -> anyhow::Result<ExitStatus>) -> ExitStatus {
    match quiet(command) {
        Ok(status) => status,
        Err(error) if is_broken_pipe(&error) => ExitStatus::Success,
        Err(error) => {
            say_error(&error);
            status_of(&error)
        }
    }
}

/// Reports an error and what to do about it.
pub(crate) fn say_error(error: &anyhow::Error) {
    stream::say("error", &for_terminal(&message(error)));
    if let Some(hint) = hint(error) {
        stream::say("hint", &for_terminal(&hint));
    }
}

/// The exit code of an error.
pub(crate) fn status_of(error: &anyhow::Error) -> ExitStatus {
    if let Some(SearchError::TimedOut { .. }) = error.downcast_ref::<SearchError>() {
        return ExitStatus::TimedOut;
    }
    match error.downcast_ref::<IndexError>() {
        Some(IndexError::Busy(_)) => ExitStatus::Busy,
        _ => ExitStatus::Trouble,
    }
}

/// An error and its causes in one sentence.
pub(crate) fn message(error: &anyhow::Error) -> String {
    let mut message = String::new();
    let mut last = String::new();
    for cause in error.chain() {
        let text = cause.to_string();
        // A wrapper that repeats its cause adds nothing.
        if !last.contains(&text) {
            if !message.is_empty() {
                message += ": ";
            }
            message += &text;
        }
        last = text;
    }
    message
}

/// Whether the reader of our output has closed it, as in `dateline search … | head`.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
