//! The next generation while it is made.
//!
//! Segments are added to it, old articles are deleted from it (`commit`), the lists of articles are
//! ended (`records`), and it is published by one rename of its folder and one of `CURRENT` (`publish`).

mod publish;
mod records;

use crate::analysis::{ArchiveLanguages, Language};
use crate::article::{ArchivePath, Article};
use crate::formats::READERS_VERSION;
use crate::index::elsewhere::{Counted, DraftElsewhere, ElsewhereError};
use crate::index::error::IndexError;
use crate::index::file_names::{RECORDS, TANTIVY, has_extension};
use crate::index::place::Place;
use crate::index::records::draft_lists::DraftLists;
use crate::index::segments::commit::{self, Commit};
use crate::index::segments::draft_directory::DraftDirectory;
use crate::index::segments::in_file::ArticlesInFile;
use crate::index::segments::link;
use crate::index::segments::segment_maker::{ENGINE_MINIMUM, LanguageCounts, SegmentMaker};
use crate::index::segments::words::GatheredWords;
use crate::index::store::damage::{checksum_damage, managed};
use crate::index::store::generation::Generation;
use crate::index::store::index_store::{IndexStore, WriterLock};
use crate::index::store::seal::SealedFile;
use crate::index::store::statistics::languages_in;
use crate::schema::ArticleSchema;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use tantivy::index::SegmentId;
use tantivy::{Index, ReloadPolicy, Searcher, SegmentMeta};

