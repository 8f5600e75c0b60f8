//! Errors that the user can repair.

/// What was asked for is not possible, and what to do instead.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Misuse {
    message: String,
    /// What to do, with a command to copy if there is one.
    pub(crate) hint: String,
}

impl Misuse {
    /// The error with that message and hint.
    pub(crate) fn error(message: impl Into<String>, hint: impl Into<String>) -> anyhow::Error {
        Self {
            message: message.into(),
            hint: hint.into(),
        }
        .into()
    }
}
