//! Other tagged markup: collections of `<DOC>` elements, the Reuters collection, and XML of no
//! known vocabulary.

pub(super) mod other_xml;
pub(super) mod reuters_sgml;
pub(super) mod trec;
