//! The public interface for other programs: open, index, search, show, parse.
//!
//! It stands on all other rooms and gives opaque records of its own, so that those may change. What
//! is in here fits on a screen and keeps its meaning within a major version; docs/versions.md says
//! more. Nothing here prints.

mod archive;
mod article;
mod articles;
mod error;
mod parse;
mod report;
mod search;

pub use archive::Archive;
pub use article::Article;
pub use articles::Articles;
pub use error::Error;
pub use parse::parse;
pub use report::Report;
pub use search::{Hit, Page, Search};
