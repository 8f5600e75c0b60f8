//! Signals: only Ctrl-C ends a server, and nothing makes it read its configuration.

use crate::platform::Signal;
use std::io;

/// The signals of a server.
pub(crate) struct ServerSignals;

impl ServerSignals {
    /// Takes them over.
    #[expect(clippy::unnecessary_wraps, reason = "Unix may refuse")]
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self)
    }

    /// The next one.
    pub(crate) async fn next(&mut self) -> Signal {
        let _ = tokio::signal::ctrl_c().await;
        Signal::End
    }
}

/// Ctrl-C is a key of the view, and nothing else ends it.
pub(crate) struct ViewSignals;

impl ViewSignals {
    /// Notices nothing.
    #[expect(clippy::unnecessary_wraps, reason = "Unix may refuse")]
    pub(crate) fn new(_give_back: fn()) -> io::Result<Self> {
        Ok(Self)
    }

    /// None came.
    #[expect(clippy::unused_self, reason = "Unix has a state")]
    pub(crate) fn came(&self) -> Option<i32> {
        None
    }

    /// There is nothing to repeat.
    #[expect(clippy::unused_self, reason = "Unix has a state")]
    pub(crate) fn repeat(&self) {}
}
