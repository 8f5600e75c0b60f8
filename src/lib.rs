//! x
pub mod analysis;
pub mod article;
pub mod discover;
pub mod schema;
