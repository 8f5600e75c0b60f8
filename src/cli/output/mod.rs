//! Standard output and standard error.

pub(in crate::cli) mod progress;
pub(in crate::cli) mod stream;
