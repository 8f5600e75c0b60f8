//! Web pages: saved ones, and archives of them.

pub(super) mod html;
pub(super) mod warc;
