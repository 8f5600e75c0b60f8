//! The time that a search may take, and the error of one that takes longer.
//!
//! Loops over articles, words and blocks of postings call [`Deadline::check`]. The engine has no way
//! to be stopped from outside, so nothing else ends a search.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// When a search has to end. The default is never.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deadline {
    end: Option<(Instant, Duration)>,
    /// The number of the search that is wanted now, and that of this one.
    wanted: Option<(&'static AtomicU64, u64)>,
}

/// Two are equal if they end at the same time, or with the same number of the same counter.
impl PartialEq for Deadline {
    fn eq(&self, other: &Self) -> bool {
        let counter = |own: &Self| {
            own.wanted
                .map(|(at, number)| (std::ptr::from_ref(at), number))
        };
        self.end == other.end && counter(self) == counter(other)
    }
}

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
        Self {
            end: end.map(|end| (end, limit)),
            wanted: None,
        }
    }

    /// The end of a search that nobody wants any more as soon as `wanted` has another number.
    #[must_use]
    pub fn while_wanted(wanted: &'static AtomicU64, number: u64) -> Self {
        Self {
            end: None,
            wanted: Some((wanted, number)),
        }
    }

    /// Whether there is one.
    pub(in crate::query) fn is_set(self) -> bool {
        self.end.is_some() || self.wanted.is_some()
    }

    /// Nothing while there is time left.
    ///
    /// # Errors
    /// [`TimedOut`] when it has passed.
    pub(in crate::query) fn check(self) -> io::Result<()> {
        if let Some((wanted, number)) = self.wanted
            && wanted.load(Ordering::Relaxed) != number
        {
            let limit = Duration::ZERO;
            return Err(io::Error::other(TimedOut { limit }));
        }
        let Some((end, limit)) = self.end else {
            return Ok(());
        };
        if Instant::now() < end {
            return Ok(());
        }
        Err(io::Error::other(TimedOut { limit }))
    }
}

/// Checks a deadline in a loop of short steps: at the first step, and then at some. The clock takes
/// longer than such a step.
#[derive(Debug)]
pub(in crate::query) struct Paced {
    deadline: Deadline,
    steps: u32,
}

impl Paced {
    /// The number of steps from one check to the next.
    const EVERY: u32 = 32;

    /// For a loop that begins now.
    pub(in crate::query) fn new(deadline: Deadline) -> Self {
        Self { deadline, steps: 0 }
    }

    /// Counts a step.
    ///
    /// # Errors
    /// As [`Deadline::check`].
    pub(in crate::query) fn step(&mut self) -> io::Result<()> {
        let is_due = self.steps.is_multiple_of(Self::EVERY);
        self.steps = self.steps.wrapping_add(1);
        if is_due {
            self.deadline.check()
        } else {
            Ok(())
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loop_of_short_steps_ends_soon_after_the_deadline() {
        static WANTED: AtomicU64 = AtomicU64::new(1);
        let mut paced = Paced::new(Deadline::while_wanted(&WANTED, 1));
        assert!((0..100).all(|_| paced.step().is_ok()));
        WANTED.store(2, Ordering::Relaxed);
        let left = (0..Paced::EVERY).find(|_| paced.step().is_err());
        assert!(left.is_some());
        assert!(
            Paced::new(Deadline::while_wanted(&WANTED, 1))
                .step()
                .is_err()
        );
    }

    #[test]
    fn a_search_ends_when_another_one_is_wanted() {
        static WANTED: AtomicU64 = AtomicU64::new(7);
        let deadline = Deadline::while_wanted(&WANTED, 7);
        assert!(deadline.is_set() && deadline.check().is_ok());
        WANTED.store(8, Ordering::Relaxed);
        assert!(deadline.check().is_err());
        assert_ne!(deadline, Deadline::while_wanted(&WANTED, 8));
        assert_ne!(deadline, Deadline::default());
    }
}
