//! The next generation in the making.

use super::catalog::CatalogTotals;
use super::draft_directory::DraftDirectory;
use super::generation::{CATALOG, MANIFEST, TANTIVY};
use super::manifest::{Manifest, Settings, Statistics};
use super::renewal::Renewal;
use super::segment_maker::SegmentMaker;
use super::store::DRAFT;
use super::{Generation, IndexError, IndexStore, durable, fault, merging, seal};
use crate::analysis::{Language, fingerprint};
use crate::article::{ArchivePath, Folders};
use crate::discover::INDEX_GENERATIONS as GENERATIONS;
use crate::formats::READERS_VERSION;
use crate::schema::ArticleSchema;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use tantivy::collector::Count;
use tantivy::index::SegmentId;
use tantivy::indexer::NoMergePolicy;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{
    DocAddress, Index, IndexSettings, IndexWriter, ReloadPolicy, Searcher, SegmentMeta,
    TantivyDocument, Term,
};

/// What a draft begins with.
#[derive(Clone, Copy)]
pub enum BuildFrom<'a> {
    /// Nothing: every file is read.
    Nothing,
    /// The segments of a generation, linked, not copied, where the file system can.
    Generation(&'a Generation),
}

/// The next generation. Dropping it leaves the index as it was.
pub struct Draft {
    store: IndexStore,
    number: u64,
    path: PathBuf,
    schema: ArticleSchema,
    directory: DraftDirectory,
    index: Index,
    segments: Vec<SegmentMeta>,
    removed: Vec<ArchivePath>,
    published: bool,
}

/// What a draft became.
pub(super) struct InForce {
    /// What the new generation says of itself.
    pub(super) manifest: Manifest,
    /// Why the system does not say that the change of generations is on disk.
    pub(super) unsynced: Option<IndexError>,
}

/// The least working memory that the engine accepts for one thread, in bytes.
pub(super) const ENGINE_MINIMUM: usize = 15_000_000;

impl Draft {
    pub(super) fn start(
        store: IndexStore,
        from: BuildFrom,
        language: Language,
    ) -> Result<Self, IndexError> {
        let last = store.generations()?.last().copied().unwrap_or(0);
        let number = last.max(store.last_published().unwrap_or(None).unwrap_or(0)) + 1;
        let path = store.path().join(GENERATIONS).join(DRAFT);
        let tantivy = path.join(TANTIVY);
        fs::create_dir_all(&tantivy).map_err(IndexError::io("create", &tantivy))?;
        let schema = ArticleSchema::of(language);
        if let BuildFrom::Generation(base) = from {
            link_segments(&base.path().join(TANTIVY), &tantivy)?;
        }
        let engine = IndexError::engine(store.path());
        let opened = DraftDirectory::open(&tantivy).and_then(|directory| {
            let index = open_or_create(directory.clone(), &schema)?;
            Ok((directory, index))
        });
        let (directory, index) = opened.map_err(engine)?;
        Ok(Self {
            store,
            number,
            path,
            schema,
            directory,
            index,
            segments: Vec::new(),
            removed: Vec::new(),
            published: false,
        })
    }

    /// A writer of new segments, for one thread, that uses about `memory` bytes.
    #[must_use]
    pub fn segment_maker(&self, memory: usize) -> SegmentMaker {
        let memory = memory.max(ENGINE_MINIMUM);
        SegmentMaker::new(self.index.clone(), self.schema.clone(), memory)
    }

    /// Takes the segments that a [`SegmentMaker`] made.
    pub fn add_segments(&mut self, segments: Vec<SegmentMeta>) {
        self.segments.extend(segments);
    }

    /// Removes the articles that the generation it began with has of this file. Articles in the
    /// segments that are added stay.
    pub fn remove_file(&mut self, path: ArchivePath) {
        self.removed.push(path);
    }

    /// Deletes, adds and merges: behind this the segments are those of the new generation. No
    /// merge makes one of more than about `most_bytes`.
    ///
    /// # Errors
    /// If the engine refuses.
    pub fn commit(&mut self, most_bytes: u64) -> Result<(), IndexError> {
        self.commit_segments(most_bytes)
            .map_err(IndexError::engine(self.store.path()))
    }

