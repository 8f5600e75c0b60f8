//! One published generation, open for reading.
//!
//! Opening compares versions, checks files that were written to since they were sealed, and never
//! writes. Which generation is current is known to `index_store`; the next one is made by `draft`.

use super::damage::{Damage, damage_since_sealed};
use super::index_store::IndexStore;
use super::manifest::Manifest;
use super::seal::{self, SealedFile};
use crate::analysis::{ArchiveLanguages, CurrentArticle, fingerprint};
use crate::article::{ArchivePath, Folders};
use crate::copies::Families;
use crate::index::catalog::error::CatalogError;
use crate::index::catalog::in_memory::Catalog;
use crate::index::catalog::reader::CatalogReader;
use crate::index::elsewhere::Elsewhere;
use crate::index::error::IndexError;
use crate::index::file_names::{CATALOG, MANIFEST, RECORDS, SEAL, TANTIVY};
use crate::index::place::Place;
use crate::index::records::file::{RecordsError, RecordsOf, RecordsReader};
use crate::index::records::moved::MovedRecords;
use crate::index::records::places_file::{self, MovedFiles};
use crate::index::segments::families;
use crate::index::segments::read_only::ReadOnlyDirectory;
use crate::index::segments::words;
use crate::schema::{ArticleSchema, WordList};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{self, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use tantivy::directory::error::OpenReadError;
use tantivy::error::DataCorruption;
use tantivy::{Directory, Index, ReloadPolicy, Searcher, TantivyError};

/// The largest manifest that is read, in bytes. Its lists are folders, globs and rules.
const LARGEST_MANIFEST: u64 = 16 << 20;

/// How much of what the engine says about a damaged file is shown, in characters.
const LONGEST_DAMAGE: usize = 200;

/// A published generation. It never changes. It can be read as long as this value lives, even if
/// other generations are published or this one is removed.
pub struct Generation {
    /// What the generation says about itself.
    pub manifest: Manifest,
    /// The schema of its articles. Fields that are empty in this generation are not searched.
    pub schema: ArticleSchema,
    store: IndexStore,
    folder: Place,
    searcher: Searcher,
    families: Families,
    words: Vec<WordList>,
}

impl IndexStore {
    /// Opens the current generation.
    ///
    /// # Errors
    /// [`IndexError::Missing`] if there is none; otherwise what is wrong with it.
    pub fn current(&self) -> Result<Generation, IndexError> {
        loop {
            let Some(number) = self.readers_number()? else {
                return Err(IndexError::Missing(self.path().to_owned()));
            };
            let opened = Generation::open(self, number);
            // A newer one may have been published, and this one removed, between the two reads.
            if opened.is_err() && self.readers_number()? != Some(number) {
                continue;
            }
            return opened;
        }
    }

    /// What a generation says about itself.
    pub(in crate::index) fn manifest_of(&self, number: u64) -> Result<Manifest, IndexError> {
        let file = self.generation_folder(number).join(MANIFEST);
        let shown = file.path();
        let shown = shown.display();
        match file.read(LARGEST_MANIFEST) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|error| self.corrupt(format!("{shown} cannot be read: {error}"))),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(self.corrupt(format!("{shown} is missing")))
            }
            Err(error) => Err(IndexError::at("read", &file)(error)),
        }
    }

    /// What is wrong with a file of a generation, by its seal.
    pub(in crate::index) fn sealed_damage(&self, number: u64, name: &str) -> Option<String> {
        let folder = self.generation_folder(number);
        match seal::read(&folder) {
            Err(what) => Some(format!(
                "cannot be checked: the seal cannot be used: {what}"
            )),
            Ok(sealed) => {
                let file = sealed.iter().find(|file| file.name == name)?;
                file.damage(&folder)
            }
        }
    }

    /// A catalog of this index cannot be read; a missing or damaged one is damage of the index.
    pub(in crate::index) fn catalog_error(&self, file: &Place, error: CatalogError) -> IndexError {
        match error {
            CatalogError::Io(source) if source.kind() == ErrorKind::NotFound => {
                self.corrupt("its catalog is missing")
            }
            CatalogError::Io(source) => IndexError::at("read", file)(source),
            CatalogError::Damaged(_) => self.corrupt(error.to_string()),
        }
    }

    /// Lists of records of this index cannot be read or written.
    pub(in crate::index) fn records_error(&self, file: &Place, error: RecordsError) -> IndexError {
        match error {
            RecordsError::Io(source) if source.kind() == ErrorKind::NotFound => {
                self.corrupt(format!("{RECORDS} is missing"))
            }
            RecordsError::Io(source) => IndexError::at("read", file)(source),
            RecordsError::Damaged(_) => self.corrupt(error.to_string()),
        }
    }
}

