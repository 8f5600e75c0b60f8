//! Generations on disk: what an index is, how one is made, and how a reader keeps one.
//!
//! This room brings discovery, formats and schema together into an index. It knows no queries and
//! prints nothing. Its folders, from the ground up:
//!
//! - `catalog`: every file that a generation was made from, so that a refresh reads only what
//!   changed.
//! - `segments`: what this room does with the engine.
//! - `store`: the folder of an index. [`IndexStore`] says which generation is current and who may
//!   write, [`Generation`] is open for reading and never changes, [`Draft`] is the next one while
//!   it is made. A [`Collection`] is several generations, searched as
//!   one.
//! - `elsewhere`: articles that are kept on other machines, as jobs see them. The folder of such an
//!   index has everything but the articles.
//! - `alerts`: what watches found, and how it reaches its reader once.
//! - `job`: from an archive's folders to a published generation ([`Job`], [`build`]), with a
//!   [`BuildReport`].
//!
//! On disk:
//!
//! ```text
//! <index>/
//!   CURRENT                one line: the number of the current generation
//!   writer.lock            an OS lock: a file that a crash left there locks nothing
//!   generations/00000012/
//!     manifest.json        number, schema version, analysis, settings, counts
//!     catalog              every file: fingerprint, articles, problems
//!     seal                 the length of every file and the hash of its end
//!     alerts.jsonl         what watches found in it, if anything
//!     tantivy/             the segments
//!   generations/draft/     the next generation; the next job removes what a crash left of it
//! ```

mod alerts;
mod catalog;
mod checked_json;
mod collection;
pub mod elsewhere;
mod error;
mod fault;
mod file_names;
mod hashed;
mod job;
mod place;
mod records;
mod segments;
mod source_file;
mod store;

pub use alerts::alert::Alert;
pub use alerts::delivery::Delivery;
pub use alerts::observer::{News, Observer};
pub use catalog::entry::{FileEntry, FileProblem, MAX_PROBLEMS_PER_FILE};
pub use catalog::error::CatalogError;
pub use catalog::in_memory::Catalog;
pub use catalog::reader::CatalogReader;
pub use collection::Collection;
pub use error::IndexError;
#[cfg(debug_assertions)]
pub use fault::{POINTS as FAULT_POINTS, READING_POINTS};
pub use file_names::{HOOK_ALERTS, INDEX_DIR, REPORT};
pub use job::changes::{Change, ChangeDetection, Changes};
pub use job::guards::limits::{Guards, Refusal};
pub use job::guards::share::Share;
pub use job::plan::Plan;
pub use job::reading::companions::{Near, Surroundings};
pub use job::report::build_report::BuildReport;
pub use job::report::space::Space;
pub use job::report::stage::Stage;
pub use job::report::tally::{FileCounts, FileFate, Tally};
pub use job::request::{BuildSettings, Job, Progress};
pub use job::run::build;
pub use job::survey::changes_of;
pub use job::transfer::{TransferProgress, Transferred, transfer};
pub use place::outside::{create_folders, sync_around};
pub use segments::few::few_with_families;
pub use segments::segment_maker::{LanguageCounts, SegmentMaker};
pub use store::damage::Damage;
pub use store::draft::{BuildFrom, Draft};
pub use store::generation::Generation;
pub use store::history::Kept;
pub use store::index_store::{IndexStore, WriterLock};
pub use store::manifest::Manifest;
pub use store::settings::{Settings, SettingsError};
pub use store::sources::{SourceHashes, Sources};
pub use store::statistics::Statistics;
pub use store::verify::Verification;