    fn commit_segments(&mut self, most_bytes: u64) -> tantivy::Result<()> {
        // The engine's own indexing thread gets no documents, for ours write whole segments; its queue has room for
        // 40,000 of them all the same, so they are of the smallest type there is.
        let mut writer: IndexWriter<TantivyDocument> =
            self.index.writer_with_num_threads(1, ENGINE_MINIMUM)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        if !self.removed.is_empty() {
            for path in self.removed.drain(..) {
                writer.delete_term(Term::from_field_text(
                    self.schema.fields.path,
                    path.as_str(),
                ));
            }
            // Committed before the new segments come in: a changed file's new articles bear the
            // path that is deleted here.
            writer.commit()?;
        }
        if !self.segments.is_empty() {
            for segment in self.segments.drain(..) {
                writer.add_segment(segment)?;
            }
            writer.commit()?;
        }
        for group in self.merges(most_bytes)? {
            writer.merge(&group).wait()?;
        }
        writer.garbage_collect_files().wait()?;
        writer.wait_merging_threads()
    }

    /// Which segments to merge. In a function of its own, because the engine keeps the files of
    /// every segment whose description is still held.
    fn merges(&self, most_bytes: u64) -> tantivy::Result<Vec<Vec<SegmentId>>> {
        let segments = self.index.searchable_segment_metas()?;
        let bytes = self.segment_sizes();
        let candidates: Vec<_> = segments
            .iter()
            .map(|meta| merging::Sized {
                meta,
                bytes: bytes.get(&meta.id().uuid_string()).copied().unwrap_or(0),
            })
            .collect();
        Ok(merging::plan(&candidates, most_bytes))
    }

    /// Bytes on disk by the name that a segment's files begin with.
    fn segment_sizes(&self) -> HashMap<String, u64> {
        let mut sizes = HashMap::new();
        for entry in fs::read_dir(self.path.join(TANTIVY))
            .into_iter()
            .flatten()
            .flatten()
        {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let (Some((segment, _)), Ok(metadata)) = (name.split_once('.'), entry.metadata()) {
                *sizes.entry(segment.to_owned()).or_default() += metadata.len();
            }
        }
        sizes
    }

