//! Readers of other tagged markup: the Reuters collection, and XML of unknown vocabularies.

pub(in crate::formats) mod other_xml;
pub(in crate::formats) mod reuters_sgml;
