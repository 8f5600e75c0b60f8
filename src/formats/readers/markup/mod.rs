//! Readers of other tagged markup: the Reuters collection, and XML of unknown vocabularies.

pub(super) mod other_xml;
pub(super) mod reuters_sgml;
