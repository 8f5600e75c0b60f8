//! Whether a generation is what was published: every checksum, every stored article, every posting
//! and every column, and the counts of all of them compared with the catalog.
//!
//! Damage is data and not an error: the result lists every damaged part. Nothing is repaired here.
//!
//! A damaged file may have any length. So the bytes of a file are read only if it has the length
//! that the seal has for it; without a seal, none is.

use super::damage::{Damage, checksum_damage, managed};
use super::generation::Generation;
use super::index_store::IndexStore;
use super::seal;
use super::walk_segments::Walked;
use crate::index::catalog::in_memory::Catalog;
use crate::index::elsewhere::Elsewhere;
use crate::index::error::IndexError;
use crate::index::file_names::{
    self, CATALOG, CURRENT, ENGINE_MANAGED, FAMILIES, GENERATIONS, LOCK, MANIFEST, PLACES, RECORDS,
    SEAL, TANTIVY, WORDS,
};
use crate::index::place::Place;
use crate::index::records::moved::MovedRecords;
use crate::index::records::places_file::{self, MovedFiles};
use crate::index::records::table::RecordTable;
use crate::index::segments::families;
use crate::index::segments::words;
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// What a check of a generation found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verification {
    /// The number of the generation.
    pub generation: u64,
    /// The number of files whose checksums were computed.
    pub files: u64,
    /// The number of articles that were decoded.
    pub articles: u64,
    /// The number of postings that were read.
    pub postings: u64,
    /// What is damaged; empty if nothing is.
    pub damages: Vec<Damage>,
}

impl IndexStore {
    /// Checks the current generation.
    ///
    /// # Errors
    /// If there is none or it cannot be read. Damage is not an error.
    pub fn verify(&self) -> Result<Verification, IndexError> {
        let number = match self.current_number() {
            Ok(Some(number)) => number,
            Ok(None) => return Err(IndexError::Missing(self.path().to_owned())),
            Err(IndexError::Corrupt { reason, .. }) => {
                return Ok(Verification {
                    damages: vec![Damage::new(CURRENT, reason)],
                    ..Verification::default()
                });
            }
            Err(error) => return Err(error),
        };
        self.verify_generation(number)
    }

    /// Checks a generation as if `CURRENT` named it.
    ///
    /// # Errors
    /// As [`Self::verify`].
    pub(super) fn verify_generation(&self, number: u64) -> Result<Verification, IndexError> {
        let mut found = Verification {
            generation: number,
            ..Verification::default()
        };
        let folder = self.generation_folder(number);
        if !folder.is_folder() {
            let what = format!("names generation {number}, which is missing");
            found.damages.push(Damage::new(CURRENT, what));
            return Ok(found);
        }
        // No job can write without it.
        if let Some(what) = self.folder().join(LOCK).refusal() {
            found.damages.push(Damage::new(LOCK, what));
        }
        let sealed = found.check_seal(&folder);
        found.check_checksums(&folder, &sealed);
        // Damaged files are not opened: the engine may do anything with them.
        if !found.damages.is_empty() {
            return Ok(found);
        }
        match Generation::open(self, number) {
            Ok(generation) => found.check_open(&generation),
            // Its checksums are right; this program cannot read an index of another version.
            Err(IndexError::SchemaChanged { .. } | IndexError::AnalysisChanged { .. }) => {}
            Err(IndexError::Corrupt { reason, .. }) => {
                found.damages.push(Damage::new("the generation", reason));
            }
            Err(error) => return Err(error),
        }
        Ok(found)
    }
}

/// The engine panics on some wrong bytes.
const PANICS: &str = "cannot be read: the engine panics";

impl Verification {
    /// The name of a file of the generation, below the folder of the index.
    fn name(&self, file: &str) -> String {
        let generation = file_names::generation(self.generation);
        format!("{GENERATIONS}/{generation}/{file}")
    }

    /// Compares the length and the end of each file with the seal. Returns the names of the files
    /// that are as they were sealed, as far as that shows.
    fn check_seal(&mut self, generation: &Place) -> HashSet<String> {
        let files = match seal::read(generation) {
            Ok(files) => files,
            Err(what) => {
                let what = format!("cannot be used: {what}");
                self.damages.push(Damage::new(self.name(SEAL), what));
                return HashSet::new();
            }
        };
        self.files = files.len() as u64 + 1;
        let mut same = HashSet::new();
        for file in files {
            match file.damage(generation) {
                Some(what) => self.damages.push(Damage::new(self.name(&file.name), what)),
                None => {
                    same.insert(file.name);
                }
            }
        }
        same
    }

    /// Checks the checksums in the files themselves. In segments they are the engine's and cover all
    /// but the ends.
    fn check_checksums(&mut self, generation: &Place, sealed: &HashSet<String>) {
        let own = [
            (FAMILIES, families::damage as fn(&Place) -> Option<String>),
            (PLACES, places_file::damage),
            (WORDS, words::damage),
        ];
        for (name, damage) in own.into_iter().filter(|(name, _)| sealed.contains(*name)) {
            let found = damage(generation).map(|what| Damage::new(self.name(name), what));
            self.damages.extend(found);
        }
        let list = format!("{TANTIVY}/{ENGINE_MANAGED}");
        let Some(directory) = managed(generation) else {
            if sealed.contains(&list) {
                self.damages
                    .push(Damage::new(self.name(&list), "cannot be used"));
            }
            return;
        };
        let mut segments: Vec<_> = sealed.iter().collect();
        segments.sort();
        for name in segments {
            let file = name
                .strip_prefix(TANTIVY)
                .and_then(|name| name.strip_prefix('/'));
            let what = file.and_then(|file| checksum_damage(&directory, Path::new(file)));
            let found = what.map(|what| Damage::new(self.name(name), what));
            self.damages.extend(found);
        }
    }

