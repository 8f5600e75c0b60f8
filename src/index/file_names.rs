//! The name of every file and folder in the folder of an index.
//!
//! Programs and backup scripts outside know these names, so they stay as they are. The three names
//! by which a walk recognises an index are defined in `discover`, which must not know this room.

pub(super) use crate::discover::{
    INDEX_CURRENT as CURRENT, INDEX_GENERATIONS as GENERATIONS, INDEX_LOCK as LOCK,
};

/// The name of the folder of an index that is in the folder of its articles.
pub const INDEX_DIR: &str = ".dateline";

/// Keeps an index out of repositories: it can always be rebuilt from its folder.
pub(super) const GITIGNORE: &str = ".gitignore";

/// Every alert ever found. In the folder of a generation: the alerts that this generation brought.
pub(super) const ALERTS: &str = "alerts.jsonl";

/// Which generation's alerts are in the journal, and which alerts were not delivered yet.
pub(super) const ALERTS_STATE: &str = "alerts.state";

/// An OS lock: its owner changes the two files of alerts. It is held for a moment only.
pub(super) const ALERTS_LOCK: &str = "alerts.lock";

/// An OS lock: its owner delivers alerts, and may run hooks for minutes.
pub(super) const DELIVERY_LOCK: &str = "delivery.lock";

/// The report of the last job, for hooks.
pub const REPORT: &str = "report.json";

/// The alerts that the hook of a watch is given.
pub const HOOK_ALERTS: &str = "alerts.hook.jsonl";

/// The folder of the next generation, among the generations.
pub(super) const DRAFT: &str = "draft";

/// What a generation says about itself.
pub(super) const MANIFEST: &str = "manifest.json";

/// The files that a generation was made from.
pub(super) const CATALOG: &str = "catalog";

/// Which articles are copies of each other.
pub(super) const FAMILIES: &str = "families";

/// The lists of the articles of files that have several.
pub(super) const RECORDS: &str = "records";

/// Which articles are at another place in their files than the index has stored.
pub(super) const PLACES: &str = "places";

/// The terms of articles that are elsewhere.
pub(super) const WORDS: &str = "words";

/// The lengths and checksums of a generation's files.
pub(super) const SEAL: &str = "seal";

/// The folder of a generation's segments.
pub(super) const TANTIVY: &str = "tantivy";

/// The engine's list of segments.
pub(super) const ENGINE_META: &str = "meta.json";

/// The engine's list of the files it manages.
pub(super) const ENGINE_MANAGED: &str = ".managed.json";

/// Whether a name has this extension, which is exact: all of these names are of programs.
pub(super) fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, end)| end == extension)
}

/// The highest number that a generation can have. Names of folders have at most fifteen digits.
pub(super) const HIGHEST: u64 = 999_999_999_999_999;

/// The name of a generation's folder: its number, with at least eight digits.
pub(super) fn generation(number: u64) -> String {
    format!("{number:08}")
}
