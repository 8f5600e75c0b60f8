//! Generations on disk: what an index is, how one is made, and how a reader keeps one.
//!
//! This room brings discovery, formats and schema together into an index; it knows nothing of
//! queries and prints nothing. Its borders:
//!
//! - [`IndexStore`]: the folder of an index, which generation is in force, who may write.
//! - [`Generation`]: one generation, open for reading; it never changes.
//! - [`Draft`]: the next generation in the making; publishing puts it in force by one
//!   rename, dropping it leaves everything as it was.
//! - [`Catalog`]: which files a generation was made of, so that a refresh reads only what changed.
//! - [`build`]: the way from a folder to a published generation, with a [`BuildReport`].
//!
//! On disk:
//!
//! ```text
//! <index>/
//!   CURRENT                one line, the number of the generation in force
//!   writer.lock            an OS lock: a file left behind by a crash locks nothing
//!   generations/00000012/
//!     manifest.json        number, schema version, analysis, settings, counts
//!     catalog              every file: fingerprint, articles, problems
//!     seal                 every file's length and the hash of its end
//!     alerts.jsonl         what watches found in it, if anything
//!     tantivy/             the segments
//!   generations/draft/     the next one in the making, cleared by the next run
//! ```

mod alerts;
mod build;
mod catalog;
mod changes;
mod draft;
mod draft_directory;
mod durable;
mod error;
mod fault;
mod generation;
mod guards;
mod hashed;
mod history;
mod manifest;
mod merging;
mod opener;
mod outset;
mod plan;
mod read_only;
mod reading;
mod renewal;
mod report;
mod seal;
mod segment_maker;
mod settle;
mod space;
mod store;
mod verify;
mod worker;

pub use alerts::{Alert, News, Observer};
pub use build::{BuildSettings, Job, Progress, build};
pub use catalog::{Catalog, CatalogError, CatalogReader, FileEntry, MAX_PROBLEMS_PER_FILE};
pub use changes::{Change, Changes, Look};
pub use draft::{BuildFrom, Draft};
pub use error::IndexError;
#[cfg(debug_assertions)]
pub use fault::POINTS as FAULT_POINTS;
pub use generation::Generation;
pub use guards::{Guards, Refusal, Share};
pub use history::Kept;
pub use manifest::{Manifest, Settings, SettingsError, Statistics};
pub use outset::changes_of;
pub use plan::Plan;
pub use report::{BuildReport, FileCounts, FileFate, FileProblem, Stage, Tally};
pub use segment_maker::SegmentMaker;
pub use space::Space;
pub use store::{INDEX_DIR, IndexStore, WriterLock};
pub use verify::{Damage, Sources, Verification};
