//! What a server tells about itself: a record for each request, and events.
//!
//! Whoever starts the server writes them down.

use crate::serve::archives::event::Event;
use std::net::IpAddr;
use std::time::Duration;

/// A request that was answered.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The client's address; that of a proxy if there is one. `None` for a socket without one.
    pub client: Option<IpAddr>,
    /// The method.
    pub method: String,
    /// The path, as it was sent. It has no query.
    pub path: String,
    /// What is after `?`.
    pub query: String,
    /// The code of the answer.
    pub status: u16,
    /// The time until the answer began.
    pub took: Duration,
}

/// Writes down what a server does.
pub trait Log: Send + Sync {
    /// A request was answered.
    fn asked(&self, asked: &Asked);
    /// Something happened.
    fn event(&self, event: &Event);
}
