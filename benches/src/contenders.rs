//! Dateline and what it is measured against, each making an index of the same texts.

use anyhow::Context;
use dateline::analysis::CurrentArticle;
use dateline::article::Article;
use dateline::index::{
    BuildReport, BuildSettings, IndexStore, Progress, Settings, build as build_index,
};
use dateline::schema::{Analyzer, ArticleDocument, ArticleSchema};
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Index, IndexSettings, IndexWriter};

/// Working memory of every contender that can be told, in bytes.
pub const MEMORY: u64 = 512 << 20;

/// Tells nobody how far a build is.
struct Silent;

impl Progress for Silent {
    fn begin(&self, _files: Option<u64>) {}
    fn read(&self) {}
    fn finishing(&self) {}
}

/// Brings dateline's index of a folder up to date, or makes it.
///
/// # Errors
/// If it cannot.
pub fn dateline(
    folder: &Path,
    store: &IndexStore,
    memory: u64,
) -> anyhow::Result<(Duration, BuildReport)> {
    let settings = BuildSettings {
        settings: Settings::default(),
        memory,
        threads: crate::threads(),
        full: false,
        append_only: false,
        keep: 2,
    };
    let began = Instant::now();
    let report = build_index(folder, store, &settings, &Silent)?;
    Ok((began.elapsed(), report))
}

/// Where the segments of the generation in force are.
///
/// # Errors
/// If there is none.
pub fn segments(store: &IndexStore) -> anyhow::Result<PathBuf> {
    let number = store.current_number()?.context("there is no index yet")?;
    let path = format!("generations/{number:08}/tantivy");
    Ok(store.path().join(path))
}

/// Bare Tantivy, fed articles that lie in memory through its own writer with its own merging;
/// dateline's schema and document store.
///
/// # Errors
/// If it cannot.
pub fn tantivy(
    folder: &Path,
    articles: &[Article],
    schema: &ArticleSchema,
    tokenizers: TokenizerManager,
) -> anyhow::Result<Duration> {
    fs::create_dir_all(folder)?;
    let documents: Vec<_> = articles
        .iter()
        .map(|article| ArticleDocument::new(article.clone(), schema))
        .collect();
    let began = Instant::now();
    let index = Index::builder()
        .schema(schema.tantivy.clone())
        .tokenizers(tokenizers)
        // As in src/index/segments/commit.rs.
        .settings(IndexSettings {
            docstore_compression: Compressor::Zstd(ZstdCompressor {
                compression_level: Some(2),
            }),
            docstore_compress_dedicated_thread: false,
            docstore_blocksize: 32_768,
            ..IndexSettings::default()
        })
        .create_in_dir(folder)?;
    let mut writer: IndexWriter<ArticleDocument> =
        index.writer_with_num_threads(crate::threads(), usize::try_from(MEMORY)?)?;
    for document in documents {
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(began.elapsed())
}

/// The schema's tokenizers with Tantivy's own English chain in the place of the news analyzer.
///
/// # Errors
/// If Tantivy was built without it.
pub fn en_stem(schema: &ArticleSchema) -> anyhow::Result<TokenizerManager> {
    let tokenizers = schema.tokenizers(&CurrentArticle::default());
    let chain = tokenizers
        .get("en_stem")
        .context("Tantivy has no en_stem")?;
    tokenizers.register(Analyzer::News.name(), chain);
    Ok(tokenizers)
}

/// `SQLite` FTS5: contentless, so nothing but the index is written; Porter's stemmer; one
/// transaction that nothing secures.
///
/// # Errors
/// If it cannot.
pub fn fts5(file: &Path, articles: &[Article]) -> anyhow::Result<Duration> {
    let began = Instant::now();
    let mut connection = Connection::open(file)?;
    connection.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
         CREATE VIRTUAL TABLE t USING fts5(headline, body, content='', tokenize='porter');",
    )?;
    let transaction = connection.transaction()?;
    {
        let mut insert =
            transaction.prepare("INSERT INTO t(rowid, headline, body) VALUES (?, ?, ?)")?;
        for (row, article) in (1i64..).zip(articles) {
            insert.execute((row, &article.headline, &article.body))?;
        }
    }
    transaction.commit()?;
    Ok(began.elapsed())
}

/// The bytes of all files below a folder.
#[must_use]
pub fn bytes_below(folder: &Path) -> u64 {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => bytes_below(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}
