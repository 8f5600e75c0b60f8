//! An archive from one index to another, without its sources: from a local index to a cluster, or
//! back.
//!
//! Every article goes as it is stored, with its number in its file and the language that it was
//! read in. The catalog and the lists of records go with them, so the next job reads only what
//! changed. What arrived is read again and compared before anybody can search it.

use crate::analysis::Language;
use crate::article::{Article, Folders};
use crate::index::catalog::update::CatalogUpdate;
use crate::index::elsewhere::ElsewhereError;
use crate::index::error::IndexError;
use crate::index::hashed::hash_of;
use crate::index::records::content::ContentHasher;
use crate::index::segments::segment_maker::LanguageCounts;
use crate::index::store::draft::{BuildFrom, Draft};
use crate::index::store::generation::Generation;
use crate::index::store::index_store::IndexStore;
use crate::index::store::statistics::SegmentLanguages;
use crate::schema::{ArticleSchema, Places, StoredArticles};
use std::collections::HashSet;
use tantivy::Searcher;

/// What was transferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transferred {
    /// The number of the new generation.
    pub generation: u64,
    /// The number of articles.
    pub articles: u64,
    /// The sum of the hashes of all articles, each over all that is stored, its number in its file
    /// and its language.
    pub hash: u64,
}

/// Receives how many articles have to be sent and read again, and then each of these steps.
pub trait TransferProgress {
    /// Both steps of this many articles are to be done.
    fn begin(&self, articles: u64);
    /// An article was sent, or read again.
    fn step(&self);
}

/// Articles that were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sum {
    articles: u64,
    hash: u64,
}

impl Sum {
    /// Adds an article. Its number in its file counts too, since the lists of records name it.
    fn add(&mut self, hasher: &mut ContentHasher, article: &Article, language: Language) {
        let mut bytes = hasher.hash(article).to_be_bytes().to_vec();
        bytes.extend(article.origin.ordinal.to_be_bytes());
        bytes.extend(language.as_str().as_bytes());
        let first = hash_of(&bytes).first_chunk().copied();
        self.articles += 1;
        self.hash = self
            .hash
            .wrapping_add(u64::from_be_bytes(first.unwrap_or_default()));
    }
}

/// Copies a generation of an index to another index, which has none yet. `folders` are those of the
/// archive that it becomes; `memory` is in bytes.
///
/// # Errors
/// If one of them cannot be read or written, the other one has a generation, or what arrived
/// differs. Nothing is published then.
pub fn transfer(
    (generation, from): (&Generation, &IndexStore),
    to: &IndexStore,
    folders: &Folders,
    (memory, threads): (u64, usize),
    progress: &dyn TransferProgress,
) -> Result<Transferred, IndexError> {
    let lock = to.lock()?;
    to.remove_leftovers()?;
    to.catch_up(&lock, true)?;
    if to.exists() {
        let message = format!(
            "{} has an index already: only an archive without one takes another's",
            shown(to)
        );
        return Err(ElsewhereError::Unsupported(message).into());
    }
    let settings = generation.manifest.settings.clone();
    let mut draft = to.draft(&lock, BuildFrom::Articles(generation), &settings.languages)?;
    let half = usize::try_from(memory / 2).unwrap_or(usize::MAX);
    let mut maker = draft.segment_maker(half);
    let (mut sent, mut hasher) = (Sum::default(), ContentHasher::default());
    let failed = IndexError::engine;
    let expected = generation.manifest.statistics.articles;
    progress.begin(expected);
    each(generation, from, &mut |article, language| {
        sent.add(&mut hasher, &article, language);
        progress.step();
        maker.add_in(article, language).map_err(failed(to.path()))
    })?;
    if sent.articles != expected {
        let message = format!(
            "{} gave {} articles of {expected}: its generation was removed meanwhile, or is damaged",
            shown(from),
            sent.articles
        );
        return Err(ElsewhereError::Failed(message).into());
    }
    let segments = maker.finish(&LanguageCounts::new());
    draft.add_segments(segments.map_err(failed(to.path()))?);
    if let Some(refused) = draft.refused()?.first() {
        return Err(refused.as_error().into());
    }
    draft.commit(memory / 2)?;
    let mut arrived = Sum::default();
    each_of_draft(&draft, to, &mut |article, language| {
        arrived.add(&mut hasher, &article, language);
        progress.step();
    })?;
    if arrived != sent {
        let message = format!(
            "what arrived differs: {} articles of {}, hash {:016x} instead of {:016x}",
            arrived.articles, sent.articles, arrived.hash, sent.hash
        );
        return Err(ElsewhereError::Failed(message).into());
    }
    draft.finish_records(Some(generation), &HashSet::new())?;
    let catalog = CatalogUpdate {
        base: Some(generation.catalog_reader()?),
        removed: &[],
        entries: Vec::new(),
    };
    let new = draft.publish(catalog, settings, folders, (None, threads), &lock)?;
    Ok(Transferred {
        generation: new.manifest.generation,
        articles: arrived.articles,
        hash: arrived.hash,
    })
}

/// Calls `each` with every article of a generation as it is stored, and its language.
fn each(
    generation: &Generation,
    store: &IndexStore,
    each: &mut dyn FnMut(Article, Language) -> Result<(), IndexError>,
) -> Result<(), IndexError> {
    if let Some(elsewhere) = generation.elsewhere() {
        let mut failed = None;
        let read = elsewhere.each(generation.number(), &mut |article, language| {
            each(article, language).map_err(|error| {
                let told = ElsewhereError::Failed(error.with_cause());
                failed = Some(error);
                told
            })
        });
        return match failed {
            Some(error) => Err(error),
            None => Ok(read?),
        };
    }
    each_of_segments(generation.searcher(), &generation.schema, store, each)
}

/// Calls `each` with every article that a draft has.
fn each_of_draft(
    draft: &Draft,
    store: &IndexStore,
    each: &mut dyn FnMut(Article, Language),
) -> Result<(), IndexError> {
    if draft.is_elsewhere() {
        return draft.each_sent(&mut |article, language| {
            each(article, language);
            Ok(())
        });
    }
    let searcher = draft.searcher();
    let searcher = searcher.map_err(IndexError::engine(store.path()))?;
    each_of_segments(
        &searcher,
        &ArticleSchema::load(),
        store,
        &mut |article, language| {
            each(article, language);
            Ok(())
        },
    )
}

/// Calls `each` with every article in segments, with the number that it is stored with: the lists
/// of records go by it.
fn each_of_segments(
    searcher: &Searcher,
    schema: &ArticleSchema,
    store: &IndexStore,
    each: &mut dyn FnMut(Article, Language) -> Result<(), IndexError>,
) -> Result<(), IndexError> {
    let failed = || IndexError::engine(store.path());
    let schema = ArticleSchema {
        places: Places::default(),
        ..schema.clone()
    };
    for segment in searcher.segment_readers() {
        let languages = SegmentLanguages::open(segment).map_err(failed())?;
        let stored = StoredArticles::open(&schema, segment).map_err(failed())?;
        for doc in segment.doc_ids_alive() {
            let article = stored.article(doc).map_err(failed())?;
            each(article, languages.of(doc))?;
        }
    }
    Ok(())
}

/// An index for people: its address on a cluster, or its folder.
fn shown(store: &IndexStore) -> String {
    match store.elsewhere() {
        Some(elsewhere) => elsewhere.name(),
        None => store.path().display().to_string(),
    }
}
