//! Points at which a test can kill a job. Debug builds only; a release build has no trace of them.
//!
//! `DATELINE_FAULT=name` aborts the process at the point with this name, as a crash would; `name:3`
//! aborts when the point is reached for the third time. Tests kill a job at every point of
//! [`POINTS`]. The index after the next job must be the same as if nothing had been killed.

/// Every point, in the order in which a job reaches them.
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
    "alerts-delivered",
];

/// Aborts the process if a test asked for it.
#[cfg(debug_assertions)]
pub(super) fn point(name: &str) {
    use std::sync::atomic::{AtomicU32, Ordering};
    static REACHED: AtomicU32 = AtomicU32::new(0);
    let Ok(fault) = std::env::var("DATELINE_FAULT") else {
        return;
    };
    let (at, times) = match fault.split_once(':') {
        Some((at, times)) => (at, times.parse().unwrap_or(1)),
        None => (fault.as_str(), 1),
    };
    if at == name && REACHED.fetch_add(1, Ordering::SeqCst) + 1 == times {
        std::process::abort();
    }
}

#[cfg(not(debug_assertions))]
pub(super) fn point(_: &str) {}
