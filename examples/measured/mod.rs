//! What programs that measure share: an index of a folder, its engine, its articles.
//!
//! It is a module of theirs and no example.

use dateline::article::Article;
use dateline::index::{BuildSettings, Generation, IndexStore, Progress, Settings, build};
use dateline::query::ask::Ask;
use dateline::query::{
    Engine, QueryPlan, SearchError, SearchRequest, Snapshot, SortOrder, Synonyms,
};
use std::error::Error;
use std::path::Path;

/// Makes an index of a folder.
pub(crate) fn index(folder: &Path, store: &Path) -> Result<Generation, Box<dyn Error>> {
    let settings = BuildSettings {
        settings: Settings::default(),
        memory: 256 << 20,
        threads: 2,
        full: false,
        append_only: false,
        keep: 2,
    };
    let store = IndexStore::at(store.to_owned());
    build(folder, &store, &settings, &Silent)?;
    Ok(store.current()?)
}

/// Shows no progress.
struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Option<u64>) {}
    fn read(&self) {}
    fn finishing(&self) {}
}

/// The engine of a generation.
pub(crate) fn engine(generation: &Generation) -> Engine<'_> {
    let tokens = &generation.manifest.statistics.tokens;
    Engine {
        elsewhere: None,
        snapshot: Snapshot::new(generation.searcher(), &generation.schema, tokens),
    }
}

/// Calls `each` with every article of a generation, the oldest first.
pub(crate) fn each_article(
    generation: &Generation,
    mut each: impl FnMut(Article),
) -> Result<(), Box<dyn Error>> {
    let request = SearchRequest {
        sort: SortOrder::Oldest,
        ..SearchRequest::new(Ask::default(), usize::MAX)
    };
    let plan = QueryPlan::new(&request, &generation.schema, &Synonyms::default());
    engine(generation).for_each(&plan, |_, article, _| {
        each(article);
        Ok::<_, SearchError>(())
    })?;
    Ok(())
}