impl Generation {
    pub(in crate::index) fn open(store: &IndexStore, number: u64) -> Result<Self, IndexError> {
        let folder = store.generation_folder(number);
        let manifest = store.manifest_of(number)?;
        if manifest.is_elsewhere && store.elsewhere().is_none() {
            return Err(IndexError::ArticlesElsewhere(store.path().to_owned()));
        }
        let held = manifest
            .statistics
            .held_languages(&manifest.settings.languages);
        let languages = ArchiveLanguages::new(&manifest.settings.languages)
            .with_articles(&manifest.statistics.languages);
        let schema = ArticleSchema {
            time_zone: manifest.settings.timezone.clone(),
            ..ArticleSchema::of(languages)
        };
        if manifest.schema_version != schema.spec.version {
            return Err(IndexError::SchemaChanged {
                path: store.path().to_owned(),
                found: manifest.schema_version,
                expected: schema.spec.version,
            });
        }
        if manifest.analysis != fingerprint(&held) {
            return Err(IndexError::AnalysisChanged {
                path: store.path().to_owned(),
            });
        }
        match damage_since_sealed(&folder) {
            Ok(None) => {}
            Ok(Some(Damage { part, what })) => {
                return Err(store.corrupt(format!("{} {what}", folder.path().join(part).display())));
            }
            // Opening the missing file below says which one it is.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(IndexError::at("look at", &folder)(error)),
        }
        let searcher = open_searcher(&folder.join(TANTIVY), &schema)
            .map_err(|error| engine_damage(store, error))?;
        let families =
            families::open(&folder, &searcher).map_err(|error| engine_damage(store, error))?;
        let words = if manifest.is_elsewhere {
            words::open(&folder).map_err(|error| engine_damage(store, error))?
        } else {
            None
        };
        let mut schema = schema.without_empty(&manifest.statistics.tokens);
        schema.has_restricted = manifest.statistics.restricted > 0;
        schema.is_recognised = manifest.statistics.are_recognised();
        if manifest.moved_files > 0 {
            let places = places_file::open(&folder);
            schema.places = places.map_err(|error| engine_damage(store, error))?;
        }
        Ok(Self {
            manifest,
            schema,
            store: store.clone(),
            folder,
            searcher,
            families,
            words: words.into_iter().collect(),
        })
    }