    /// Reads everything in a generation whose files are undamaged.
    fn check_open(&mut self, generation: &Generation) {
        let catalog = match generation.catalog() {
            Ok(catalog) => catalog,
            Err(error) => {
                let file = self.name(CATALOG);
                self.damages.push(Damage::new(file, error.to_string()));
                return;
            }
        };
        if let Some(elsewhere) = generation.elsewhere() {
            return self.check_elsewhere(generation, elsewhere, &catalog);
        }
        let mut walked = Walked::default();
        let result = catch_unwind(AssertUnwindSafe(|| walked.walk(generation)));
        self.articles = walked.articles;
        self.postings = walked.postings;
        match result {
            Ok(Ok(())) => {
                self.compare(generation, &catalog, walked.articles_by_file);
                self.check_families(generation);
                self.check_records(generation, &catalog);
            }
            Ok(Err(error)) => {
                let what = error.to_string();
                self.damages.push(Damage::new("the segments", what));
            }
            Err(_) => self.damages.push(Damage::new("the segments", PANICS)),
        }
    }

    /// Reads every article where it is.
    fn check_elsewhere(
        &mut self,
        generation: &Generation,
        elsewhere: &dyn Elsewhere,
        catalog: &Catalog,
    ) {
        let mut counts: HashMap<String, u32> = HashMap::new();
        let read = elsewhere.each(generation.number(), &mut |article, _| {
            *counts
                .entry(article.origin.path.as_str().to_owned())
                .or_default() += 1;
            self.articles += 1;
            Ok(())
        });
        match read {
            Ok(()) => {
                self.compare(generation, catalog, counts);
                self.check_records(generation, catalog);
            }
            Err(error) => {
                let name = elsewhere.name();
                self.damages.push(Damage::new(name, error.to_string()));
            }
        }
    }

    /// Finds the families of copies again.
    fn check_families(&mut self, generation: &Generation) {
        let what = match families::is_as_found(
            generation.folder(),
            generation.searcher(),
            &generation.schema.places,
        ) {
            Ok(true) => return,
            Ok(false) => "are not those of the articles".to_owned(),
            Err(error) => error.to_string(),
        };
        self.damages.push(Damage::new(self.name(FAMILIES), what));
    }

    /// Reads every list of records, and compares it with the catalog and the corrections of places.
    fn check_records(&mut self, generation: &Generation, catalog: &Catalog) {
        let mut files = MovedFiles::new();
        let mut read = || -> Result<Option<String>, IndexError> {
            let Some(mut reader) = generation.records_reader()? else {
                return Ok(None);
            };
            let entries = catalog.entries().iter();
            let counts: HashMap<_, _> =
                entries.map(|entry| (&entry.path, entry.articles)).collect();
            let failed = |error| generation.records_error(error);
            let mut lists = 0;
            while let Some((_, bytes)) = reader.next_if(|_| true).map_err(failed)? {
                let decoded = RecordTable::decode(bytes);
                let (head, table) = decoded.map_err(|error| failed(error.into()))?;
                let there = counts.get(&head.path).copied().unwrap_or(0);
                if head.articles != u64::from(there) {
                    let (path, listed) = (&head.path, head.articles);
                    return Ok(Some(format!(
                        "lists {listed} articles of {path}, but there are {there}"
                    )));
                }
                if head.has_moved {
                    files.insert(head.path, MovedRecords::of(&table));
                }
                lists += 1;
            }
            let said = generation.manifest.record_lists;
            Ok((lists != said).then(|| format!("has {lists} lists, not {said}")))
        };
        let found = match read() {
            Ok(found) => found,
            Err(error) => Some(error.to_string()),
        };
        if let Some(what) = found {
            let file = self.name(RECORDS);
            return self.damages.push(Damage::new(file, what));
        }
        let what = match generation.has_places_of(&files) {
            Ok(true) => return,
            Ok(false) => "are not those of the lists of records".to_owned(),
            Err(error) => error.to_string(),
        };
        self.damages.push(Damage::new(self.name(PLACES), what));
    }

    /// Compares the counts of the segments with the manifest and the catalog.
    fn compare(
        &mut self,
        generation: &Generation,
        catalog: &Catalog,
        mut counts: HashMap<String, u32>,
    ) {
        let said = generation.manifest.statistics.articles;
        if said != self.articles {
            let what = format!("says {said} articles, but there are {}", self.articles);
            self.damages.push(Damage::new(MANIFEST, what));
        }
        for entry in catalog.entries() {
            let there = counts.remove(entry.path.as_str()).unwrap_or(0);
            if there != entry.articles {
                let what = format!(
                    "says {} articles of {}, but there are {there}",
                    entry.articles, entry.path
                );
                self.damages.push(Damage::new(CATALOG, what));
            }
        }
        let mut unknown: Vec<_> = counts.into_keys().collect();
        unknown.sort();
        for path in unknown {
            let what = format!("does not have {path}, although articles come from it");
            self.damages.push(Damage::new(CATALOG, what));
        }
    }
}
