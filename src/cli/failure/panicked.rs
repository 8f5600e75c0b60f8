//! Panics as errors. The engine panics on some damaged bytes.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};

/// A part of a command that panicked.
#[derive(Debug, thiserror::Error)]
#[error("the index is damaged, or this is a bug: {0}")]
pub(super) struct Panicked(String);

/// Runs a part of a command whose panic must not end the rest.
pub(crate) fn contained<T>(part: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    panic::catch_unwind(AssertUnwindSafe(part))
        .unwrap_or_else(|payload| Err(Panicked(reason(payload.as_ref()).to_owned()).into()))
}

/// The message of a panic.
pub(super) fn reason(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("no reason given")
}
