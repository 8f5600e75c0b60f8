//! The time that a search may take, and the error of one that takes longer.
//!
//! Loops over articles, words and blocks of postings call [`Deadline::check`]. The engine has no way
//! to be stopped from outside, so nothing else ends a search.

use std::io;
use std::time::{Duration, Instant};

/// When a search has to end. The default is never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deadline(Option<(Instant, Duration)>);

/// A search took longer than it may. Within an [`io::Error`], as the engine hands it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the search took longer than {limit:?}")]
pub struct TimedOut {
    /// The time that it may take.
    pub limit: Duration,
}

impl Deadline {
    /// The end of a search that starts now and may take this time.
    #[must_use]
    pub fn after(limit: Duration) -> Self {
        // A time that the clock cannot count is as good as none.
        let end = Instant::now().checked_add(limit);
        Self(end.map(|end| (end, limit)))
    }

    /// Whether there is one.
    pub(in crate::query) fn is_set(self) -> bool {
        self.0.is_some()
    }

    /// Nothing while there is time left.
    ///
    /// # Errors
    /// [`TimedOut`] when it has passed.
    pub(in crate::query) fn check(self) -> io::Result<()> {
        let Some((end, limit)) = self.0 else {
            return Ok(());
        };
        if Instant::now() < end {
            return Ok(());
        }
        Err(io::Error::other(TimedOut { limit }))
    }
}

impl TimedOut {
    /// The one within an error of the engine.
    pub(in crate::query) fn within(error: &tantivy::TantivyError) -> Option<Self> {
        let tantivy::TantivyError::IoError(error) = error else {
            return None;
        };
        error.get_ref()?.downcast_ref().copied()
    }
}
