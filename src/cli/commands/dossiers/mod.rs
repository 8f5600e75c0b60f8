//! Dossiers of marked articles: marking, unmarking, listing and merging.
//!
//! `searching::dossiers` knows the file and finds the articles; `present` writes the lists.

mod chosen;
pub(super) mod mark;
pub(super) mod marks;
pub(super) mod unmark;
