//! Why a server cannot start or go on.

use std::io;
use std::net::SocketAddr;

/// Why a server cannot start or go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// It cannot listen where it should.
    #[error("cannot listen at {address}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The socket that the system's manager passed cannot be used.
    #[error("cannot use the socket that was passed")]
    Passed(#[source] io::Error),
    /// Threads or signals cannot be set up.
    #[error("cannot set up {what}")]
    Setup {
        /// What.
        what: &'static str,
        /// Why.
        source: io::Error,
    },
    /// The system gives no random numbers for the key of cookies.
    #[error("the system gives no random numbers")]
    Random,
    /// The assistant does not speak the protocol; a sentence why.
    #[error("the assistant on standard input does not speak the Model Context Protocol: {0}")]
    Protocol(String),
    /// The archives cannot be found; a sentence why.
    #[error("{0}")]
    Load(String),
}

impl ServeError {
    /// The error of setting something up.
    pub(super) fn setup(what: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Setup { what, source }
    }
}
