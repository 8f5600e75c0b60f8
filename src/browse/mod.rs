//! The reading room in the terminal: what it shows, what a key does, and how it is drawn.
//!
//! [`State`] is everything that is on the screen. [`State::key`] and the other methods of `update`
//! change it and return [`Effect`]s: what the caller shall do, such as a search. The caller hands
//! back [`Answer`]s. [`draw`] puts the state on a screen of ratatui. So tests feed keys and answers
//! to a state, and draw it without a terminal.
//!
//! This room searches nothing, opens no file and prints nothing. It knows what `query` finds, but
//! no index.

mod draw;
mod hit;
mod keys;
mod line;
mod narrowing;
mod requests;
mod state;
#[cfg(test)]
mod tests;
mod update;

pub use draw::draw;
pub use draw::theme::Theme;
pub use hit::Hit;
pub use keys::{KeyHelp, Place, key_help};
pub use narrowing::Narrowing;
pub use requests::{Answer, Copied, Effect, FacetCounts, Listed, MarkChange, Wanted};
pub use state::{Invocation, State};
