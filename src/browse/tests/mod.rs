//! The view without a terminal: keys and answers in, screens out. Bless the screens with
//! `INSTA_UPDATE=always cargo test --lib browse`.
//!
//! `stage` makes up the answers. `BROWSE_KEYS=long` feeds keys at random for ten minutes.

mod behaviour;
mod random;
mod screens;
mod stage;
