//! The archives for others: browsers, programs and assistants (`dateline serve`, `dateline mcp`).
//!
//! This room answers requests from generations that are open, and prints nothing: what
//! happens goes to a [`Log`]. It knows no command line and does not look for archives; a [`Load`]
//! says which there are, again whenever the configuration changes. Its folders, from the ground up:
//!
//! - `archives`: generations that are open, switched to new ones while requests run.
//! - `ask`: parameters of an address to a search, and the search to an answer.
//! - `security`: who may ask, by which name, and what browsers are told.
//! - `http`: connections with limits, the pool of searches, errors, numbers.
//! - `api`: answers for programs, in the JSON of the command line; its OpenAPI document.
//! - `pages`: answers for people.
//! - `assistants`: answers for assistants, over two streams instead of HTTP.
//!
//! `local` answers callers in the same process, such as the room `library`.

mod api;
mod archives;
mod ask;
mod assistants;
mod error;
mod http;
mod keeping;
mod local;
mod pages;
mod run;
mod security;
mod settings;

pub use archives::event::Event;
pub use archives::opening::OpenError;
pub use archives::source::{ArchiveSource, Load, NamedQuery, Sources};
pub use ask::fault::Fault;
pub use assistants::run as run_for_assistant;
pub use error::ServeError;
pub use http::log::{Asked, Log};
pub use local::{Desk, Pairs};
pub use run::run;
pub use security::tokens::{Tokens, TokensError};
pub use settings::{Access, Limits, Settings};
