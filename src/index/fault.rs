//! Points at which a test can kill a job, or hold it. Debug builds only; a release build has no
//! trace of them.
//!
//! `DATELINE_FAULT=name` aborts the process at the point with this name, as a crash would; `name:3`
//! aborts when the point is reached for the third time. Tests kill a job at every point of
//! [`POINTS`]. The index after the next job must be the same as if nothing had been killed.
//!
//! `DATELINE_HOLD=name` holds the process when it reaches the point for the first time, so that a
//! test can change files at this moment. The process creates the file `DATELINE_HOLD_FILE` and
//! continues when it is removed.

/// Every point, in the order in which a job reaches them.
#[cfg(debug_assertions)]
pub const POINTS: [&str; 23] = [
    "lock",
    "walk",
    "draft",
    "open",
    "opened",
    "first-bytes",
    "read",
    "add",
    "commit",
    "records",
    "watch",
    "families",
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

/// The points at which a job has a file open, in this order. A small file has only the first three.
#[cfg(debug_assertions)]
pub const READING_POINTS: [&str; 5] = ["open", "opened", "first-bytes", "hashed", "streamed"];

/// Aborts or holds the process if a test asked for it.
#[cfg(debug_assertions)]
pub(super) fn point(name: &str) {
    abort_at(name);
    hold_at(name);
}

#[cfg(debug_assertions)]
fn abort_at(name: &str) {
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

#[cfg(debug_assertions)]
fn hold_at(name: &str) {
    use std::sync::atomic::{AtomicBool, Ordering};
    static HELD: AtomicBool = AtomicBool::new(false);
    if std::env::var("DATELINE_HOLD").is_ok_and(|at| at == name)
        && let Some(file) = std::env::var_os("DATELINE_HOLD_FILE")
        && !HELD.swap(true, Ordering::SeqCst)
        && std::fs::write(&file, name).is_ok()
    {
        while std::fs::exists(&file).unwrap_or(false) {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
    }
}

#[cfg(not(debug_assertions))]
pub(super) fn point(_: &str) {}
