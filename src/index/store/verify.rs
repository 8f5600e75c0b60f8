//! Whether a generation is what was published: every checksum, every stored article, every posting, every column, and
//! the counts of all of them against the catalog.

use super::seal::{self, SEAL};
use crate::article::{ArchivePath, Folders};
use crate::discover::FileStat;
use crate::discover::INDEX_CURRENT as CURRENT;
use crate::index::job::changes::content_hash;
use crate::index::segments::read_only::ReadOnlyDirectory;
use crate::index::store::generation::{CATALOG, TANTIVY};
use crate::index::{Catalog, Generation, IndexError, IndexStore};
use crate::schema::FieldType;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use tantivy::directory::ManagedDirectory;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED, TantivyDocument};

/// What a generation was found to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verification {
    /// The generation's number.
    pub generation: u64,
    /// Files whose checksums were worked out.
    pub files: u64,
    /// Articles that were decoded.
    pub articles: u64,
    /// Postings that were walked.
    pub postings: u64,
    /// What is damaged; nothing if all is well.
    pub damages: Vec<Damage>,
}

/// Something that is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The file in the index's folder, or the part of the generation.
    pub part: String,
    /// What is wrong with it, to be read behind its name.
    pub what: String,
}

/// How sources stand to the generation made of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    /// Files that were hashed.
    pub files: u64,
    /// Files that changed since, or are gone, as the file system says: a refresh reads them.
    pub changed: Vec<ArchivePath>,
    /// Files whose content is another although the file system says that they did not change.
    pub unnoticed: Vec<ArchivePath>,
}

impl IndexStore {
    /// Checks the generation in force.
    ///
    /// # Errors
    /// If there is none or it cannot be looked at; damage is no error.
    pub fn verify(&self) -> Result<Verification, IndexError> {
        let number = match self.current_number() {
            Ok(Some(number)) => number,
            Ok(None) => return Err(IndexError::Missing(self.path().to_owned())),
            Err(IndexError::Corrupt { reason, .. }) => {
                return Ok(Verification {
                    damages: vec![damage(CURRENT, reason)],
                    ..Verification::default()
                });
            }
            Err(error) => return Err(error),
        };
        let mut found = Verification {
            generation: number,
            ..Verification::default()
        };
        let line = fs::read(self.path().join(CURRENT)).unwrap_or_default();
        if !line.ends_with(b"\n") {
            found.damages.push(damage(CURRENT, "is not a whole line"));
            return Ok(found);
        }
        let path = self.generation_path(number);
        if !path.is_dir() {
            let what = format!("names generation {number}, which is not there");
            found.damages.push(damage(CURRENT, what));
            return Ok(found);
        }
        found.check_seal(&path);
        found.check_checksums(&path);
        // What is known to be damaged is not opened: nobody knows where that ends.
        if !found.damages.is_empty() {
            return Ok(found);
        }
        let opened = catch_unwind(AssertUnwindSafe(|| Generation::open(self, number)));
        match opened {
            Ok(Ok(generation)) => found.check_open(&generation, &path),
            // An index of another version is whole; this program cannot look further into it.
            Ok(Err(IndexError::SchemaChanged { .. } | IndexError::AnalysisChanged { .. })) => {}
            Ok(Err(IndexError::Corrupt { reason, .. })) => {
                found.damages.push(damage("the generation", reason));
            }
            Ok(Err(error)) => return Err(error),
            Err(_) => found.damages.push(damage("the generation", PANICS)),
        }
        Ok(found)
    }
}

/// What bytes do that the engine takes for what they are not.
const PANICS: &str = "cannot be read: the engine panics";

fn damage(part: impl Into<String>, what: impl Into<String>) -> Damage {
    Damage {
        part: part.into(),
        what: what.into(),
    }
}

/// What is wrong with a file of a generation that was written to since it was sealed. Files that were not, which are all
/// unless somebody changed or copied them, are not looked into, so that this costs a search next to nothing.
pub(in crate::index) fn damage_since_sealed(generation: &Path) -> io::Result<Option<Damage>> {
    let written = seal::written_since(generation, TANTIVY)?;
    if written.is_empty() {
        return Ok(None);
    }
    let sealed = match seal::read(generation) {
        Ok(sealed) => sealed,
        Err(what) => return Ok(Some(damage(SEAL, format!("cannot be used: {what}")))),
    };
    let directory = managed(generation);
    let found = written.into_iter().find_map(|name| {
        let file = sealed.iter().find(|file| file.name == name)?;
        let of_engine = || {
            let name = Path::new(&name).strip_prefix(TANTIVY).ok()?;
            checksum_damage(directory.as_ref()?, name)
        };
        let what = file.damage(generation).or_else(of_engine)?;
        Some(damage(name, what))
    });
    Ok(found)
}

