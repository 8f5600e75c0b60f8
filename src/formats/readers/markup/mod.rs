//! Other tagged markup: the Reuters collection, and XML of no known vocabulary.

pub(in crate::formats) mod other_xml;
pub(in crate::formats) mod reuters_sgml;
