//! An archive from one index to another, without its sources: from a local index to a cluster, or back.
//!
//! Every article goes as it is stored, with its number in its file and the language that it was read in.
//! The catalog and the lists of records go with them, so the next job reads only what changed. What
//! arrived is read again and compared.

use crate::analysis::Language;
use crate::article::{Article, Folders};
use crate::index::catalog::update::CatalogUpdate;
use crate::index::elsewhere::ElsewhereError;
use crate::index::error::IndexError;
use crate::index::records::content::ContentHasher;
use crate::index::segments::segment_maker::LanguageCounts;
use crate::index::store::draft::BuildFrom;
use crate::index::store::generation::Generation;
use crate::index::store::index_store::IndexStore;
use crate::index::store::statistics::SegmentLanguages;
use crate::schema::{ArticleSchema, Places, StoredArticles};
use std::collections::HashSet;

/// What was transferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transferred {
    /// The number of the new generation.
    pub generation: u64,
    /// The number of articles.
    pub articles: u64,
    /// The sum of the hashes of all articles, each over all that is stored but its place.
    pub hash: u64,
}

/// Articles that were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sum {
    articles: u64,
    hash: u64,
}

impl Sum {
    fn add(&mut self, hasher: &mut ContentHasher, article: &Article) {
        self.articles += 1;
        self.hash = self.hash.wrapping_add(hasher.hash(article));
    }
}

/// Copies the current generation of an index to another one, which has none yet. `folders` are those of
/// the archive that it becomes; `memory` is in bytes.
///
/// # Errors
/// If one of them cannot be read or written, the other one has a generation, or what arrived differs.
pub fn transfer(
    from: &IndexStore,
    to: &IndexStore,
    folders: &Folders,
    (memory, threads): (u64, usize),
) -> Result<Transferred, IndexError> {
    let generation = from.current()?;
    let lock = to.lock()?;
    to.remove_leftovers()?;
    to.catch_up(&lock, true)?;
    if to.exists() {
        let path = to.path().display();
        let message =
            format!("{path} has an index already: only an archive without one takes another's");
        return Err(ElsewhereError::Unsupported(message).into());
    }
    let settings = generation.manifest.settings.clone();
    let mut draft = to.draft(&lock, BuildFrom::Nothing, &settings.languages)?;
    let half = usize::try_from(memory / 2).unwrap_or(usize::MAX);
    let mut maker = draft.segment_maker(half);
    let (mut sent, mut hasher) = (Sum::default(), ContentHasher::default());
    let failed = IndexError::engine;
    each(&generation, from, &mut |article, language| {
        sent.add(&mut hasher, &article);
        maker.add_in(article, language).map_err(failed(to.path()))
    })?;
    let segments = maker.finish(&LanguageCounts::new());
    draft.add_segments(segments.map_err(failed(to.path()))?);
    draft.commit(memory / 2)?;
    draft.finish_records(Some(&generation), &HashSet::new())?;
    let catalog = CatalogUpdate {
        base: Some(generation.catalog_reader()?),
        removed: &[],
        entries: Vec::new(),
    };
    draft.publish(catalog, settings, folders, threads, &lock)?;
    let arrived = to.current()?;
    let mut there = Sum::default();
    each(&arrived, to, &mut |article, _| {
        there.add(&mut hasher, &article);
        Ok(())
    })?;
    if there != sent {
        let message = format!(
            "what arrived differs: {} articles of {}, hash {:016x} instead of {:016x}",
            there.articles, sent.articles, there.hash, sent.hash
        );
        return Err(ElsewhereError::Failed(message).into());
    }
    Ok(Transferred {
        generation: arrived.number(),
        articles: there.articles,
        hash: there.hash,
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
    let failed = || IndexError::engine(store.path());
    // With the numbers that they were stored with: the lists of records go by them.
    let schema = ArticleSchema {
        places: Places::default(),
        ..generation.schema.clone()
    };
    for segment in generation.searcher().segment_readers() {
        let languages = SegmentLanguages::open(segment).map_err(failed())?;
        let stored = StoredArticles::open(&schema, segment).map_err(failed())?;
        for doc in segment.doc_ids_alive() {
            let article = stored.article(doc).map_err(failed())?;
            each(article, languages.of(doc))?;
        }
    }
    Ok(())
}
