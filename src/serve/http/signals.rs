//! Signals of the system: end, and read the configuration again.
//!
//! On systems without signals only Ctrl-C ends a server, and nothing makes it read its configuration.

use crate::serve::error::ServeError;

/// What the system asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Signal {
    /// To end, after the requests in progress.
    End,
    /// To read the configuration again.
    Reload,
}

/// The signals of this process.
#[cfg(unix)]
pub(in crate::serve) struct Signals {
    term: tokio::signal::unix::Signal,
    int: tokio::signal::unix::Signal,
    hup: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    /// Takes them over. Call it in the runtime.
    pub(in crate::serve) fn new() -> Result<Self, ServeError> {
        use tokio::signal::unix::{SignalKind, signal};
        let taken = |kind| signal(kind).map_err(ServeError::setup("signals"));
        Ok(Self {
            term: taken(SignalKind::terminate())?,
            int: taken(SignalKind::interrupt())?,
            hup: taken(SignalKind::hangup())?,
        })
    }

    /// The next one.
    pub(in crate::serve) async fn next(&mut self) -> Signal {
        tokio::select! {
            _ = self.term.recv() => Signal::End,
            _ = self.int.recv() => Signal::End,
            _ = self.hup.recv() => Signal::Reload,
        }
    }
}

/// The signals of this process.
#[cfg(not(unix))]
pub(in crate::serve) struct Signals;

#[cfg(not(unix))]
impl Signals {
    /// Takes them over.
    pub(in crate::serve) fn new() -> Result<Self, ServeError> {
        Ok(Self)
    }

    /// The next one.
    pub(in crate::serve) async fn next(&mut self) -> Signal {
        let _ = tokio::signal::ctrl_c().await;
        Signal::End
    }
}
