//! Panics as errors. The engine panics on some damaged bytes.
//!
//! While a command runs, a panic prints nothing by itself. Its place in the source is kept, and the error names it.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The place in the source of the last panic.
static PLACE: Mutex<String> = Mutex::new(String::new());

fn place() -> MutexGuard<'static, String> {
    PLACE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A part of a command that panicked.
#[derive(Debug, thiserror::Error)]
#[error("the index is damaged, or this is a bug: {reason} ({place})")]
pub(super) struct Panicked {
    reason: String,
    place: String,
}

/// Runs a whole command. Panics print nothing.
pub(super) fn quiet<T>(command: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    panic::set_hook(Box::new(|info| {
        if let Some(location) = info.location() {
            *place() = format!("{}:{}", location.file(), location.line());
        }
    }));
    let result = contained(command);
    drop(panic::take_hook());
    result
}

/// Runs a part of a command whose panic must not end the rest.
pub(crate) fn contained<T>(part: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    panic::catch_unwind(AssertUnwindSafe(part)).unwrap_or_else(|payload| {
        let panicked = Panicked {
            reason: reason(payload.as_ref()).to_owned(),
            place: place().clone(),
        };
        Err(panicked.into())
    })
}

/// The message of a panic.
fn reason(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("no reason given")
}
