//! Waiting for the right to write: first come, first served.
//!
//! An OS lock wakes those who wait for it in no order that all systems share, and an attempt now and
//! then lets those win who came last. So each process that waits has a ticket: a file with a number
//! in its name, which it keeps locked. It is the turn of the lowest ticket whose process still
//! lives; a ticket that nobody locks was left by a process that was killed. A process that does not
//! wait has no ticket, and may be faster.

use crate::index::place::Place;
use std::fs::{File, TryLockError};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::time::{Duration, Instant};

/// How the names of tickets start.
const TICKET: &str = "wait.";

/// The shortest and the longest pause between two looks. They are random, so that processes that
/// started together do not look at the same moments.
const PAUSE: (u64, u64) = (20, 80);

/// Locks a file within a time. Returns whether it did. `waits` is called before the first pause.
///
/// # Errors
/// If the system cannot lock files, or refuses to create a ticket.
pub(super) fn take(
    file: &File,
    folder: &Place,
    wait: Duration,
    waits: &dyn Fn(),
) -> io::Result<bool> {
    if wait.is_zero() {
        return try_lock(file);
    }
    // A wait that is too long to be counted has no end.
    let end = Instant::now().checked_add(wait);
    let ticket = Ticket::draw(folder)?;
    let mut is_first = true;
    loop {
        if ticket.is_next()? && try_lock(file)? {
            return Ok(true);
        }
        let left = end.map_or(Duration::MAX, |end| {
            end.saturating_duration_since(Instant::now())
        });
        if left.is_zero() {
            return Ok(false);
        }
        if std::mem::take(&mut is_first) {
            waits();
        }
        let pause = PAUSE.0 + random() % (PAUSE.1 - PAUSE.0);
        std::thread::sleep(Duration::from_millis(pause).min(left));
    }
}

/// Removes the tickets of processes that were killed.
pub(super) fn remove_left(folder: &Place) -> io::Result<()> {
    for (_, name) in numbers(folder)? {
        let _ = is_waiting(&folder.join(&name))?;
    }
    Ok(())
}

/// Locks a file if nobody else has locked it.
pub(super) fn try_lock(file: &File) -> io::Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// The place of a process among those who wait.
struct Ticket {
    folder: Place,
    name: String,
    /// Locked while the process waits.
    _file: File,
}

impl Ticket {
    fn draw(folder: &Place) -> io::Result<Self> {
        loop {
            let last = numbers(folder)?.into_iter().map(|(number, _)| number).max();
            let number = last.map_or(1, |number| number.saturating_add(1));
            // Two processes may draw the same number. The random part tells them apart.
            let name = format!("{TICKET}{number:010}.{:016x}", random());
            let file = folder.join(&name).create()?;
            let is_locked = try_lock(&file)?;
            // Another process may have taken it for one that was left, before it was locked.
            if is_locked && folder.join(&name).is_file() {
                return Ok(Self {
                    folder: folder.clone(),
                    name,
                    _file: file,
                });
            }
        }
    }

    /// Whether nobody who came before still waits.
    fn is_next(&self) -> io::Result<bool> {
        let mut others = numbers(&self.folder)?;
        others.sort();
        for (_, name) in others {
            if name == self.name {
                return Ok(true);
            }
            if is_waiting(&self.folder.join(&name))? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let _ = self.folder.join(&self.name).remove_file();
    }
}

/// Whether the process of a ticket still waits. A ticket of a process that was killed is removed.
fn is_waiting(ticket: &Place) -> io::Result<bool> {
    // What cannot be opened is gone, or no ticket: a link, a folder, a file of another user.
    let Ok(file) = ticket.open() else {
        return Ok(false);
    };
    let is_left = try_lock(&file)?;
    if is_left {
        let _ = ticket.remove_file();
    }
    Ok(!is_left)
}

/// The numbers and names of all tickets.
fn numbers(folder: &Place) -> io::Result<Vec<(u64, String)>> {
    let entries = folder.list()?.into_iter();
    Ok(entries
        .filter_map(|entry| {
            let rest = entry.name.strip_prefix(TICKET)?;
            let number = rest.split('.').next()?.parse().ok()?;
            Some((number, entry.name))
        })
        .collect())
}

fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}
