//! The XML formats of news agencies.

pub(super) mod newsml1;
pub(super) mod newsml_g2;
pub(super) mod nitf;
mod rights;
