//! From the parameters of an address to a search, and to what it finds.
//!
//! Parameters have the names of the options of the command line, and answers are the records that
//! `present` shows. Nothing here knows HTTP.

pub(super) mod answers;
pub(super) mod article;
pub(super) mod fault;
mod named;
pub(super) mod parameter;
pub(super) mod params;
pub(super) mod question;
pub(super) mod values;
