//! How an error or a panic is reported on stderr, and its exit code.
//!
//! A closed pipe is a success: the reader of the output has seen enough. A panic is reported as damage of the index, since
//! the engine panics on some damaged bytes.

use super::hint::hint;
use super::panicked::reason;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use crate::index::IndexError;
use crate::present::{for_terminal, lines_for_terminal};
use clap::error::ErrorKind;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex};

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
    let at = Arc::new(Mutex::new(String::new()));
    let place = Arc::clone(&at);
    panic::set_hook(Box::new(move |info| {
        if let (Ok(mut at), Some(location)) = (place.lock(), info.location()) {
            *at = format!("{}:{}", location.file(), location.line());
        }
    }));
    let result = panic::catch_unwind(AssertUnwindSafe(command));
    drop(panic::take_hook());
    match result {
        Ok(Ok(status)) => status,
        Ok(Err(error)) if is_broken_pipe(&error) => ExitStatus::Success,
        Ok(Err(error)) => {
            say_error(&error);
            status_of(&error)
        }
        Err(payload) => {
            let what = reason(payload.as_ref());
            let at = at.lock().map(|at| at.clone()).unwrap_or_default();
            let message = format!("the index is damaged, or this is a bug: {what} ({at})");
            stream::say("error", &for_terminal(&message));
            stream::say(
                "hint",
                "rebuild the index: dateline index --full FOLDER; if that does not help, please report this",
            );
            ExitStatus::Trouble
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
