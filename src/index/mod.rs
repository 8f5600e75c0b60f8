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
mod catalog;
mod error;
mod fault;
mod hashed;
mod job;
mod segments;
mod store;

pub use alerts::journal::{Alert, News, Observer};
pub use catalog::reader::{Catalog, CatalogError, CatalogReader, FileEntry, MAX_PROBLEMS_PER_FILE};
pub use error::IndexError;
#[cfg(debug_assertions)]
pub use fault::POINTS as FAULT_POINTS;
pub use job::changes::{Change, Changes, Look};
pub use job::guards::{Guards, Refusal, Share};
pub use job::plan::Plan;
pub use job::report::{BuildReport, FileCounts, FileFate, FileProblem, Stage, Tally};
pub use job::run::{BuildSettings, Job, Progress, build};
pub use job::space::Space;
pub use job::survey::changes_of;
pub use segments::segment_maker::SegmentMaker;
pub use store::draft::{BuildFrom, Draft};
pub use store::generation::Generation;
pub use store::history::Kept;
pub use store::index_store::{INDEX_DIR, IndexStore, WriterLock};
pub use store::manifest::{Manifest, Settings, SettingsError, Statistics};
pub use store::verify::{Damage, Sources, Verification};
