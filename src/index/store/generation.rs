//! One generation, open for reading.

use super::verify::{Damage, damage_since_sealed};
use crate::analysis::fingerprint;
use crate::article::Folders;
use crate::index::segments::read_only::ReadOnlyDirectory;
use crate::index::{Catalog, CatalogReader, IndexError, IndexStore, Manifest};
use crate::schema::ArticleSchema;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use tantivy::directory::error::OpenReadError;
use tantivy::{Index, ReloadPolicy, Searcher, TantivyError};

pub(in crate::index) const MANIFEST: &str = "manifest.json";
pub(in crate::index) const CATALOG: &str = "catalog";
pub(in crate::index) const TANTIVY: &str = "tantivy";

/// A published generation: what it says of itself, and its segments, held open.
pub struct Generation {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The schema it was made with, which is this program's, without searching empty fields.
    pub schema: ArticleSchema,
    store: IndexStore,
    path: PathBuf,
    searcher: Searcher,
}

impl Generation {
    pub(in crate::index) fn open(store: &IndexStore, number: u64) -> Result<Self, IndexError> {
        let path = store.generation_path(number);
        let manifest = read_manifest(store, &path)?;
        let schema = ArticleSchema::of(manifest.settings.language);
        if manifest.schema_version != schema.spec.version {
            return Err(IndexError::SchemaChanged {
                path: store.path().to_owned(),
                found: manifest.schema_version,
                expected: schema.spec.version,
            });
        }
        if manifest.analysis != fingerprint(&mut schema.analyzer()) {
            return Err(IndexError::AnalysisChanged {
                path: store.path().to_owned(),
            });
        }
        match damage_since_sealed(&path) {
            Ok(None) => {}
            Ok(Some(Damage { part, what })) => {
                return Err(store.corrupt(format!("{} {what}", path.join(part).display())));
            }
            // What is missing is told by what needs it.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(IndexError::io("look at", &path)(error)),
        }
        let searcher =
            open_searcher(&path.join(TANTIVY), &schema).map_err(|error| damage(store, error))?;
        let mut schema = schema.without_empty(&manifest.statistics.tokens);
        schema.has_restricted = manifest.statistics.restricted > 0;
        Ok(Self {
            manifest,
            schema,
            store: store.clone(),
            path,
            searcher,
        })
    }

    /// The generation's number.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.manifest.generation
    }

    /// The engine's view of its segments.
    #[must_use]
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The folders it was made of: those recorded, or the one its index lies in, since these two
    /// move together.
    #[must_use]
    pub fn folders(&self) -> Folders {
        if !self.manifest.folders.is_empty() {
            return Folders::named(self.manifest.folders.clone());
        }
        let own = || self.store.path().parent();
        let only = self.manifest.folder.as_deref().or_else(own);
        Folders::one(only.unwrap_or(Path::new("")).to_owned())
    }

    /// The error that this is the index of other folders; `None` if it can be refreshed from these.
    #[must_use]
    pub fn other_folders(&self, asked: &Folders) -> Option<IndexError> {
        let recorded = self.folders();
        (!asked.continue_from(&recorded)).then(|| IndexError::OtherFolder {
            path: self.store.path().to_owned(),
            recorded,
            asked: asked.clone(),
        })
    }

    /// Reads the list of its files.
    ///
    /// # Errors
    /// If it cannot be read or is damaged.
    pub fn catalog(&self) -> Result<Catalog, IndexError> {
        let path = self.path.join(CATALOG);
        Catalog::read(&path).map_err(|error| IndexError::catalog(&self.store, &path, error))
    }

    /// Opens the list of its files, to be read one by one.
    ///
    /// # Errors
    /// If it cannot be read or is damaged.
    pub fn catalog_reader(&self) -> Result<CatalogReader, IndexError> {
        let path = self.path.join(CATALOG);
        CatalogReader::open(&path).map_err(|error| self.catalog_error(error))
    }

    /// What is wrong with its catalog.
    pub(in crate::index) fn catalog_error(&self, error: crate::index::CatalogError) -> IndexError {
        IndexError::catalog(&self.store, &self.path.join(CATALOG), error)
    }

    /// The bytes it takes on disk.
    #[must_use]
    pub fn bytes_on_disk(&self) -> u64 {
        bytes_in(&self.path)
    }

    pub(in crate::index) fn path(&self) -> &Path {
        &self.path
    }
}

/// What the files of a generation's folder are together.
pub(in crate::index) fn bytes_in(generation: &Path) -> u64 {
    let size_of = |path: &Path| -> u64 {
        fs::read_dir(path)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| entry.metadata().ok())
            .filter(fs::Metadata::is_file)
            .map(|metadata| metadata.len())
            .sum()
    };
    size_of(generation) + size_of(&generation.join(TANTIVY))
}

pub(in crate::index) fn read_manifest(
    store: &IndexStore,
    path: &Path,
) -> Result<Manifest, IndexError> {
    let file = path.join(MANIFEST);
    match fs::read(&file) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map_err(|error| store.corrupt(format!("{} cannot be read: {error}", file.display()))),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(store.corrupt(format!("{} is missing", file.display())))
        }
        Err(error) => Err(IndexError::io("read", &file)(error)),
    }
}

fn open_searcher(path: &Path, schema: &ArticleSchema) -> tantivy::Result<Searcher> {
    let mut index = Index::open(ReadOnlyDirectory::open(path)?)?;
    index.set_tokenizers(schema.tokenizers());
    // A generation never changes, so nothing needs to watch it.
    let reader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()?;
    if index.schema() != schema.tantivy {
        return Err(TantivyError::SchemaError(
            "the segments' schema is not that of the manifest".to_owned(),
        ));
    }
    Ok(reader.searcher())
}

/// What the engine says of bytes that are not what was written is damage, not a defect; what the
/// operating system refuses to read is neither.
fn damage(store: &IndexStore, error: TantivyError) -> IndexError {
    match error {
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
            if io_error.raw_os_error().is_some() =>
        {
            IndexError::io("read", &filepath)(io::Error::new(io_error.kind(), io_error))
        }
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
            store.corrupt(format!("{} is missing", file.display()))
        }
        TantivyError::DataCorruption(what) => store.corrupt(format!("{what:?}")),
        other => store.corrupt(other.to_string()),
    }
}