/// What a draft starts from.
#[derive(Clone, Copy)]
pub enum BuildFrom<'a> {
    /// An empty index: every file is read.
    Nothing,
    /// The segments of a generation. They are linked where the file system can, else copied.
    Generation(&'a Generation),
    /// An empty index, which gets the articles of a generation of another index. Its number is not
    /// lower than the one there, since problems name the generation that had them first.
    Articles(&'a Generation),
}

/// The next generation while it is made. Dropping it leaves the index as it was.
pub struct Draft {
    store: IndexStore,
    number: u64,
    folder: Place,
    schema: ArticleSchema,
    /// How many articles of each language the generation before had.
    languages_before: LanguageCounts,
    directory: DraftDirectory,
    index: Index,
    /// The files of the generation it starts from, as they were sealed.
    sealed: Vec<SealedFile>,
    segments: Vec<SegmentMeta>,
    removed: Vec<ArchivePath>,
    gone: Vec<ArticlesInFile>,
    /// The lists of the articles of files that have several.
    lists: DraftLists,
    /// What keeps the articles, if they are not in the segments.
    elsewhere: Option<Arc<dyn DraftElsewhere>>,
    /// The words of the articles that are elsewhere. None if the generation before has no such list:
    /// then the next rebuild makes one.
    words: Option<Arc<GatheredWords>>,
    /// What was counted there.
    counted: Counted,
    /// The version of the readers that its articles were read with.
    readers_version: u32,
    published: bool,
}

impl IndexStore {
    /// Starts the next generation, and removes what a killed job left.
    ///
    /// # Errors
    /// If the operating system or the engine refuses.
    pub fn draft(
        &self,
        _lock: &WriterLock,
        from: BuildFrom,
        languages: &[Language],
    ) -> Result<Draft, IndexError> {
        self.remove_leftovers()?;
        self.set_none_current()?;
        Draft::start(self.clone(), from, languages)
    }
}

impl Draft {
    fn start(
        store: IndexStore,
        from: BuildFrom,
        languages: &[Language],
    ) -> Result<Self, IndexError> {
        let mut highest = store.highest_number().max(store.alerts_settled()?);
        if let Some(elsewhere) = store.elsewhere() {
            let there = elsewhere.generations()?.last().copied();
            highest = highest.max(there.unwrap_or(0));
        }
        if let BuildFrom::Articles(other) = from {
            highest = highest.max(other.number().saturating_sub(1));
        }
        let number = highest + 1;
        let folder = store.draft_folder();
        let tantivy = folder.join(TANTIVY);
        for folder in [&folder, &tantivy] {
            folder
                .create_folder()
                .map_err(IndexError::at("create", folder))?;
        }
        let schema = ArticleSchema::of(ArchiveLanguages::new(languages));
        let (sealed, languages_before) = match from {
            BuildFrom::Nothing | BuildFrom::Articles(_) => (Vec::new(), LanguageCounts::new()),
            BuildFrom::Generation(base) => {
                link::link_segments(&base.folder().join(TANTIVY), &tantivy)?;
                let languages = base.manifest.statistics.languages.clone();
                (base.sealed_files()?, languages)
            }
        };
        let (directory, index) = DraftDirectory::open(&tantivy)
            .and_then(|directory| {
                let index = commit::open_or_create(directory.clone(), &schema)?;
                Ok((directory, index))
            })
            .map_err(IndexError::engine(store.path()))?;
        let base = match from {
            BuildFrom::Nothing | BuildFrom::Articles(_) => None,
            BuildFrom::Generation(base) => Some(base.number()),
        };
        let words = match from {
            _ if store.elsewhere().is_none() => None,
            BuildFrom::Nothing | BuildFrom::Articles(_) => Some(GatheredWords::new(None)),
            BuildFrom::Generation(base) => {
                let words = base.words().first();
                words.map(|words| GatheredWords::new(Some(words.clone())))
            }
        };
        let elsewhere = store.elsewhere();
        let elsewhere = elsewhere.map(|elsewhere| elsewhere.draft(number, base, &schema));
        let elsewhere = elsewhere.transpose()?;
        let lists = folder.join(RECORDS);
        Ok(Self {
            store,
            number,
            folder,
            schema,
            languages_before,
            directory,
            index,
            sealed,
            segments: Vec::new(),
            removed: Vec::new(),
            gone: Vec::new(),
            lists: DraftLists::new(lists),
            elsewhere,
            words: words.map(Arc::new),
            counted: Counted::default(),
            readers_version: match from {
                BuildFrom::Articles(other) => other.manifest.readers_version,
                BuildFrom::Nothing | BuildFrom::Generation(_) => READERS_VERSION,
            },
            published: false,
        })
    }

    /// Sets the time zone of the archive, in which watches are read.
    pub(in crate::index) fn set_time_zone(&mut self, name: Option<String>) {
        self.schema.time_zone = name;
    }

    /// How many articles of each language the generation before had.
    #[must_use]
    pub fn languages_before(&self) -> &LanguageCounts {
        &self.languages_before
    }

    /// A writer of new segments, for one thread, that uses about `memory` bytes, at least 15
    /// million.
    #[must_use]
    pub fn segment_maker(&self, memory: usize) -> SegmentMaker {
        let memory = memory.max(ENGINE_MINIMUM);
        let maker = SegmentMaker::new(self.index.clone(), self.schema.clone(), memory);
        match &self.elsewhere {
            Some(elsewhere) => {
                let words = self.words.clone();
                let words = words.unwrap_or_else(|| Arc::new(GatheredWords::new(None)));
                maker.sending_to(Arc::clone(elsewhere), words)
            }
            None => maker,
        }
    }

    /// Adds the segments that a [`SegmentMaker`] made.
    pub fn add_segments(&mut self, segments: Vec<SegmentMeta>) {
        self.segments.extend(segments);
    }

    /// Removes the articles of this file that came with [`BuildFrom::Generation`]. Its articles in
    /// added segments stay.
    pub fn remove_file(&mut self, path: ArchivePath) {
        self.removed.push(path);
    }

    /// Removes some articles of a file that came with [`BuildFrom::Generation`], by the numbers
    /// that the index has stored, ascending. The others stay.
    pub(in crate::index) fn remove_articles(&mut self, path: ArchivePath, serials: Vec<u32>) {
        self.gone.push(ArticlesInFile {
            path_field: self.schema.fields.path,
            path,
            serials: serials.into(),
        });
    }

    /// Deletes, adds and merges. Afterwards the segments are those of the new generation. No merge
    /// makes a segment of more than about `most_bytes`.
    ///
    /// A file of the generation before is checked, byte for byte, if new files are made from it: it
    /// is merged, or it says which articles are deleted. What was made from damaged bytes would
    /// have right checksums, and nothing would find the damage any more. Files that are carried
    /// over are not read: they keep the checksums that they were sealed with, so `verify` still
    /// finds damage in them, and a refresh of a large index does not read all of it.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`] if such a file is damaged; others if the engine refuses.
    pub fn commit(&mut self, most_bytes: u64) -> Result<(), IndexError> {
        if let Some(elsewhere) = &self.elsewhere {
            let articles = self.gone.drain(..);
            let articles = articles.map(|gone| (gone.path, gone.serials.to_vec()));
            let files: Vec<_> = self.removed.drain(..).collect();
            self.counted = elsewhere.finish(&files, &articles.collect::<Vec<_>>())?;
        }
        let is_deletion = |name: &str| has_extension(name, "del");
        let has_removed = !self.removed.is_empty() || !self.gone.is_empty();
        if has_removed {
            self.check_sealed(is_deletion)?;
        }
        let folder = self.folder.join(TANTIVY);
        let commit = Commit {
            index: &self.index,
            folder: &folder,
            path_field: self.schema.fields.path,
            most_bytes,
        };
        let committed = commit.run(
            self.removed.drain(..),
            self.gone.drain(..),
            self.segments.drain(..),
        );
        let (writer, groups) = committed.map_err(IndexError::engine(self.store.path()))?;
        let merged: HashSet<String> = groups
            .iter()
            .flatten()
            .map(SegmentId::uuid_string)
            .collect();
        self.check_sealed(|name| {
            let segment = name.split_once('.').map(|(segment, _)| segment);
            // The engine has replaced the lists of deleted articles, which were checked before.
            segment.is_some_and(|segment| merged.contains(segment))
                && !(has_removed && is_deletion(name))
        })?;
        commit::merge(writer, &groups).map_err(IndexError::engine(self.store.path()))
    }

    /// Checks files of the segments that the draft started from, chosen by their names.
    fn check_sealed(&self, is_chosen: impl Fn(&str) -> bool) -> Result<(), IndexError> {
        let name_of = |file: &SealedFile| {
            let name = file.name.strip_prefix(TANTIVY)?.strip_prefix('/')?;
            is_chosen(name).then(|| name.to_owned())
        };
        let mut chosen = self
            .sealed
            .iter()
            .filter_map(|file| Some((file, name_of(file)?)));
        let mut directory = None;
        let found = chosen.find_map(|(file, name)| {
            let directory = directory.get_or_insert_with(|| managed(&self.folder));
            let of_engine = || match directory {
                Some(directory) => checksum_damage(directory, Path::new(&name)),
                None => Some("cannot be checked: the list of the engine is damaged".to_owned()),
            };
            let what = file.damage(&self.folder).or_else(of_engine)?;
            Some(format!("{name} {what}"))
        });
        found.map_or(Ok(()), |reason| Err(self.store.corrupt(reason)))
    }

    /// The engine's view of the segments. Its default reload policy would put a lock file back when
    /// the reader is dropped.
    pub(in crate::index) fn searcher(&self) -> tantivy::Result<Searcher> {
        let reader = self.index.reader_builder();
        let reader = reader.reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(reader.searcher())
    }

    /// The schema, with the languages that these articles were read in.
    pub(in crate::index) fn schema_of(
        &self,
        searcher: &Searcher,
    ) -> tantivy::Result<ArticleSchema> {
        Ok(self.schema_with(&languages_in(searcher)?))
    }

    fn schema_with(&self, articles: &LanguageCounts) -> ArticleSchema {
        let mut schema = self.schema.clone();
        schema.languages = schema.languages.with_articles(articles);
        schema
    }

    /// Whether its articles are elsewhere.
    pub(in crate::index) fn is_elsewhere(&self) -> bool {
        self.elsewhere.is_some()
    }

    /// The schema, with the languages that its articles elsewhere were read in.
    pub(in crate::index) fn schema_elsewhere(&self) -> ArticleSchema {
        let counted = self.counted.languages.iter();
        let articles = counted
            .filter_map(|(name, (articles, _))| Some((Language::from_name(name)?, *articles)));
        self.schema_with(&articles.collect())
    }

    /// Calls `each` with every article that was sent, with its number and its language. Comes after
    /// [`Self::commit`].
    pub(in crate::index) fn each_sent(
        &self,
        each: &mut dyn FnMut(Article, Language) -> Result<(), ElsewhereError>,
    ) -> Result<(), IndexError> {
        match &self.elsewhere {
            Some(elsewhere) => Ok(elsewhere.each_added(each)?),
            None => Ok(()),
        }
    }

    /// Sets the place in its file of an article that has its number. Comes after
    /// [`Self::finish_records`].
    pub(in crate::index) fn set_place(&self, article: &mut Article) {
        let origin = &mut article.origin;
        if let Some(moved) = self.lists.written().moved.get(&origin.path) {
            origin.ordinal = moved.place(origin.ordinal);
        }
    }

    pub(in crate::index) fn folder(&self) -> &Place {
        &self.folder
    }

    /// The number it will have as a generation.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.published {
            // The next job removes what cannot be removed now.
            let _ = self.folder.remove_all();
        }
    }
}