    /// Puts the generation in force: catalog and manifest, everything to disk, one rename of the
    /// folder, one of `CURRENT`.
    ///
    /// # Errors
    /// If the operating system or the engine refuses; the old generation is in force then. What fails behind the
    /// rename of `CURRENT` is no error any more: [`InForce::unsynced`].
    ///
    /// # Panics
    /// Never: a manifest is plain data, which JSON can hold.
    pub(super) fn publish(
        mut self,
        catalog: Renewal,
        settings: Settings,
        folders: &Folders,
    ) -> Result<InForce, IndexError> {
        let file = self.path.join(CATALOG);
        let totals = catalog
            .write(&file)
            .map_err(|error| IndexError::catalog(&self.store, &file, error))?;
        fault::point("catalog");
        let statistics = self
            .statistics(totals)
            .map_err(IndexError::engine(self.store.path()))?;
        let only = folders.only();
        let manifest = Manifest {
            generation: self.number,
            created: jiff::Timestamp::now(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema_version: self.schema.spec.version,
            analysis: fingerprint(&mut self.schema.analyzer()),
            reading: READERS_VERSION,
            // A folder moves together with the index that lies in it.
            folder: only
                .filter(|folder| self.store.path().parent() != Some(*folder))
                .map(Path::to_owned),
            folders: match only {
                Some(_) => Vec::new(),
                None => folders.iter().cloned().collect(),
            },
            settings,
            statistics,
        };
        let json = serde_json::to_vec_pretty(&manifest).expect("a manifest is plain data");
        let file = self.path.join(MANIFEST);
        durable::write(&file, &json)?;
        fault::point("manifest");
        let tantivy = self.path.join(TANTIVY);
        for private in ["meta.json", ".managed.json"] {
            durable::share(&tantivy.join(private), &file)?;
        }
        for lock in [".tantivy-writer.lock", ".tantivy-meta.lock"] {
            // Left by the engine; a missing one is as good.
            let _ = fs::remove_file(tantivy.join(lock));
        }
        seal::seal(&self.path, TANTIVY)?;
        durable::share(&self.path.join(seal::SEAL), &file)?;
        self.directory.sync()?;
        durable::sync_dir(&tantivy)?;
        durable::sync_dir(&self.path)?;
        fault::point("sync");
        let place = self.store.generation_path(self.number);
        fs::rename(&self.path, &place).map_err(IndexError::io("rename", &self.path))?;
        self.published = true;
        fault::point("rename");
        durable::sync_dir(&self.store.path().join(GENERATIONS))?;
        self.store.set_current(self.number)?;
        let unsynced = durable::sync_dir(self.store.path()).err();
        fault::point("current");
        Ok(InForce { manifest, unsynced })
    }

    /// The engine's view of its segments. A reader that reloads by itself would put its lock file back
    /// when it is removed.
    pub(super) fn searcher(&self) -> tantivy::Result<Searcher> {
        let reader = self.index.reader_builder();
        let reader = reader.reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(reader.searcher())
    }

    pub(super) fn schema(&self) -> &ArticleSchema {
        &self.schema
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The number it will have as a generation.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    fn statistics(&self, totals: CatalogTotals) -> tantivy::Result<Statistics> {
        let searcher = self.searcher()?;
        let mut statistics = Statistics {
            articles: searcher.num_docs(),
            files: totals.files,
            article_files: totals.article_files,
            source_bytes: totals.source_bytes,
            ..Statistics::default()
        };
        for (field, _) in self.schema.searched() {
            let mut tokens = 0;
            for segment in searcher.segment_readers() {
                let lengths = segment.get_fieldnorms_reader(field)?;
                tokens += segment
                    .doc_ids_alive()
                    .map(|doc| u64::from(lengths.fieldnorm(doc)))
                    .sum::<u64>();
            }
            let name = self.schema.tantivy.get_field_name(field).to_owned();
            statistics.tokens.insert(name, tokens);
        }
        statistics.restricted = searcher.search(&self.schema.restricted(), &Count)? as u64;
        self.date_range(&searcher, &mut statistics)?;
        Ok(statistics)
    }

    fn date_range(&self, searcher: &Searcher, statistics: &mut Statistics) -> tantivy::Result<()> {
        let mut ends: Option<[(i64, DocAddress); 2]> = None;
        for (ord, segment) in (0u32..).zip(searcher.segment_readers()) {
            let Some(column) = segment.fast_fields().column_opt::<i64>("published")? else {
                continue;
            };
            for doc in segment.doc_ids_alive() {
                let Some(seconds) = column.first(doc) else {
                    continue;
                };
                statistics.dated += 1;
                let here = (seconds, DocAddress::new(ord, doc));
                let [first, last] = ends.get_or_insert([here, here]);
                if seconds < first.0 {
                    *first = here;
                } else if seconds > last.0 {
                    *last = here;
                }
            }
        }
        if let Some([first, last]) = ends {
            statistics.earliest = self.schema.stored(searcher, first.1)?.published;
            statistics.latest = self.schema.stored(searcher, last.1)?.published;
        }
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.published {
            // What cannot be removed now, the next run clears.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

fn open_or_create(directory: DraftDirectory, schema: &ArticleSchema) -> tantivy::Result<Index> {
    Index::builder()
        .schema(schema.tantivy.clone())
        .tokenizers(schema.tokenizers())
        .settings(IndexSettings {
            docstore_compression: Compressor::Zstd(ZstdCompressor {
                compression_level: Some(2),
            }),
            // Our threads keep every core busy already.
            docstore_compress_dedicated_thread: false,
            // Measured, see docs/performance.md: twice the engine's own, for an index no larger than
            // the text it holds.
            docstore_blocksize: 32_768,
            ..IndexSettings::default()
        })
        .open_or_create(directory)
}

/// Gives a draft the segments of a generation. Segment files never change, so links do; the
/// engine replaces `meta.json` and `.managed.json` by renames, but they are copied to be safe
/// from an engine that would not.
fn link_segments(from: &Path, to: &Path) -> Result<(), IndexError> {
    for entry in fs::read_dir(from).map_err(IndexError::io("list", from))? {
        let entry = entry.map_err(IndexError::io("list", from))?;
        let (name, source) = (entry.file_name(), entry.path());
        let target = to.join(&name);
        let text = name.to_string_lossy();
        if text.ends_with(".lock") {
            continue;
        }
        let linked = !text.ends_with(".json") && fs::hard_link(&source, &target).is_ok();
        if !linked {
            fs::copy(&source, &target).map_err(IndexError::io("copy", &source))?;
        }
    }
    Ok(())
}
