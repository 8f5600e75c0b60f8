//! Archives' indexes, open for searching.
//!
//! [`OpenArchives`] is what a search looks at: the archives that were named, each with its current generation. Which
//! archives those are is found in `find`.

use super::archive::Archive;
use super::job::JobOptions;
use crate::cli::args::SearchLocation;
use crate::cli::output::{ShowProgress, Shown, stream};
use crate::index::{Generation, IndexError};
use crate::present::report_line;
use crate::query::{Engine, Snapshot};
use crate::schema::ArticleSchema;
use std::path::Path;

/// The archives that a search looks at, at least one.
pub(crate) struct OpenArchives {
    all: Vec<OpenArchive>,
}

/// An archive that a search looks at.
pub(crate) struct OpenArchive {
    /// The archive.
    pub(crate) archive: Archive,
    /// Its current generation.
    pub(crate) generation: Generation,
}

impl OpenArchives {
    /// Finds and opens the archives that were named.
    ///
    /// # Errors
    /// If there are none, or an index is missing or cannot be used.
    pub(crate) fn at(location: &SearchLocation, config: Option<&Path>) -> anyhow::Result<Self> {
        let (archive, is_named) = Archive::searched(location, config)?;
        let generation = archive.open_or_build(is_named)?;
        Ok(Self {
            all: vec![OpenArchive {
                archive,
                generation,
            }],
        })
    }

    /// Each of them, in the order in which they were named.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &OpenArchive> {
        self.all.iter()
    }

    /// The first of them, whose settings of search and ranking are used.
    pub(crate) fn first(&self) -> &OpenArchive {
        &self.all[0]
    }

    /// The schema of all of them.
    pub(crate) fn schema(&self) -> &ArticleSchema {
        &self.first().generation.schema
    }

    /// The time of the newest article, in seconds since 1970; 0 without articles.
    pub(crate) fn newest(&self) -> i64 {
        let latest = self
            .iter()
            .map(|own| own.generation.manifest.statistics.latest);
        let seconds = latest.flatten().map(|date| date.utc_seconds());
        seconds.max().unwrap_or(0)
    }

    /// The engine that searches them.
    pub(crate) fn engine(&self) -> Engine<'_> {
        engine(&self.first().generation)
    }
}

impl Archive {
    /// Opens the current generation.
    ///
    /// # Errors
    /// If there is no index, it cannot be used, or it is of other folders than this archive.
    pub(crate) fn open(&self) -> Result<Generation, IndexError> {
        let generation = self.store.current()?;
        let folders = self.folders.as_ref();
        match folders.and_then(|folders| generation.other_folders(folders)) {
            Some(error) => Err(error),
            None => Ok(generation),
        }
    }

    /// Opens the current generation. If the folder was named and has no index, makes one first.
    fn open_or_build(&self, is_named: bool) -> anyhow::Result<Generation> {
        match self.open() {
            Err(IndexError::Missing(_)) if is_named && self.folders.is_some() => {
                let shown = Shown::new(ShowProgress::Auto, &self.name);
                let report = self.job(&JobOptions::default())?.run(&shown)?;
                drop(shown);
                stream::say("note", &report_line(&report));
                if !report.problems.is_empty() {
                    self.say_hint("list what was not read", "status --problems");
                }
                Ok(self.open()?)
            }
            opened => Ok(opened?),
        }
    }
}

/// The engine that searches a generation.
pub(crate) fn engine(generation: &Generation) -> Engine<'_> {
    Engine {
        snapshot: Snapshot {
            searcher: generation.searcher(),
            schema: &generation.schema,
            tokens: &generation.manifest.statistics.tokens,
        },
        generation: generation.number(),
    }
}
