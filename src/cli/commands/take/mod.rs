//! Commands that take articles and queries along: into other programs, and to the next session.

pub(super) mod cite;
pub(super) mod copies;
pub(super) mod dossiers;
pub(super) mod export;
pub(super) mod saved;
pub(super) mod show;
