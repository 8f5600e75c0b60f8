//! Waits until files of archives change, by what the system tells of them.
//!
//! Systems tell nothing of files that other machines change on a network file system, of folders
//! behind a limit of the system, or of a folder that was not there. So the wait ends after a while
//! in any case. What a job writes to its own index is no change.

use crate::article::Folders;
use crate::cli::archives::Archive;
use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long nothing has to change after a change: files are written in many steps, and often many
/// at once.
const QUIET: Duration = Duration::from_secs(1);

/// The most that is waited for that.
const MOST_BUSY: Duration = Duration::from_secs(10);

/// What the system tells of the files of archives.
pub(super) struct Changes {
    /// They tell until they are dropped.
    watchers: Vec<RecommendedWatcher>,
    told: Receiver<()>,
    /// Why it does not tell of all of them.
    pub(super) missing: Option<String>,
}

impl Changes {
    /// Begins to listen.
    pub(super) fn of(archives: &[Archive]) -> Self {
        let (sender, told) = channel();
        let mut changes = Self {
            watchers: Vec::new(),
            told,
            missing: None,
        };
        for archive in archives {
            let index = archive.store.path();
            let index = index.canonicalize().unwrap_or_else(|_| index.to_owned());
            let sender = sender.clone();
            let tell = move |event: notify::Result<Event>| {
                if event.map_or(true, |event| is_change(&event, &index)) {
                    // If nothing receives any more, nobody waits.
                    let _ = sender.send(());
                }
            };
            let config = Config::default().with_follow_symlinks(archive.settings.reading.follow);
            let folders = archive.folders.iter().flat_map(Folders::iter);
            match RecommendedWatcher::new(tell, config) {
                Ok(mut watcher) => {
                    for folder in folders {
                        changes.listen(&mut watcher, &folder.path);
                    }
                    changes.watchers.push(watcher);
                }
                Err(error) => changes.misses(&error),
            }
        }
        changes
    }

    fn listen(&mut self, watcher: &mut RecommendedWatcher, folder: &Path) {
        if let Err(error) = watcher.watch(folder, RecursiveMode::Recursive) {
            self.misses(&error);
        }
    }

    fn misses(&mut self, error: &notify::Error) {
        self.missing.get_or_insert_with(|| error.to_string());
    }

    /// Waits for a change, and then until nothing changes for a moment; `most` at the longest.
    pub(super) fn wait(&self, most: Duration) {
        if self.told.recv_timeout(most) == Err(RecvTimeoutError::Timeout) {
            return;
        }
        let busy = Instant::now();
        while busy.elapsed() < MOST_BUSY && self.told.recv_timeout(QUIET).is_ok() {}
    }
}

/// Whether something may have changed for a job: files that are read, and the index itself, do not
/// count.
fn is_change(event: &Event, index: &Path) -> bool {
    let is_read = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    };
    let is_own = |path: &PathBuf| path.starts_with(index);
    !is_read && (event.paths.is_empty() || !event.paths.iter().all(is_own))
}