    /// The number of the generation.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.manifest.generation
    }

    /// What keeps its articles, if they are not in its segments.
    #[must_use]
    pub fn elsewhere(&self) -> Option<&dyn Elsewhere> {
        let elsewhere = self
            .store
            .elsewhere()
            .filter(|_| self.manifest.is_elsewhere);
        elsewhere.map(AsRef::as_ref)
    }

    /// Makes the numbers that articles from elsewhere were sent with their places in their files.
    /// Each comes with the path of its file.
    ///
    /// # Errors
    /// If the lists of articles cannot be read.
    pub fn correct_places<'a>(
        &self,
        numbers: impl Iterator<Item = (&'a ArchivePath, &'a mut u32)>,
    ) -> Result<(), IndexError> {
        if self.manifest.moved_files == 0 {
            return Ok(());
        }
        let mut files: HashMap<&ArchivePath, Vec<&mut u32>> = HashMap::new();
        for (path, number) in numbers {
            files.entry(path).or_default().push(number);
        }
        let lists = self.records_of(|path| files.contains_key(path))?;
        for (path, numbers) in files {
            let list = lists.read(path);
            let list = list.map_err(|error| self.records_error(error))?;
            if let Some((_, table)) = list {
                let moved = MovedRecords::of(&table);
                for number in numbers {
                    *number = moved.place(*number);
                }
            }
        }
        Ok(())
    }

    /// The numbers that articles of files were stored with, from their places in these files now.
    /// There is one set for each file, in their order.
    ///
    /// # Errors
    /// If the lists of records cannot be read.
    pub fn stored_numbers(
        &self,
        files: &[(&ArchivePath, &BTreeSet<u32>)],
    ) -> Result<Vec<BTreeSet<u32>>, IndexError> {
        let lists = if self.manifest.moved_files == 0 {
            RecordsOf::default()
        } else {
            let wanted: HashSet<_> = files.iter().map(|(path, _)| *path).collect();
            self.records_of(|path| wanted.contains(path))?
        };
        let numbers = files.iter().map(|(path, places)| {
            let Some((_, table)) = lists.read(path)? else {
                return Ok((*places).clone());
            };
            let all = table.serials.iter().zip(table.ordinals.iter());
            let own = all.filter(|(_, place)| places.contains(place));
            Ok(own.map(|(serial, _)| serial).collect())
        });
        let numbers: Result<_, RecordsError> = numbers.collect();
        numbers.map_err(|error| self.records_error(error))
    }

    /// The engine's view of the segments.
    #[must_use]
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Which articles are copies or versions of each other.
    #[must_use]
    pub fn families(&self) -> &Families {
        &self.families
    }

    /// The words of its articles, if they are elsewhere: one list, or none if it was made by a
    /// program that had none.
    #[must_use]
    pub fn words(&self) -> &[WordList] {
        &self.words
    }

    /// The folders it was made from. A folder that has its index in it is not recorded, because
    /// both move together: then it is the folder around the index.
    #[must_use]
    pub fn folders(&self) -> Folders {
        if !self.manifest.folders.is_empty() {
            return Folders::named(self.manifest.folders.clone());
        }
        let around = || self.store.path().parent();
        let only = self.manifest.folder.as_deref().or_else(around);
        Folders::one(only.unwrap_or(Path::new("")).to_owned())
    }

    /// The error that this is the index of other folders; `None` if it can be refreshed from
    /// `asked`.
    #[must_use]
    pub fn other_folders(&self, asked: &Folders) -> Option<IndexError> {
        let recorded = self.folders();
        (!asked.continue_from(&recorded)).then(|| IndexError::OtherFolder {
            path: self.store.path().to_owned(),
            recorded,
            asked: asked.clone(),
        })
    }

    /// Reads the whole catalog.
    ///
    /// # Errors
    /// If it cannot be read or is damaged.
    pub fn catalog(&self) -> Result<Catalog, IndexError> {
        let file = self.folder.join(CATALOG).open().map_err(CatalogError::Io);
        file.and_then(Catalog::read)
            .map_err(|error| self.catalog_error(error))
    }

    /// Opens the catalog, to be read entry by entry.
    ///
    /// # Errors
    /// If it cannot be read or is damaged.
    pub fn catalog_reader(&self) -> Result<CatalogReader, IndexError> {
        let file = self.folder.join(CATALOG).open().map_err(CatalogError::Io);
        file.and_then(CatalogReader::new)
            .map_err(|error| self.catalog_error(error))
    }

    /// Opens the lists of the articles of files that have several, to be read one after the other;
    /// `None` if there are none.
    pub(in crate::index) fn records_reader(&self) -> Result<Option<RecordsReader>, IndexError> {
        if self.manifest.record_lists == 0 {
            return Ok(None);
        }
        let file = self.folder.join(RECORDS).open().map_err(RecordsError::Io);
        let reader = file.and_then(RecordsReader::new);
        reader.map(Some).map_err(|error| self.records_error(error))
    }

    /// The lists of the files that `is_wanted` names.
    pub(in crate::index) fn records_of(
        &self,
        is_wanted: impl Fn(&ArchivePath) -> bool,
    ) -> Result<RecordsOf, IndexError> {
        if self.manifest.record_lists == 0 {
            return Ok(RecordsOf::default());
        }
        let file = self.folder.join(RECORDS).open().map_err(RecordsError::Io);
        let found = file.and_then(|file| RecordsOf::find(file, is_wanted));
        found.map_err(|error| self.records_error(error))
    }

    /// The lists of this generation cannot be read; missing or damaged ones are damage of the
    /// index.
    pub(in crate::index) fn records_error(&self, error: RecordsError) -> IndexError {
        let file = self.folder.join(RECORDS);
        self.store.records_error(&file, error)
    }

    /// Whether the corrections of places follow from these files.
    pub(super) fn has_places_of(&self, files: &MovedFiles) -> tantivy::Result<bool> {
        places_file::is_as_found(&self.folder, &self.searcher, self.schema.fields.path, files)
    }

    /// The catalog of this generation cannot be read.
    pub(in crate::index) fn catalog_error(&self, error: CatalogError) -> IndexError {
        self.store.catalog_error(&self.folder.join(CATALOG), error)
    }

    /// The bytes of its files on disk. Generations share files.
    #[must_use]
    pub fn bytes_on_disk(&self) -> u64 {
        bytes_in(&self.folder)
    }

    /// The folder of its segments.
    pub(in crate::index) fn segments(&self) -> Place {
        self.folder.join(TANTIVY)
    }

    /// The engine cannot open its segments.
    pub(in crate::index) fn engine_damage(&self, error: TantivyError) -> IndexError {
        engine_damage(&self.store, error)
    }

    pub(super) fn folder(&self) -> &Place {
        &self.folder
    }

    /// Its files as they were sealed.
    pub(super) fn sealed_files(&self) -> Result<Vec<SealedFile>, IndexError> {
        seal::read(&self.folder).map_err(|what| {
            let file = self.folder.join(SEAL);
            self.store
                .corrupt(format!("{} cannot be used: {what}", file.name()))
        })
    }

    /// Looks at the names and lengths of all its files, and at the bytes of the small ones. It
    /// lists two folders, so each job does it before it builds on the generation.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`] that names the first damaged file.
    pub(in crate::index) fn check_parts(&self) -> Result<(), IndexError> {
        let found = seal::visible_damage(&self.folder, TANTIVY, &self.sealed_files()?);
        match found.map_err(IndexError::at("look at", &self.folder))? {
            None => Ok(()),
            Some((file, what)) => {
                let folder = self.folder.name();
                Err(self.store.corrupt(format!("{folder}/{file} {what}")))
            }
        }
    }
}

