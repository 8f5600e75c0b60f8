//! Full-text search for news archives: index a folder of articles, and find the right one first.
//!
//! ```no_run
//! use dateline::{Archive, Search};
//!
//! // Makes the index of a folder, or refreshes it: only changed files are read.
//! let (archive, report) = Archive::index("articles")?;
//! println!("{} articles, {} of them new", report.articles(), report.written());
//!
//! // The best match first.
//! let page = archive.search(&Search::new("troops withdrawal").since("2021-01").limit(5))?;
//! for hit in &page.hits {
//!     let published = hit.article.published().unwrap_or_default();
//!     println!("{}. {} {published}", hit.rank, hit.article.headline());
//! }
//!
//! // The whole text of a hit.
//! if let Some(hit) = page.hits.first() {
//!     println!("{}", archive.show(hit.article.id())?.body());
//! }
//!
//! // Everything, in constant memory; and a file without an index.
//! for article in archive.articles(&Search::default())? {
//!     println!("{}", article?.to_json());
//! }
//! for article in dateline::parse("dump.jsonl.gz")? {
//!     println!("{}", article?.headline());
//! }
//! # Ok::<(), dateline::Error>(())
//! ```
//!
//! | to | call |
//! |---|---|
//! | make or refresh an index | [`Archive::index`], [`Archive::refresh`] |
//! | open one | [`Archive::open`], by the name in dateline.toml or by the folder |
//! | search | [`Archive::search`] with a [`Search`]; a [`Page`] has [`Hit`]s |
//! | read an article | [`Archive::show`] |
//! | take every article | [`Archive::articles`] |
//! | read a file | [`parse`] |
//! | know what went wrong | [`Error`]: a message, a hint, an exit code |
//!
//! Queries are those of the command line, described in docs/query.md of the repository, and so are
//! the formats that are read (docs/formats.md), the JSON (docs/json.md) and dateline.toml
//! (docs/configuration.md). Texts of articles are as their sources have them: check them before they
//! go to a terminal or a page.
//!
//! This is the whole interface. Everything else in the crate is for the program, its tests and its
//! measurements, and changes at any time; the feature `internals` is for them alone.

// Without the feature, what only tests and measurements use is not reached from outside.
#![cfg_attr(
    not(feature = "internals"),
    allow(dead_code, unreachable_pub, unused_imports)
)]

#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod analysis;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod article;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod browse;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod cli;
#[cfg(all(feature = "internals", feature = "cluster"))]
#[doc(hidden)]
pub mod cluster;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod config;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod copies;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod discover;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod dossiers;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod evaluation;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod formats;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod index;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod present;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod query;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod schema;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod serve;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod watch;

#[cfg(not(feature = "internals"))]
mod analysis;
#[cfg(not(feature = "internals"))]
mod article;
#[cfg(not(feature = "internals"))]
mod browse;
#[cfg(not(feature = "internals"))]
mod cli;
#[cfg(all(not(feature = "internals"), feature = "cluster"))]
mod cluster;
#[cfg(not(feature = "cluster"))]
#[path = "cluster/absent.rs"]
mod cluster;
#[cfg(not(feature = "internals"))]
mod config;
#[cfg(not(feature = "internals"))]
mod copies;
#[cfg(not(feature = "internals"))]
mod discover;
#[cfg(not(feature = "internals"))]
mod dossiers;
#[cfg(not(feature = "internals"))]
mod evaluation;
#[cfg(not(feature = "internals"))]
mod formats;
#[cfg(not(feature = "internals"))]
mod index;
#[cfg(not(feature = "internals"))]
mod present;
#[cfg(not(feature = "internals"))]
mod query;
#[cfg(not(feature = "internals"))]
mod schema;
#[cfg(not(feature = "internals"))]
mod serve;
#[cfg(not(feature = "internals"))]
mod watch;

mod library;
mod platform;

pub use library::{Archive, Article, Articles, Error, Hit, Page, Report, Search, parse};

/// Runs the program `dateline` with these arguments, the first of them its name. It prints, and
/// answers questions of the terminal as the program does.
#[must_use]
pub fn command_line(
    arguments: impl IntoIterator<Item = std::ffi::OsString>,
) -> std::process::ExitCode {
    cli::run(arguments).into()
}
