//! The one place that turns an error into a message, a hint and an exit code.

use super::exit::ExitStatus;
use super::stream;
use crate::config::ConfigError;
use crate::index::IndexError;
use crate::present::{for_terminal, lines_for_terminal};
use crate::query::{SearchError, SynonymsError};
use clap::error::ErrorKind;
use std::any::Any;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex};

/// Something that the person at the keyboard can mend.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Misuse {
    pub(super) message: String,
    /// What to do, a command to copy if there is one.
    pub(super) hint: String,
}

impl Misuse {
    /// The error of that message and hint.
    pub(super) fn error(message: impl Into<String>, hint: impl Into<String>) -> anyhow::Error {
        Self {
            message: message.into(),
            hint: hint.into(),
        }
        .into()
    }
}

/// Says what is wrong with the arguments, or prints the help that was asked for.
pub(super) fn usage(error: &clap::Error) -> ExitStatus {
    if error.use_stderr() && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // It quotes what was typed, control characters and all.
        let text = error.render().to_string();
        let _ = write!(anstream::stderr(), "{}", lines_for_terminal(&text));
        return ExitStatus::Trouble;
    }
    // Help and version go to stdout and are no failure; a closed pipe is none either.
    let _ = error.print();
    if error.use_stderr() {
        ExitStatus::Trouble
    } else {
        ExitStatus::Success
    }
}

/// Runs a command; whatever becomes of it ends in an exit code. The engine panics on some
/// damaged bytes, and a person should then be told what to do, not shown where it did.
pub(super) fn caught(command: impl FnOnce() -> anyhow::Result<ExitStatus>) -> ExitStatus {
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
        Ok(Err(error)) => report(&error),
        Err(payload) => {
            let what = payload_text(payload.as_ref());
            let at = at.lock().map(|at| at.clone()).unwrap_or_default();
            let message = format!("the index is damaged, or this is a defect: {what} ({at})");
            stream::say("error", &for_terminal(&message));
            stream::say(
                "hint",
                "make the index anew: dateline index --full FOLDER; if that does not help, please report this",
            );
            ExitStatus::Trouble
        }
    }
}

/// A part of a command that panicked.
#[derive(Debug, thiserror::Error)]
#[error("the index is damaged, or this is a defect: {0}")]
struct Panicked(String);

/// Runs a part of a command whose panic must not end the rest.
pub(super) fn contained<T>(part: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    panic::catch_unwind(AssertUnwindSafe(part))
        .unwrap_or_else(|payload| Err(Panicked(payload_text(payload.as_ref()).to_owned()).into()))
}

fn payload_text(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("no reason given")
}

/// Says on stderr what went wrong, and gives the exit code.
fn report(error: &anyhow::Error) -> ExitStatus {
    if is_broken_pipe(error) {
        return ExitStatus::Success;
    }
    say_error(error);
    status_of(error)
}

/// Says on stderr what went wrong and what to do.
pub(super) fn say_error(error: &anyhow::Error) {
    stream::say("error", &for_terminal(&message(error)));
    if let Some(hint) = hint(error) {
        stream::say("hint", &for_terminal(&hint));
    }
}

/// The exit code of an error.
pub(super) fn status_of(error: &anyhow::Error) -> ExitStatus {
    match error.downcast_ref::<IndexError>() {
        Some(IndexError::Busy(_)) => ExitStatus::Busy,
        _ => ExitStatus::Trouble,
    }
}

/// An error and its causes in one sentence.
pub(super) fn message(error: &anyhow::Error) -> String {
    let mut message = String::new();
    let mut last = String::new();
    for cause in error.chain() {
        let text = cause.to_string();
        // Wrappers that repeat their cause add nothing.
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

const FULL: &str = "make room on the disk, or put the index elsewhere: --index DIR, for a job `index` in \
    dateline.toml; an index that was there is as it was";

const ELSEWHERE: &str = "put the index elsewhere: --index DIR, for a job `index` in dateline.toml";

/// A disk, a quota, or a limit on the length of files.
fn is_full(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(kind, StorageFull | QuotaExceeded | FileTooLarge)
}

/// The same of an error that the engine has as text.
fn is_full_text(text: &str) -> bool {
    let texts = ["No space left", "Disk quota exceeded", "File too large"];
    texts.iter().any(|own| text.contains(own))
}

const ALIAS_LINE: &str = "write a group of names a line, commas between: ISIS, Daesh, Islamic State; \
    `WHO => World Health Organization` goes one way, `#` begins a comment";

/// Whoever read our output has seen enough: `dateline search … | head`.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

pub(super) fn hint(error: &anyhow::Error) -> Option<String> {
    if let Some(misuse) = error.downcast_ref::<Misuse>() {
        return Some(misuse.hint.clone());
    }
    if let Some(SynonymsError::Line { .. }) = error.downcast_ref::<SynonymsError>() {
        return Some(ALIAS_LINE.to_owned());
    }
    if let Some(config) = error.downcast_ref::<ConfigError>() {
        return config.allowed().map(str::to_owned);
    }
    if error.is::<Panicked>() {
        return Some("make the index anew: dateline reindex --full".to_owned());
    }
    if error.is::<SearchError>() {
        return Some("make the index anew: dateline index --full FOLDER".to_owned());
    }
    let index = error.downcast_ref::<IndexError>()?;
    Some(match index {
        IndexError::Missing(path) => {
            format!("make it: {}", super::locate::index_command(path))
        }
        IndexError::OtherFolder { .. } => {
            "give each folder an index of its own; if the folder was moved: dateline index --full"
                .to_owned()
        }
        IndexError::NoGeneration { .. } => "see what there is: dateline generations".to_owned(),
        IndexError::NotAnIndex(_) => {
            "name a folder that is empty or not there yet: --index DIR, for a job `index` in dateline.toml".to_owned()
        }
        IndexError::IsAnIndex(_) => "name the folder that the articles lie in".to_owned(),
        IndexError::SchemaChanged { path, .. }
        | IndexError::AnalysisChanged { path }
        | IndexError::Corrupt { path, .. } => {
            format!("make it anew: {}", super::locate::index_command(path))
        }
        IndexError::Busy(_) => {
            "wait until it is done, then try again; searches of an index go on meanwhile".to_owned()
        }
        IndexError::Io { action, source, .. }
            if source.kind() == io::ErrorKind::PermissionDenied && *action == "read" =>
        {
            "ask whoever made the index for the right to read it".to_owned()
        }
        IndexError::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
            format!("for a folder that is read-only, {ELSEWHERE}")
        }
        IndexError::Io { source, .. } if source.kind() == io::ErrorKind::ReadOnlyFilesystem => {
            ELSEWHERE.to_owned()
        }
        IndexError::Io { source, .. } if is_full(source.kind()) => FULL.to_owned(),
        IndexError::Engine { source, .. } if is_full_text(&source.to_string()) => FULL.to_owned(),
        _ => return None,
    })
}
