//! `[watch.NAME]`: a query whose new matches are told after every job.

use super::ConfigError;
use super::keys::{Effective, Keys, Source, Table};
use super::value::Program;
use std::path::PathBuf;

/// The keys of a watch.
const KEYS: &[&str] = &["query", "archives", "feed", "hook"];

/// A watched query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchConfig {
    /// Its name.
    pub name: String,
    /// The query, as `dateline search` takes it.
    pub query: String,
    /// The archives it looks at, by name; empty for all.
    archives: Vec<String>,
    /// The Atom feed that new matches are written to.
    pub feed: Option<PathBuf>,
    /// The program that is told of new matches, with its arguments.
    pub hook: Option<Vec<String>>,
    /// Every key with its value, for people.
    pub effective: Vec<Effective>,
}

impl WatchConfig {
    pub(super) fn read(
        source: Source,
        name: &str,
        table: Table,
        known: &[&str],
    ) -> Result<Self, ConfigError> {
        let keys = Keys::new(source, &format!("watch.{name}"), table, KEYS)?;
        let query: String = keys.required("query")?;
        let archives: Vec<String> = keys.or("archives", Vec::new())?;
        if let Some(other) = archives.iter().find(|name| !known.contains(&name.as_str())) {
            return Err(keys.wrong(
                "archives",
                &format!("names `{other}`, which is no archive of this file"),
                &format!("allowed are {}", known.join(", ")),
            ));
        }
        let feed: Option<String> = keys.optional("feed", "")?;
        let hook: Option<Program> = keys.optional("hook", "")?;
        Ok(Self {
            name: name.to_owned(),
            query,
            archives,
            feed: feed.map(|file| source.resolve(file.as_ref())),
            hook: hook.map(|hook| hook.resolved(source)),
            effective: keys.finish(),
        })
    }

    /// Whether it looks at an archive.
    #[must_use]
    pub fn is_of(&self, archive: &str) -> bool {
        self.archives.is_empty() || self.archives.iter().any(|name| name == archive)
    }
}
