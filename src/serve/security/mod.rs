//! Who may ask, by which names, and what browsers are told about answers.
//!
//! Everything here looks at headers and gives a verdict; `http` carries it out.

pub(super) mod headers;
pub(super) mod hosts;
pub(super) mod session;
pub(super) mod tokens;
