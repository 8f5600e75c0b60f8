//! Requests and answers: connections with limits, the pool of searches, errors, log and numbers.
//!
//! What is answered is not known here: `api` and `pages` give a [`reply::Reply`] for an
//! [`app::Call`].

pub(super) mod app;
pub(super) mod connections;
pub(super) mod guard;
pub(super) mod health;
pub(super) mod log;
pub(super) mod metrics;
pub(super) mod pool;
pub(super) mod problem;
pub(super) mod reply;
