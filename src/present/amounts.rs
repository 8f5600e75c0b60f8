//! Counts and durations as people read them.
//!
//! Digits of counts are grouped.

use crate::article::grouped;
use std::time::Duration;

/// `1 article`, `2 articles`.
#[must_use]
pub fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count))
}

/// Counts with what they count, those that are not 0: `3 added, 1 moved`; `none` if all are 0.
pub(super) fn tally<'a>(counts: impl IntoIterator<Item = (u64, &'a str)>, none: &str) -> String {
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<_> = counts
        .map(|(count, what)| format!("{} {what}", grouped(count)))
        .collect();
    if counts.is_empty() {
        none.to_owned()
    } else {
        counts.join(", ")
    }
}

/// A duration: `0.04 s`, `3.2 s`, `95 s`.
#[must_use]
pub fn seconds(took: Duration) -> String {
    let seconds = took.as_secs_f64();
    match seconds {
        0.0..1.0 => format!("{seconds:.2} s"),
        1.0..60.0 => format!("{seconds:.1} s"),
        _ => format!("{seconds:.0} s"),
    }
}
