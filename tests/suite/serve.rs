//! `dateline serve`: the real program, asked over its socket.

mod alike;
mod life;
mod pages;
mod safety;
mod schema;
pub(crate) mod server;
