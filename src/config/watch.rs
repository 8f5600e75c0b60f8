//! `[watch.NAME]`: a query whose new matches are reported after every job.
//!
//! A watch names archives of the same file, or is of all. The query is read by `watch` when a job runs; here it is a
//! text.

use super::effective::Effective;
use super::error::some_of;
use super::keys::Keys;
use super::source::{Source, Table};
use super::value::{Program, Span};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::time::Duration;

/// How long the hook of a watch may take by default. It passes alerts on; a hook that waits for ever would keep all
/// later alerts waiting.
const HOOK_TIMEOUT: Duration = Duration::from_mins(5);

/// A watched query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchConfig {
    /// Its name.
    pub name: String,
    /// The query, in the language of `dateline search`.
    pub query: String,
    /// The names of the archives it watches; empty for all.
    archives: Vec<String>,
    /// The Atom feed that new matches are written to.
    pub feed: Option<PathBuf>,
    /// The program that is run for new matches, with its arguments.
    pub hook: Option<Vec<String>>,
    /// Whether the first job of an archive also alerts on what is there already.
    pub existing: bool,
    /// How long that program may take.
    pub hook_timeout: Duration,
    /// Every key with its value and origin, for people.
    pub effective: Vec<Effective>,
}

impl WatchConfig {
    /// Reads the table of a watch; `known` are the names of the archives.
    pub(super) fn read(source: Source, name: &str, table: Table, known: &BTreeSet<&str>) -> Self {
        let keys = Keys::new(source, format!("watch.{name}"), table);
        let query: Option<String> = keys.required("query");
        let archives: Vec<String> = keys.or("archives", Vec::new());
        if let Some(other) = archives.iter().find(|name| !known.contains(name.as_str())) {
            keys.wrong(
                "archives",
                &format!("names `{other}`, which is no archive of this file"),
                &format!("allowed are {}", some_of(known.iter().copied(), ", ")),
            );
        }
        let feed: Option<String> = keys.optional("feed", "");
        let hook: Option<Program> = keys.optional("hook", "");
        let existing = keys.or("existing", false);
        let Span(hook_timeout) = keys.or("hook-timeout", Span(HOOK_TIMEOUT));
        Self {
            name: name.to_owned(),
            query: query.unwrap_or_default(),
            archives,
            feed: feed.map(|file| source.resolve(file.as_ref())),
            hook: hook.map(|hook| hook.resolved(source)),
            hook_timeout,
            existing,
            effective: keys.finish(),
        }
    }

    /// Whether it watches an archive.
    #[must_use]
    pub fn is_of(&self, archive: &str) -> bool {
        self.archives.is_empty() || self.archives.iter().any(|name| name == archive)
    }
}

/// The archives of all watches of a file. Two watches are compared without a look at the others.
pub(super) struct WatchedArchives<'a> {
    all: HashSet<&'a str>,
    /// By the names of watches; empty for all archives.
    of_watches: HashMap<&'a str, HashSet<&'a str>>,
}

impl<'a> WatchedArchives<'a> {
    /// Collects them; `all` are the names of the archives of the file.
    pub(super) fn new(all: impl Iterator<Item = &'a str>, watches: &'a [WatchConfig]) -> Self {
        let of_watch = |watch: &'a WatchConfig| {
            let archives = watch.archives.iter().map(String::as_str).collect();
            (watch.name.as_str(), archives)
        };
        Self {
            all: all.collect(),
            of_watches: watches.iter().map(of_watch).collect(),
        }
    }

    /// Whether there is a watch with the name `other` in each archive of a watch.
    pub(super) fn has_everywhere(&self, other: &str, watch: &WatchConfig) -> bool {
        let others = self.of_watches.get(other);
        let is_there = |archive: &&str| others.is_some_and(|others| others.contains(archive));
        if others.is_some_and(HashSet::is_empty) {
            true
        } else if watch.archives.is_empty() {
            self.all.iter().all(is_there)
        } else {
            let mut own = watch.archives.iter().map(String::as_str);
            own.all(|archive| !self.all.contains(archive) || is_there(&archive))
        }
    }
}
