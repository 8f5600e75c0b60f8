//! Scratch.
use std::borrow::Cow;
/// Scratch.
#[must_use]
pub fn for_terminal(text: &str) -> Cow<'_, str> { Cow::Borrowed(text) }
