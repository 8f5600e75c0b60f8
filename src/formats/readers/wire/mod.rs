//! Readers of the XML formats of news agencies.

pub(in crate::formats) mod newsml1;
pub(in crate::formats) mod newsml_g2;
pub(in crate::formats) mod nitf;
