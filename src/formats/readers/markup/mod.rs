//! Other tagged markup: collections of `<DOC>` elements, the Reuters collection, dumps of wikis, news
//! sitemaps, and XML of no known vocabulary.

mod journal;
pub(super) mod mediawiki;
pub(super) mod other_xml;
pub(super) mod reuters_sgml;
pub(super) mod sitemap;
pub(super) mod trec;
