//! Looks at archives on a cluster, which may take long: each look is on a thread of its own.
//!
//! A look asks which generation is current there, and opens it if it is not open yet. What it found
//! is taken when the keeper looks the next time.

use super::opening::{OpenError, opened};
use super::set::OpenArchive;
use super::source::ArchiveSource;
use crate::index::IndexError;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How often a cluster is asked.
const PERIOD: Duration = Duration::from_secs(2);

/// What a look found.
pub(super) enum Seen {
    /// What is open is current.
    Same,
    /// Another generation, open.
    New(Box<OpenArchive>),
    /// Another generation cannot be opened.
    NotOpened(OpenError),
    /// There is none, or the cluster does not answer.
    Unavailable(OpenError),
}

/// The looks at one archive.
#[derive(Default)]
pub(super) struct FarLook {
    begun: Option<Instant>,
    found: Option<Receiver<Seen>>,
}

impl FarLook {
    /// Begins to look, if it is time.
    pub(super) fn begin(&mut self, source: &ArchiveSource, open: Option<u64>) {
        let is_time = self.begun.is_none_or(|begun| begun.elapsed() >= PERIOD);
        if self.found.is_some() || !is_time {
            return;
        }
        self.begun = Some(Instant::now());
        let (told, found) = channel();
        let source = ArchiveSource {
            store: source.store.looked_up_again(),
            ..source.clone()
        };
        let look = move || {
            // Nobody waits for it after the configuration was read again.
            let _ = told.send(seen(&source, open));
        };
        // Without a thread it is tried again.
        let thread = thread::Builder::new()
            .name("cluster".to_owned())
            .spawn(look);
        self.found = thread.ok().map(|_| found);
    }

    /// What the look found; `None` if it goes on after waiting so long.
    pub(super) fn take(&mut self, wait: Duration) -> Option<Seen> {
        let found = self.found.as_ref()?;
        let seen = if wait.is_zero() {
            found.try_recv()
        } else {
            found.recv_timeout(wait).map_err(|error| match error {
                RecvTimeoutError::Timeout => TryRecvError::Empty,
                RecvTimeoutError::Disconnected => TryRecvError::Disconnected,
            })
        };
        match seen {
            Err(TryRecvError::Empty) => None,
            seen => {
                self.found = None;
                seen.ok()
            }
        }
    }
}

fn seen(source: &ArchiveSource, open: Option<u64>) -> Seen {
    let Some(elsewhere) = source.store.elsewhere() else {
        return Seen::Same;
    };
    match elsewhere.current_soon() {
        Err(error) => Seen::Unavailable(IndexError::from(error).into()),
        Ok(None) => Seen::Unavailable(IndexError::Missing(source.store.path().to_owned()).into()),
        Ok(current) if current == open => Seen::Same,
        Ok(_) => match opened(source) {
            Ok(new) => Seen::New(Box::new(new)),
            Err(error) => Seen::NotOpened(error),
        },
    }
}
