//! The one place that turns an error into a message, a hint and an exit code.

mod hint;
mod panicked;
mod report;

pub(crate) use hint::hint;
pub(super) use panicked::contained;
pub(crate) use report::{caught, message, say_error, status_of, usage};
