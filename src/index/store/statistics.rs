//! The contents of a generation in numbers, counted over its segments before it is published.
//!
//! The manifest has them, so that `status` and ranking need not count. They are exact for the
//! generation; a refreshed index has the same as a fresh one.

use crate::analysis::{ArchiveLanguages, Language};
use crate::article::{Article, Published};
use crate::formats::RECOGNISED;
use crate::index::catalog::writer::CatalogTotals;
use crate::index::elsewhere::Counted;
use crate::index::segments::segment_maker::LanguageCounts;
use crate::schema::{ArticleSchema, TokenCounts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tantivy::collector::Count;
use tantivy::columnar::StrColumn;
use tantivy::query::TermSetQuery;
use tantivy::{DocAddress, DocId, Searcher, SegmentReader, Term};

/// The contents of a generation in numbers. Deleted articles are not counted.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Statistics {
    /// Articles.
    pub articles: u64,
    /// Files in the catalog, the unreadable ones included.
    pub files: u64,
    /// Files with at least one article.
    pub article_files: u64,
    /// The bytes of the files with articles.
    pub source_bytes: u64,
    /// The lengths of articles. Ranking takes its average lengths from here.
    pub tokens: TokenCounts,
    /// Articles by the language that their words were read in, by its name in English.
    #[serde(default)]
    pub languages: LanguageCounts,
    /// Articles that must not be used: embargoed, withheld or canceled.
    #[serde(default)]
    pub restricted: u64,
    /// Articles of pages that a program recognised.
    #[serde(default)]
    pub recognised: u64,
    /// Articles with a date.
    pub dated: u64,
    /// The earliest date; `None` if no article has one.
    pub earliest: Option<Published>,
    /// The latest date; `None` if no article has one.
    pub latest: Option<Published>,
}

impl Statistics {
    /// Counts what is in the segments.
    pub(super) fn of(
        searcher: &Searcher,
        schema: &ArticleSchema,
        totals: CatalogTotals,
    ) -> tantivy::Result<Self> {
        let mut statistics = Self {
            articles: searcher.num_docs(),
            files: totals.files,
            article_files: totals.article_files,
            source_bytes: totals.source_bytes,
            languages: languages_in(searcher)?,
            ..Self::default()
        };
        statistics.tokens = tokens_in(searcher, schema)?;
        statistics.restricted = searcher.search(&schema.restricted(), &Count)? as u64;
        statistics.recognised = recognised_in(searcher, schema)?;
        statistics.count_dates(searcher, schema)?;
        Ok(statistics)
    }

    /// What was counted where the articles are.
    pub(super) fn of_counted(counted: &Counted, totals: CatalogTotals) -> Self {
        let date_of = |article: &Option<Article>| article.as_ref().and_then(|own| own.published);
        let mut statistics = Self {
            articles: counted.articles,
            files: totals.files,
            article_files: totals.article_files,
            source_bytes: totals.source_bytes,
            restricted: counted.restricted,
            recognised: counted.recognised,
            dated: counted.dated,
            earliest: date_of(&counted.earliest),
            latest: date_of(&counted.latest),
            ..Self::default()
        };
        let tokens = &mut statistics.tokens;
        for (name, (articles, words)) in &counted.languages {
            let language = Language::from_name(name).unwrap_or(Language::None);
            *statistics.languages.entry(language).or_default() += articles;
            let own = tokens.languages.entry(language).or_default();
            own.articles += articles;
            for (field, words) in words {
                *own.fields.entry(field.clone()).or_default() += words;
                *tokens.fields.entry(field.clone()).or_default() += words;
            }
        }
        if tokens.languages.len() < 2 {
            tokens.languages.clear();
        }
        statistics
    }

    /// The languages that its articles were read in, the most frequent first. `usual` comes first
    /// where there are no articles.
    #[must_use]
    pub fn held_languages(&self, usual: &[Language]) -> Vec<Language> {
        let languages = ArchiveLanguages::new(usual).with_articles(&self.languages);
        languages.held().to_vec()
    }

    /// Whether at least a tenth of the articles are of pages that a program recognised.
    #[must_use]
    pub fn are_recognised(&self) -> bool {
        self.recognised > 0 && self.recognised.saturating_mul(10) >= self.articles
    }

