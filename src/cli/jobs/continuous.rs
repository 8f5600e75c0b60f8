//! Job after job, until somebody ends the program: `reindex --continuous` and `reindex --every`.
//!
//! It decides when the next round of jobs starts, and nothing else: a round is what one `reindex`
//! does. Whatever fails in a round, the next one follows. Folders are watched from before a round
//! starts, so a change during it is not missed.

use crate::article::Folders;
use crate::cli::archives::Archive;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use crate::present::for_terminal;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// A round starts when nothing has changed for this long, so that a file is written to its end.
const QUIET: Duration = Duration::from_secs(2);

/// A round starts at the latest this long after the first change.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// The folders are looked at again after this long, whatever the system tells: it may lose events,
/// and tells of none that another machine causes.
const LOOK_AGAIN: Duration = Duration::from_mins(10);

/// The same after a round that failed, or where the system cannot watch a folder.
const TRY_AGAIN: Duration = Duration::from_mins(1);

/// When rounds start.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// Whether a round starts when files change.
    pub(crate) on_changes: bool,
    /// The longest time from the start of a round to the start of the next one.
    pub(crate) every: Option<Duration>,
}

/// Carries out rounds for ever. `written` is a file that each round writes.
pub(crate) fn repeat(
    archives: &[Archive],
    pace: Pace,
    written: Option<&Path>,
    mut round: impl FnMut() -> ExitStatus,
) -> ! {
    let mut said = None;
    loop {
        let started = Instant::now();
        let watched = pace.on_changes.then(|| Watched::start(archives, written));
        let status = round();
        let failure = watched.as_ref().and_then(|own| own.failure.clone());
        if let Some(failure) = failure.as_ref().filter(|own| said.as_ref() != Some(*own)) {
            let after = TRY_AGAIN.as_secs();
            let text = format!("{failure}; it is looked at every {after} s instead");
            stream::say("note", &for_terminal(&text));
        }
        said = failure;
        let has_failed = !matches!(status, ExitStatus::Success | ExitStatus::Problems);
        let usual = if has_failed || said.is_some() {
            TRY_AGAIN
        } else {
            LOOK_AGAIN
        };
        let most = pace.every.unwrap_or(usual);
        match watched {
            Some(watched) => watched.wait(started, most),
            None => thread::sleep(most.saturating_sub(started.elapsed())),
        }
    }
}

/// Folders that are watched.
struct Watched {
    /// Kept, because it watches as long as it lives.
    _watcher: Option<RecommendedWatcher>,
    events: Receiver<notify::Result<Event>>,
    /// What changes without being an article.
    ignored: Vec<PathBuf>,
    /// Why a folder is not watched.
    failure: Option<String>,
}

impl Watched {
    fn start(archives: &[Archive], written: Option<&Path>) -> Self {
        let (sender, events) = channel();
        let indexes = archives.iter().map(|archive| archive.store.path());
        let mut own = Self {
            _watcher: None,
            events,
            ignored: indexes.chain(written).map(real).collect(),
            failure: None,
        };
        let mut watcher = match notify::recommended_watcher(sender) {
            Ok(watcher) => watcher,
            Err(error) => {
                own.failure = Some(format!("cannot watch files: {error}"));
                return own;
            }
        };
        let folders = archives
            .iter()
            .filter_map(|archive| archive.folders.as_ref());
        for folder in folders.flat_map(Folders::iter) {
            if let Err(error) = watcher.watch(&real(&folder.path), RecursiveMode::Recursive) {
                let path = folder.path.display();
                own.failure = Some(format!("cannot watch {path}: {}", cause(&error)));
            }
        }
        own._watcher = Some(watcher);
        own
    }

    /// Waits for a change, and then until there is none for a while; at most until `most` after the
    /// start.
    fn wait(&self, started: Instant, most: Duration) {
        let mut first: Option<Instant> = None;
        loop {
            let rest = most.saturating_sub(started.elapsed());
            let rest = match first {
                None => rest,
                Some(first) => QUIET.min(LONGEST_DELAY.saturating_sub(first.elapsed())),
            };
            match self.events.recv_timeout(rest) {
                Ok(event) => {
                    if first.is_none() && self.is_change(&event) {
                        first = Some(Instant::now());
                    }
                }
                Err(RecvTimeoutError::Timeout) => return,
                Err(RecvTimeoutError::Disconnected) => return thread::sleep(rest),
            }
        }
    }

    /// Whether files changed that are no part of an index. An error means that events were lost.
    fn is_change(&self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else {
            return true;
        };
        let is_change = !matches!(event.kind, EventKind::Access(_));
        let is_ignored = |path: &PathBuf| self.ignored.iter().any(|own| path.starts_with(own));
        is_change && (event.paths.is_empty() || !event.paths.iter().all(is_ignored))
    }
}

/// A path without links, as events have it.
fn real(path: &Path) -> PathBuf {
    path.canonicalize()
        .or_else(|_| {
            // Its folder is there already.
            let (folder, name) = (path.parent(), path.file_name());
            let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new(".")).canonicalize()?;
            Ok::<_, std::io::Error>(folder.join(name.unwrap_or_default()))
        })
        .unwrap_or_else(|_| path.to_owned())
}

/// Why a folder cannot be watched, without its path.
fn cause(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::Io(error) => error.to_string(),
        notify::ErrorKind::PathNotFound => "it is not there".to_owned(),
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches no more files; raise fs.inotify.max_user_watches".to_owned()
        }
        _ => error.to_string(),
    }
}
