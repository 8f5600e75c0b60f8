//! x
pub mod article;
pub mod analysis;
