//! Answers for people: pages that work without scripts, and better with a little of one.
//!
//! Templates are filled with texts and escape all of them; what may not be shown (control
//! characters, overrides of direction) is taken out before, by [`text::safe`]. Nothing is loaded from
//! elsewhere.

mod address;
mod article;
mod assets;
mod feed;
mod frame;
mod login;
mod routes;
mod saved;
mod search;
mod status;
mod text;

pub(super) use frame::explain;
pub(super) use routes::routes;
