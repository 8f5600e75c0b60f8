//! Signals: those of a server, and those that end a view of the terminal.
//!
//! A server waits for them; a view looks whether one came.

use crate::platform::Signal;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

/// The signals of a server.
pub(crate) struct ServerSignals {
    term: tokio::signal::unix::Signal,
    int: tokio::signal::unix::Signal,
    hup: tokio::signal::unix::Signal,
}

impl ServerSignals {
    /// Takes them over. Call it in the runtime.
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self {
            term: signal(SignalKind::terminate())?,
            int: signal(SignalKind::interrupt())?,
            hup: signal(SignalKind::hangup())?,
        })
    }

    /// The next one.
    pub(crate) async fn next(&mut self) -> Signal {
        tokio::select! {
            _ = self.term.recv() => Signal::End,
            _ = self.int.recv() => Signal::End,
            _ = self.hup.recv() => Signal::Reload,
        }
    }
}

/// How often it is looked whether a signal came.
const LOOK: Duration = Duration::from_millis(200);

/// How long the view has to end after a signal.
const PATIENCE: Duration = Duration::from_secs(2);

/// The signals that end a view of the terminal.
pub(crate) struct ViewSignals(Vec<(i32, Arc<AtomicBool>)>);

impl ViewSignals {
    /// Notices them from now on. If the view has not ended by itself some time after one came, the
    /// process is ended, after `give_back`: where the terminal is gone, the wait for the next key never
    /// ends (crossterm 0.29).
    pub(crate) fn new(give_back: fn()) -> io::Result<Self> {
        let noticed = [SIGINT, SIGTERM, SIGHUP].map(|signal| {
            let came = Arc::new(AtomicBool::new(false));
            signal_hook::flag::register(signal, Arc::clone(&came)).map(|_| (signal, came))
        });
        let signals = Self(noticed.into_iter().collect::<io::Result<_>>()?);
        let watched = Self(signals.0.clone());
        std::thread::spawn(move || {
            while watched.came().is_none() {
                std::thread::sleep(LOOK);
            }
            std::thread::sleep(PATIENCE);
            give_back();
            watched.repeat();
        });
        Ok(signals)
    }

    /// The one that came.
    pub(crate) fn came(&self) -> Option<i32> {
        let mut all = self.0.iter();
        let came = all.find(|(_, came)| came.load(Ordering::Relaxed));
        came.map(|(signal, _)| *signal)
    }

    /// Ends the process by the signal that came, as if it had not been noticed.
    pub(crate) fn repeat(&self) {
        if let Some(signal) = self.came() {
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    }
}
