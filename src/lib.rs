//! x
pub mod analysis;
pub mod article;
pub mod schema;
