//! An archive's index, open for searching.

use super::archive::Archive;
use super::job::JobOptions;
use crate::cli::output::{ShowProgress, Shown, stream};
use crate::index::{Generation, IndexError};
use crate::present::report_line;
use crate::query::{Engine, Snapshot};

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
    pub(crate) fn open_or_build(&self, is_named: bool) -> anyhow::Result<Generation> {
        match self.open() {
            Err(IndexError::Missing(_)) if is_named && self.folders.is_some() => {
                let shown = Shown::new(ShowProgress::Auto, &self.name);
                let report = self.job(&JobOptions::default())?.run(&shown)?;
                drop(shown);
                stream::say("note", &report_line(&report));
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
            families: Some(generation.families()),
        },
        generation: generation.number(),
    }
}
