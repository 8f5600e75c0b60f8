//! Web pages: saved ones, and archives of them.

pub(super) mod html;
pub(in crate::formats) mod saved;
pub(super) mod warc;