/// A generation's segments, as what knows the engine's checksums.
fn managed(generation: &Path) -> Option<ManagedDirectory> {
    let directory = ReadOnlyDirectory::open(&generation.join(TANTIVY)).ok()?;
    ManagedDirectory::wrap(Box::new(directory)).ok()
}

/// What the engine's checksum says is wrong with a file.
fn checksum_damage(directory: &ManagedDirectory, name: &Path) -> Option<String> {
    let extension = name.extension().and_then(|own| own.to_str());
    // Neither is written by way of the engine's checksums.
    if matches!(extension, Some("json" | "lock")) {
        return None;
    }
    match catch_unwind(AssertUnwindSafe(|| directory.validate_checksum(name))) {
        Ok(Ok(true)) => None,
        Ok(Ok(false)) => Some("is not what was written: its checksum is another".to_owned()),
        Ok(Err(error)) => Some(error.to_string()),
        Err(_) => Some("cannot be read by the engine".to_owned()),
    }
}

impl Verification {
    /// Looks at each file's length and end.
    fn check_seal(&mut self, generation: &Path) {
        let name = |file: &str| format!("generations/{:08}/{file}", self.generation);
        match seal::read(generation) {
            Err(what) => self
                .damages
                .push(damage(name(SEAL), format!("cannot be used: {what}"))),
            Ok(files) => {
                self.files = files.len() as u64 + 1;
                let damages: Vec<_> = files
                    .iter()
                    .filter_map(|file| Some(damage(name(&file.name), file.damage(generation)?)))
                    .collect();
                self.damages.extend(damages);
            }
        }
    }

    fn check_open(&mut self, generation: &Generation, path: &Path) {
        let catalog = match Catalog::read(&path.join(CATALOG)) {
            Ok(catalog) => catalog,
            Err(error) => {
                let file = format!("generations/{:08}/{CATALOG}", self.generation);
                self.damages.push(damage(file, error.to_string()));
                return;
            }
        };
        let walked = catch_unwind(AssertUnwindSafe(|| self.walk(generation)));
        match walked {
            Ok(Ok(counts)) => self.compare(generation, &catalog, counts),
            Ok(Err(error)) => self.damages.push(damage("the segments", error.to_string())),
            Err(_) => self.damages.push(damage("the segments", PANICS)),
        }
    }

    /// The engine's own checksums, over all but the ends of segment files.
    fn check_checksums(&mut self, path: &Path) {
        let Some(directory) = managed(path) else {
            let part = format!("generations/{:08}/{TANTIVY}/.managed.json", self.generation);
            return self.push_new(damage(part, "cannot be used"));
        };
        let names = fs::read_dir(path.join(TANTIVY))
            .into_iter()
            .flatten()
            .flatten();
        for name in names.map(|entry| entry.file_name()) {
            if let Some(what) = checksum_damage(&directory, Path::new(&name)) {
                let text = name.to_string_lossy();
                let part = format!("generations/{:08}/{TANTIVY}/{text}", self.generation);
                self.push_new(damage(part, what));
            }
        }
    }

    fn push_new(&mut self, found: Damage) {
        if !self.damages.iter().any(|own| own.part == found.part) {
            self.damages.push(found);
        }
    }

    /// Decodes and walks all there is; gives how many articles each file has.
    fn walk(&mut self, generation: &Generation) -> tantivy::Result<HashMap<String, u32>> {
        let mut counts: HashMap<String, u32> = HashMap::new();
        for segment in generation.searcher().segment_readers() {
            let store = segment.get_store_reader(1)?;
            for document in store.iter::<TantivyDocument>(segment.alive_bitset()) {
                let article = generation.schema.article(&document?);
                *counts.entry(article.origin.path.to_string()).or_default() += 1;
                self.articles += 1;
            }
            for (id, spec) in (0u32..).zip(&generation.schema.spec.fields) {
                if spec.field_type == FieldType::Text && spec.indexed.is_some() {
                    self.postings += walk_postings(segment, Field::from_field_id(id))?;
                }
                if spec.fast {
                    walk_column(segment, &spec.name, spec.field_type)?;
                }
            }
        }
        Ok(counts)
    }

