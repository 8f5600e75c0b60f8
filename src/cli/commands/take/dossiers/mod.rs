//! Dossiers of marked articles: marking, unmarking, listing and merging.
//!
//! `searching::dossiers` knows the file and finds the articles; `present` writes the lists.

mod chosen;
pub(in crate::cli::commands) mod mark;
pub(in crate::cli::commands) mod marks;
pub(in crate::cli::commands) mod unmark;
