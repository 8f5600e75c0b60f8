//! Full-text search for news archives: index a folder of articles, and find the right one first.
//!
//! This library has all parts of the program `dateline`. Its modules, called rooms, import only
//! downward, and a test checks that:
//!
//! | room | turns | into |
//! |---|---|---|
//! | [`article`] | – | the records that all other rooms exchange |
//! | [`analysis`] | text | tokens |
//! | [`copies`] | articles | families of copies and versions |
//! | [`dossiers`] | marked articles | a file of the user's own |
//! | [`discover`] | a folder | source files |
//! | [`formats`] | bytes | articles and problems |
//! | [`schema`] | articles | Tantivy documents, and back |
//! | [`index`] | a folder | generations on disk |
//! | [`evaluation`] | topics, judgments and runs | measures |
//! | [`query`] | a query text | a page of hits |
//! | [`watch`] | new articles of a run | alerts |
//! | [`config`] | `dateline.toml` | archives and watches |
//! | `cluster` | articles and queries | requests to OpenSearch |
//! | [`present`] | pages and reports | text, JSON, CSV |
//! | [`browse`] | keys and answers | screens of a terminal |
//! | [`serve`] | requests | pages, and the same JSON |
//! | [`cli`] | arguments | an exit code |
//!
//! ARCHITECTURE.md describes the whole.

pub mod analysis;
pub mod article;
pub mod browse;
pub mod cli;
#[cfg(feature = "cluster")]
pub mod cluster;
pub mod config;
pub mod copies;
pub mod discover;
pub mod dossiers;
pub mod evaluation;
pub mod formats;
pub mod index;
pub mod present;
pub mod query;
pub mod schema;
pub mod serve;
pub mod watch;