/// The bytes of the files in a generation's folder.
pub(in crate::index) fn bytes_in(generation: &Place) -> u64 {
    let size_of = |folder: &Place| -> u64 {
        let entries = folder.list().unwrap_or_default().into_iter();
        let files = entries.filter(|entry| entry.is_file);
        files.map(|entry| entry.length).sum()
    };
    size_of(generation) + size_of(&generation.join(TANTIVY))
}

fn open_searcher(segments: &Place, schema: &ArticleSchema) -> tantivy::Result<Searcher> {
    open_index(ReadOnlyDirectory::open(segments)?, schema)
}

/// The engine's view of the segments in a folder.
pub(in crate::index) fn open_index(
    folder: impl Into<Box<dyn Directory>>,
    schema: &ArticleSchema,
) -> tantivy::Result<Searcher> {
    // The engine panics on some damaged bytes that no file system has seen to change.
    let folder = folder.into();
    catch_unwind(AssertUnwindSafe(|| open_unguarded(folder, schema))).unwrap_or_else(|_| {
        let comment = "the engine cannot open the segments".to_owned();
        Err(DataCorruption::comment_only(comment).into())
    })
}

fn open_unguarded(folder: Box<dyn Directory>, schema: &ArticleSchema) -> tantivy::Result<Searcher> {
    let mut index = Index::open(folder)?;
    index.set_tokenizers(schema.tokenizers(&CurrentArticle::default()));
    // A generation never changes, so there is nothing to watch.
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

/// The engine cannot open the segments. Wrong bytes are damage of the index; what the operating
/// system refuses to read is not.
fn engine_damage(store: &IndexStore, error: TantivyError) -> IndexError {
    match error {
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
            if io_error.raw_os_error().is_some() =>
        {
            IndexError::io("read", &filepath)(io::Error::new(io_error.kind(), io_error))
        }
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
            store.corrupt(format!("{} is missing", file.display()))
        }
        TantivyError::DataCorruption(what) => {
            let what = format!("{what:?}"); // it may have the whole file
            store.corrupt(what.chars().take(LONGEST_DAMAGE).collect::<String>())
        }
        other => store.corrupt(other.to_string()),
    }
}