    fn compare(
        &mut self,
        generation: &Generation,
        catalog: &Catalog,
        mut counts: HashMap<String, u32>,
    ) {
        let said = generation.manifest.statistics.articles;
        if said != self.articles {
            let what = format!("says {said} articles, where there are {}", self.articles);
            self.damages.push(damage("manifest.json", what));
        }
        for entry in catalog.entries() {
            let there = counts.remove(entry.path.as_str()).unwrap_or(0);
            if there != entry.articles {
                let what = format!(
                    "says {} articles of {}, where there are {there}",
                    entry.articles, entry.path
                );
                self.damages.push(damage("catalog", what));
            }
        }
        let mut unknown: Vec<_> = counts.into_keys().collect();
        unknown.sort();
        for path in unknown {
            let what = format!("does not know {path}, which articles are of");
            self.damages.push(damage("catalog", what));
        }
    }
}

/// Walks every posting of a field with its positions, and gives how many there are.
fn walk_postings(segment: &SegmentReader, field: Field) -> tantivy::Result<u64> {
    let index = segment.inverted_index(field)?;
    let mut terms = index.terms().stream()?;
    let mut walked = 0;
    let mut positions = Vec::new();
    while terms.advance() {
        let info = terms.value().clone();
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = index.read_postings_from_terminfo(&info, option)?;
        let mut found = 0;
        let mut last = None;
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if last.is_some_and(|last| doc <= last) || doc >= segment.max_doc() {
                return Err(corrupt("its postings are not in order"));
            }
            postings.positions(&mut positions);
            found += 1;
            last = Some(doc);
            doc = postings.advance();
        }
        if found != info.doc_freq {
            return Err(corrupt(
                "a term has another number of postings than it says",
            ));
        }
        walked += u64::from(found);
    }
    Ok(walked)
}

fn walk_column(segment: &SegmentReader, name: &str, kind: FieldType) -> tantivy::Result<()> {
    let columns = segment.fast_fields();
    match kind {
        FieldType::Text => {
            let Some(column) = columns.str(name)? else {
                return Ok(());
            };
            let mut text = String::new();
            for doc in 0..segment.max_doc() {
                for ord in column.term_ords(doc) {
                    text.clear();
                    if !column.ord_to_str(ord, &mut text)? {
                        return Err(corrupt("a column names a value that it does not have"));
                    }
                }
            }
        }
        FieldType::I64 => {
            let column = columns.column_opt::<i64>(name)?;
            if let Some(column) = column {
                (0..segment.max_doc()).for_each(|doc| column.values_for_doc(doc).for_each(drop));
            }
        }
        FieldType::U64 => {
            let column = columns.column_opt::<u64>(name)?;
            if let Some(column) = column {
                (0..segment.max_doc()).for_each(|doc| column.values_for_doc(doc).for_each(drop));
            }
        }
    }
    Ok(())
}

fn corrupt(what: &str) -> tantivy::TantivyError {
    tantivy::TantivyError::InternalError(what.to_owned())
}

impl Generation {
    /// Reads every file that articles are of, and holds it against the catalog.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub fn verify_sources(&self) -> Result<Sources, IndexError> {
        let folders = self.folders();
        let mut sources = Sources::default();
        let mut catalog = self.catalog_reader()?;
        let advance = |catalog: &mut crate::index::CatalogReader| {
            catalog.advance().map_err(|error| self.catalog_error(error))
        };
        advance(&mut catalog)?;
        while let Some(entry) = catalog.entry() {
            // What was not hashed when it was read cannot be compared.
            if entry.hash != [0; 16] {
                sources.files += 1;
                match look_at_source(&folders, &entry.path) {
                    Some((stat, _)) if stat != entry.stat => {
                        sources.changed.push(entry.path.clone());
                    }
                    Some((_, hash)) if hash != entry.hash => {
                        sources.unnoticed.push(entry.path.clone());
                    }
                    Some(_) => {}
                    None => sources.changed.push(entry.path.clone()),
                }
            }
            advance(&mut catalog)?;
        }
        Ok(sources)
    }
}

fn look_at_source(folders: &Folders, file: &ArchivePath) -> Option<(FileStat, [u8; 16])> {
    let path = folders.locate(file);
    let stat = FileStat::of(&fs::metadata(&path).ok()?);
    Some((stat, content_hash(&path).ok()?))
}
