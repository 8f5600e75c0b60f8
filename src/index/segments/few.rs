//! A few articles as segments in memory, with the lengths that they have in an index on disk.
//!
//! Their families of copies are found as well. They are those of all articles if all members are among
//! the few, which is for the caller to see to.

use super::segment_maker::{ENGINE_MINIMUM, SegmentMaker};
use crate::analysis::{CurrentArticle, Language};
use crate::article::Article;
use crate::copies::{Families, write_families};
use crate::schema::ArticleSchema;
use tantivy::directory::{OwnedBytes, RamDirectory};
use tantivy::indexer::NoMergePolicy;
use tantivy::{
    Index, IndexSettings, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, TantivyError,
};

/// Indexes articles in memory, each in the language that it is read in.
///
/// # Errors
/// If the engine refuses.
pub(in crate::index) fn few_articles(
    articles: Vec<(Article, Language)>,
    schema: &ArticleSchema,
) -> tantivy::Result<Searcher> {
    opened(&few_in_memory(articles, schema)?.0)
}

/// The same, with their families.
///
/// # Errors
/// If the engine refuses.
pub fn few_with_families(
    articles: Vec<(Article, Language)>,
    schema: &ArticleSchema,
) -> tantivy::Result<(Searcher, Families)> {
    let (index, _) = few_in_memory(articles, schema)?;
    with_families(&index)
}

fn opened(index: &Index) -> tantivy::Result<Searcher> {
    let reader = index.reader_builder();
    let reader = reader.reload_policy(ReloadPolicy::Manual).try_into()?;
    Ok(reader.searcher())
}

/// The engine's view of a few articles in memory, and their families.
pub(in crate::index) fn with_families(index: &Index) -> tantivy::Result<(Searcher, Families)> {
    let searcher = opened(index)?;
    let mut found = Vec::new();
    write_families(&searcher, &|_, _, place| place, None, 1, &mut found)?;
    let families = Families::open(OwnedBytes::new(found), &searcher);
    let families = families
        .map_err(|what| TantivyError::InternalError(format!("a list of families {what}")))?;
    Ok((searcher, families))
}

/// The same as an index of at most one segment, with its files.
pub(in crate::index) fn few_in_memory(
    articles: Vec<(Article, Language)>,
    schema: &ArticleSchema,
) -> tantivy::Result<(Index, RamDirectory)> {
    let files = RamDirectory::create();
    let settings = IndexSettings::default();
    let mut index = Index::create(files.clone(), schema.tantivy.clone(), settings)?;
    let mut maker = SegmentMaker::new(index.clone(), schema.clone(), usize::MAX);
    for (article, language) in articles {
        maker.add_in(article, language)?;
    }
    let languages = maker.languages().clone();
    let segments = maker.finish(&languages)?;
    index.set_tokenizers(schema.tokenizers(&CurrentArticle::default()));
    let mut writer: IndexWriter<TantivyDocument> =
        index.writer_with_num_threads(1, ENGINE_MINIMUM)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for segment in segments {
        writer.add_segment(segment)?;
    }
    writer.commit()?;
    Ok((index, files))
}
