//! The one place that turns an error into a message, a hint and an exit code.

use super::exit::ExitStatus;
use super::stream;
use crate::index::IndexError;
use crate::present::for_terminal;
use std::io;

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

/// Says on stderr what went wrong, and gives the exit code.
pub(super) fn report(error: &anyhow::Error) -> ExitStatus {
    if is_broken_pipe(error) {
        return ExitStatus::Success;
    }
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
    stream::say("error", &for_terminal(&message));
    if let Some(hint) = hint(error) {
        stream::say("hint", &for_terminal(&hint));
    }
    match error.downcast_ref::<IndexError>() {
        Some(IndexError::Busy(_)) => ExitStatus::Busy,
        _ => ExitStatus::Trouble,
    }
}

/// Whoever read our output has seen enough: `dateline search … | head`.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn hint(error: &anyhow::Error) -> Option<String> {
    if let Some(misuse) = error.downcast_ref::<Misuse>() {
        return Some(misuse.hint.clone());
    }
    let index = error.downcast_ref::<IndexError>()?;
    Some(match index {
        IndexError::Missing(_) => "make it: dateline index FOLDER".to_owned(),
        IndexError::SchemaChanged { path, .. }
        | IndexError::AnalysisChanged { path }
        | IndexError::Corrupt { path, .. } => {
            format!("make it anew: {}", super::locate::index_command(path))
        }
        IndexError::Busy(_) => "wait until it is done; searching goes on meanwhile".to_owned(),
        IndexError::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
            "for a folder that is read-only, put the index elsewhere: --index DIR".to_owned()
        }
        IndexError::Io { source, .. } if source.kind() == io::ErrorKind::ReadOnlyFilesystem => {
            "put the index elsewhere: --index DIR".to_owned()
        }
        IndexError::Io { source, .. } if source.kind() == io::ErrorKind::StorageFull => {
            "make room on the disk, or put the index elsewhere: --index DIR".to_owned()
        }
        _ => return None,
    })
}