    fn count_dates(&mut self, searcher: &Searcher, schema: &ArticleSchema) -> tantivy::Result<()> {
        let mut ends: Option<[(i64, DocAddress); 2]> = None;
        for (ord, segment) in (0u32..).zip(searcher.segment_readers()) {
            let Some(column) = segment.fast_fields().column_opt::<i64>("published")? else {
                continue;
            };
            for doc in segment.doc_ids_alive() {
                let Some(seconds) = column.first(doc) else {
                    continue;
                };
                self.dated += 1;
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
            self.earliest = schema.stored(searcher, first.1)?.published;
            self.latest = schema.stored(searcher, last.1)?.published;
        }
        Ok(())
    }
}

/// How many living articles are of pages that a program recognised.
fn recognised_in(searcher: &Searcher, schema: &ArticleSchema) -> tantivy::Result<u64> {
    let Some((field, _)) = schema.text_field("format") else {
        return Ok(0);
    };
    let terms = RECOGNISED.map(|format| Term::from_field_text(field, format));
    Ok(searcher.search(&TermSetQuery::new(terms), &Count)? as u64)
}

/// How many living articles were read in each language.
pub(in crate::index) fn languages_in(searcher: &Searcher) -> tantivy::Result<LanguageCounts> {
    let mut languages = LanguageCounts::new();
    for segment in searcher.segment_readers() {
        let in_segment = SegmentLanguages::open(segment)?;
        for doc in segment.doc_ids_alive() {
            *languages.entry(in_segment.of(doc)).or_default() += 1;
        }
    }
    Ok(languages)
}

/// How many tokens the living articles have: by language only if there are several.
fn tokens_in(searcher: &Searcher, schema: &ArticleSchema) -> tantivy::Result<TokenCounts> {
    let mut counts = TokenCounts::default();
    for segment in searcher.segment_readers() {
        let languages = SegmentLanguages::open(segment)?;
        let alive = segment.doc_ids_alive();
        let alive: Vec<_> = alive.map(|doc| (doc, languages.of(doc))).collect();
        for (_, language) in &alive {
            counts.languages.entry(*language).or_default().articles += 1;
        }
        for (field, _) in schema.searched() {
            let lengths = segment.get_fieldnorms_reader(field)?;
            let mut by_language: BTreeMap<Language, u64> = BTreeMap::new();
            for (doc, language) in &alive {
                let tokens = by_language.entry(*language).or_default();
                *tokens += u64::from(lengths.fieldnorm(*doc));
            }
            let name = schema.tantivy.get_field_name(field);
            for (language, tokens) in by_language {
                let own = counts.languages.entry(language).or_default();
                *own.fields.entry(name.to_owned()).or_default() += tokens;
            }
        }
    }
    for (field, _) in schema.searched() {
        let name = schema.tantivy.get_field_name(field);
        let in_each = counts.languages.values();
        let tokens = in_each.filter_map(|own| own.fields.get(name)).sum();
        counts.fields.insert(name.to_owned(), tokens);
    }
    if counts.languages.len() < 2 {
        counts.languages.clear();
    }
    Ok(counts)
}

/// The languages that the articles of a segment were read in.
pub(in crate::index) struct SegmentLanguages {
    column: Option<StrColumn>,
    /// By their numbers in the column.
    names: Vec<Language>,
}

impl SegmentLanguages {
    pub(in crate::index) fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let column = segment.fast_fields().str("read_in")?;
        let mut names = Vec::new();
        if let Some(column) = &column {
            for number in 0..column.num_terms() {
                let mut name = String::new();
                column.ord_to_str(number as u64, &mut name)?;
                names.push(Language::from_name(&name).unwrap_or(Language::None));
            }
        }
        Ok(Self { column, names })
    }

    pub(in crate::index) fn of(&self, doc: DocId) -> Language {
        let column = self.column.as_ref();
        let number = column.and_then(|column| column.term_ords(doc).next());
        let place = number.and_then(|number| usize::try_from(number).ok());
        let name = place.and_then(|place| self.names.get(place));
        name.copied().unwrap_or(Language::None)
    }
}
