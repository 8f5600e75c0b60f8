//! Web pages: saved ones, and archives of them.

pub(in crate::formats) mod html;
pub(in crate::formats) mod warc;
