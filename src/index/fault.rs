//! Points at which a test may have a run die: debug builds only, a release build has nothing of it.
//!
//! `DATELINE_FAULT=name` aborts the process at the point of that name, as a crash would; `name:3` when it comes there
//! for the third time. Tests kill a run at every point of [`POINTS`] and hold what the next run makes against a run
//! that was never killed.

/// Every point, in the order in which a run comes to them.
#[cfg(debug_assertions)]
pub const POINTS: [&str; 18] = [
    "lock",
    "walk",
    "draft",
    "read",
    "add",
    "commit",
    "watch",
    "catalog",
    "manifest",
    "sync",
    "rename",
    "current-written",
    "current",
    "alerts-outbox",
    "alerts-journal",
    "alerts-state",
    "prune",
    "alerts-told",
];

#[cfg(debug_assertions)]
pub(super) fn point(name: &str) {
    use std::sync::atomic::{AtomicU32, Ordering};
    static PASSED: AtomicU32 = AtomicU32::new(0);
    let Ok(fault) = std::env::var("DATELINE_FAULT") else {
        return;
    };
    let (at, times) = match fault.split_once(':') {
        Some((at, times)) => (at, times.parse().unwrap_or(1)),
        None => (fault.as_str(), 1),
    };
    if at == name && PASSED.fetch_add(1, Ordering::SeqCst) + 1 == times {
        std::process::abort();
    }
}

#[cfg(not(debug_assertions))]
pub(super) fn point(_: &str) {}
