//! x
pub mod analysis;
pub mod article;
pub mod cli;
pub mod discover;
pub mod formats;
pub mod index;
pub mod present;
pub mod query;
pub mod schema;
