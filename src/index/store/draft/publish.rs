//! A draft becomes the current generation.
//!
//! The order of writes, syncs and renames in this file is what makes a crash harmless.

use super::Draft;
use crate::analysis::fingerprint;
use crate::article::Folders;
use crate::index::catalog::update::CatalogUpdate;
use crate::index::catalog::writer::CatalogTotals;
use crate::index::elsewhere::state_files::state_files;
use crate::index::error::IndexError;
use crate::index::fault;
use crate::index::file_names::{CATALOG, MANIFEST, TANTIVY};
use crate::index::segments::families::{self, GenerationBefore};
use crate::index::store::durable;
use crate::index::store::generation::Generation;
use crate::index::store::index_store::WriterLock;
use crate::index::store::manifest::Manifest;
use crate::index::store::seal;
use crate::index::store::settings::Settings;
use crate::index::store::statistics::Statistics;
use std::path::Path;

/// A draft that became the current generation.
pub(in crate::index) struct NewGeneration {
    /// What it says about itself.
    pub(in crate::index) manifest: Manifest,
    /// The change of generations could not be synced: it may be lost if the power fails now.
    pub(in crate::index) unsynced: Option<IndexError>,
}

impl Draft {
    /// Makes the draft the current generation: finds the families of copies on so many threads, with
    /// the help of the generation that it started from, writes them, the catalog, the manifest and the seal, syncs everything, renames the folder,
    /// and replaces `CURRENT`.
    ///
    /// # Errors
    /// If the operating system or the engine refuses; the previous generation is current then. What
    /// fails after the replacement of `CURRENT` is not an error but [`NewGeneration::unsynced`].
    pub(in crate::index) fn publish(
        mut self,
        catalog: CatalogUpdate,
        settings: Settings,
        folders: &Folders,
        (base, threads): (Option<&Generation>, usize),
        lock: &WriterLock,
    ) -> Result<NewGeneration, IndexError> {
        self.write_families(base, threads)?;
        if let Some(words) = &self.words {
            words.write(&self.folder)?;
        }
        let manifest = self.write_catalog_and_manifest(catalog, settings, folders)?;
        self.seal_and_sync()?;
        fault::point("sync");
        if let Some(elsewhere) = &self.elsewhere {
            lock.check()?;
            elsewhere.publish(&state_files(&self.folder)?)?;
        }
        let place = self.store.generation_folder(self.number);
        self.folder
            .rename_to(&place)
            .map_err(IndexError::at("rename", &self.folder))?;
        self.published = true;
        fault::point("rename");
        // The folder of generations may be new, too.
        let current = durable::sync_folder(&self.store.generations_folder())
            .and_then(|()| durable::sync_folder(self.store.folder()))
            .and_then(|()| self.store.set_current(self.number));
        if let Err(error) = current {
            // A first generation that `CURRENT` does not name would be taken for the current one.
            let _ = place.remove_all();
            return Err(error);
        }
        let unsynced = durable::sync_folder(self.store.folder()).err();
        fault::point("current");
        Ok(NewGeneration { manifest, unsynced })
    }

    fn write_families(&self, base: Option<&Generation>, threads: usize) -> Result<(), IndexError> {
        let searcher = self.searcher();
        let searcher = searcher.map_err(IndexError::engine(self.store.path()))?;
        let before = base.map(|base| GenerationBefore {
            folder: base.folder(),
            searcher: base.searcher(),
            families: base.families(),
            places: &base.schema.places,
        });
        let places = &self.schema.places;
        families::write(&self.folder, &searcher, places, before.as_ref(), threads)?;
        fault::point("families");
        Ok(())
    }

    /// # Panics
    /// Never: a manifest is plain data, which JSON can hold.
    fn write_catalog_and_manifest(
        &self,
        catalog: CatalogUpdate,
        settings: Settings,
        folders: &Folders,
    ) -> Result<Manifest, IndexError> {
        let file = self.folder.join(CATALOG);
        let created = file.create().map_err(IndexError::at("create", &file))?;
        let totals = catalog
            .write(created)
            .map_err(|error| self.store.catalog_error(&file, error))?;
        fault::point("catalog");
        let manifest = self.manifest(totals, settings, folders)?;
        let json = serde_json::to_vec_pretty(&manifest).expect("a manifest is plain data");
        durable::write(&self.folder.join(MANIFEST), &json)?;
        fault::point("manifest");
        Ok(manifest)
    }

    fn manifest(
        &self,
        totals: CatalogTotals,
        settings: Settings,
        folders: &Folders,
    ) -> Result<Manifest, IndexError> {
        let statistics = match &self.elsewhere {
            Some(_) => Statistics::of_counted(&self.counted, totals),
            None => self
                .searcher()
                .and_then(|searcher| Statistics::of(&searcher, &self.schema, totals))
                .map_err(IndexError::engine(self.store.path()))?,
        };
        let only = folders.only();
        Ok(Manifest {
            generation: self.number,
            created: jiff::Timestamp::now(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema_version: self.schema.spec.version,
            analysis: fingerprint(&statistics.held_languages(&settings.languages)),
            readers_version: self.readers_version,
            // A folder moves together with the index in it.
            folder: only
                .filter(|folder| self.store.path().parent() != Some(*folder))
                .map(Path::to_owned),
            folders: match only {
                Some(_) => Vec::new(),
                None => folders.iter().cloned().collect(),
            },
            settings,
            record_lists: self.lists.written().files,
            is_elsewhere: self.elsewhere.is_some(),
            moved_files: self.lists.written().moved.len() as u64,
            statistics,
        })
    }

    /// Seals the draft, and waits until all its files are on disk as they will be published.
    fn seal_and_sync(&self) -> Result<(), IndexError> {
        let tantivy = self.folder.join(TANTIVY);
        seal::seal(&self.folder, TANTIVY, &self.sealed)?;
        self.directory.sync()?;
        durable::sync_folder(&tantivy)?;
        durable::sync_folder(&self.folder)
    }
}
