//! What a server is told when it starts. Nothing here changes while it runs.
//!
//! Limits that have no option are constants here, so that all of them can be read in one place.

use super::security::tokens::Tokens;
use std::net::SocketAddr;
use std::time::Duration;

/// How a server behaves.
#[derive(Debug)]
pub struct Settings {
    /// Where it listens, unless a socket was passed by the system's manager.
    pub listen: SocketAddr,
    /// The names by which it may be asked, next to `localhost` and addresses in numbers.
    pub hosts: Vec<String>,
    /// Who may ask.
    pub access: Access,
    /// The origins whose pages may use the API (`https://news.example`); `*` for any.
    pub cors: Vec<String>,
    /// What requests may cost.
    pub limits: Limits,
    /// What the pages are called.
    pub title: String,
}

/// Who may ask.
#[derive(Debug)]
pub enum Access {
    /// Everybody who reaches the server.
    Everybody,
    /// Who has one of these tokens or passwords.
    Holders(Tokens),
}

/// What requests may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The number of searches at once, at least 1.
    pub searches: usize,
    /// The number of requests that may wait for their turn; more are refused.
    pub waiting: usize,
    /// How long a request may wait and search.
    pub time: Duration,
    /// The number of connections at once; more wait outside.
    pub connections: usize,
    /// How long a client may take to send a request's header, to read an answer, or to be idle.
    pub patience: Duration,
}

impl Limits {
    /// The largest number of hits of an answer.
    pub(super) const HITS: usize = 100;
    /// The largest number of hits before a page.
    pub(super) const OFFSET: usize = 10_000;
    /// The longest query, in characters.
    pub(super) const QUERY: usize = 1_000;
    /// The largest number of values, words or periods in a list.
    pub(super) const LISTED: usize = 1_000;
    /// The longest address of a request, in bytes.
    pub(super) const ADDRESS: usize = 32 << 10;
    /// The longest header of a request, in bytes.
    pub(super) const HEADER: usize = 64 << 10;
    /// The number of lines of a header.
    pub(super) const HEADER_LINES: usize = 64;
    /// The longest body, in bytes: the form of the log-in.
    pub(super) const BODY: usize = 4 << 10;
    /// How long requests in progress may take when the server ends.
    pub(super) const FAREWELL: Duration = Duration::from_secs(30);
}

impl Default for Limits {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            searches: cores,
            waiting: 64,
            time: Duration::from_secs(10),
            connections: 1_000,
            patience: Duration::from_secs(15),
        }
    }
}
