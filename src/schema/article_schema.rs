//! The schema of articles: what the file says, Tantivy's schema of the same fields, and which
//! fields a query searches.
//!
//! A field's names come from the table of fields, and its place in the index from the file; the
//! tests here check that the two agree.

use super::analyzer_pool::{AnalyzerPool, PooledAnalyzer};
use super::handles::Fields;
use super::places::Places;
use super::spec::{Analyzer, FieldSpec, FieldType, Indexed, SchemaError, SchemaSpec};
use super::token_counts::TokenCounts;
use crate::analysis::{ArchiveLanguages, CurrentArticle, Language, NewsAnalyzer};
use crate::article::{Article, Status};
use jiff::ZonedDateTime;
use jiff::tz::TimeZone;
use tantivy::Term;
use tantivy::query::TermSetQuery;
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{LowerCaser, RawTokenizer, TextAnalyzer, TokenizerManager};

/// The schema of articles: the file's specification, Tantivy's schema built from it, and handles
/// of its fields.
#[derive(Debug, Clone)]
pub struct ArticleSchema {
    /// What the file says.
    pub spec: SchemaSpec,
    /// Tantivy's schema of the same fields, in the order of the file.
    pub tantivy: Schema,
    /// Handles of the fields.
    pub fields: Fields,
    /// Whether the index may have articles whose source forbids their use. If not, no search
    /// leaves them out.
    pub has_restricted: bool,
    /// Whether at least a tenth of the articles are of pages that a program recognised, so that words
    /// may be misread.
    pub is_recognised: bool,
    /// The languages that articles and queries are read in.
    pub languages: ArchiveLanguages,
    /// The time zone of the archive; `None` for that of the system.
    pub time_zone: Option<String>,
    /// Which articles are at another place in their files than the index has stored.
    pub places: Places,
    /// Analyzers for searches.
    pub analyzers: AnalyzerPool,
}

impl ArticleSchema {
    /// The schema that this program writes and reads.
    ///
    /// # Panics
    /// Never: the file is part of the program, and tests read it.
    #[must_use]
    pub fn load() -> Self {
        let spec = SchemaSpec::embedded().expect("the embedded schema is checked by a test");
        Self::from_spec(spec).expect("the embedded schema has every field of the table")
    }

    /// The schema of an archive whose articles are in `languages`.
    #[must_use]
    pub fn of(languages: ArchiveLanguages) -> Self {
        Self {
            languages,
            ..Self::load()
        }
    }

    /// The time now, on the clocks of the archive.
    #[must_use]
    pub fn now(&self) -> ZonedDateTime {
        let now = ZonedDateTime::now();
        let zone = self.time_zone.as_deref().map(TimeZone::get);
        match zone {
            Some(Ok(zone)) => now.with_time_zone(zone),
            _ => now,
        }
    }

    /// The analyzer of fields that are split into words.
    #[must_use]
    pub fn analyzer(&self) -> NewsAnalyzer {
        NewsAnalyzer::of(self.languages.clone())
    }

    /// The same for a search, perhaps one that other searches have used.
    #[must_use]
    pub fn pooled_analyzer(&self) -> PooledAnalyzer<'_> {
        self.analyzers.take(|| self.analyzer())
    }

    fn from_spec(spec: SchemaSpec) -> Result<Self, SchemaError> {
        let mut builder = Schema::builder();
        for field in &spec.fields {
            match field.field_type {
                FieldType::Text => builder.add_text_field(&field.name, text_options(field)),
                FieldType::I64 => builder.add_i64_field(&field.name, numeric_options(field)),
                FieldType::U64 => builder.add_u64_field(&field.name, numeric_options(field)),
            };
        }
        let tantivy = builder.build();
        let fields = Fields::of(&tantivy)?;
        Ok(Self {
            spec,
            tantivy,
            fields,
            has_restricted: true,
            is_recognised: false,
            languages: ArchiveLanguages::default(),
            time_zone: None,
            places: Places::default(),
            analyzers: AnalyzerPool::default(),
        })
    }

    /// The language that an article is read in.
    #[must_use]
    pub fn language_of(&self, article: &Article) -> Language {
        let texts = [article.body.as_str(), &article.headline];
        self.languages
            .of_article(article.language.as_deref(), &texts)
    }

    /// The analyzers that the schema names, as Tantivy's index needs them. They read in the language
    /// that `current` says.
    #[must_use]
    pub fn tokenizers(&self, current: &CurrentArticle) -> TokenizerManager {
        let manager = TokenizerManager::default();
        let news = self.analyzer().following(current.clone());
        manager.register(Analyzer::News.name(), news);
        manager.register(Analyzer::Raw.name(), RawTokenizer::default());
        manager.register(
            Analyzer::Lower.name(),
            TextAnalyzer::builder(RawTokenizer::default())
                .filter(LowerCaser)
                .build(),
        );
        manager
    }

    /// The query for articles whose source forbids their use.
    #[must_use]
    pub fn restricted(&self) -> TermSetQuery {
        let restricted = Status::ALL
            .iter()
            .copied()
            .filter(|status| *status != Status::Usable);
        let term = |status: Status| Term::from_field_text(self.fields.status, status.as_str());
        TermSetQuery::new(restricted.map(term))
    }

    /// The fields that a word without a field's name is searched in, with their boosts.
    pub fn searched(&self) -> impl Iterator<Item = (Field, f32)> + '_ {
        self.text_fields()
            .filter_map(|(field, spec)| spec.boost.map(|boost| (field, boost)))
    }

    /// The names of the fields that have a weight in ranking.
    #[must_use]
    pub fn ranked_names(&self) -> Vec<&str> {
        self.text_fields()
            .filter(|(_, spec)| spec.boost.is_some())
            .map(|(_, spec)| spec.name.as_str())
            .collect()
    }

    /// The same schema for an index in which some fields are empty. Words are not searched in a
    /// field without tokens, unless a query names it. `tokens` is the number of tokens of each
    /// field. The engine takes half a millisecond to find out that a field has no terms.
    #[must_use]
    pub fn without_empty(mut self, tokens: &TokenCounts) -> Self {
        for field in &mut self.spec.fields {
            if tokens.is_empty(&field.name) {
                field.boost = None;
            }
        }
        self
    }

    /// The text fields with their handles, in the order of the file.
    pub fn text_fields(&self) -> impl Iterator<Item = (Field, &FieldSpec)> {
        (0u32..)
            .map(Field::from_field_id)
            .zip(&self.spec.fields)
            .filter(|(_, spec)| spec.field_type == FieldType::Text)
    }

    /// The text field that a query calls `name`, in any case; its other names count too.
    #[must_use]
    pub fn text_field(&self, name: &str) -> Option<(Field, &FieldSpec)> {
        let field = self.fields.named(name)?;
        let spec = self.spec_of(field);
        (spec.field_type == FieldType::Text).then_some((field, spec))
    }

    /// Every name that may precede a colon in a query: those of the text fields.
    #[must_use]
    pub fn searchable_names(&self) -> Vec<&'static str> {
        let rows = self.fields.rows();
        rows.filter(|(_, field)| self.spec_of(*field).field_type == FieldType::Text)
            .flat_map(|(row, _)| row.names())
            .collect()
    }

    /// The entry of a field in the file.
    fn spec_of(&self, field: Field) -> &FieldSpec {
        &self.spec.fields[field.field_id() as usize]
    }
}

fn text_options(field: &FieldSpec) -> TextOptions {
    let record = match field.indexed {
        Some(Indexed::Positions) => IndexRecordOption::WithFreqsAndPositions,
        Some(Indexed::Documents) | None => IndexRecordOption::Basic,
    };
    let mut options = TextOptions::default();
    if field.indexed.is_some() {
        options = options.set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(field.analyzer.unwrap_or(Analyzer::Raw).name())
                .set_index_option(record)
                .set_fieldnorms(field.boost.is_some()),
        );
    }
    if field.stored {
        options = options.set_stored();
    }
    if field.fast {
        options = options.set_fast(Analyzer::Raw.name());
    }
    options
}

fn numeric_options(field: &FieldSpec) -> NumericOptions {
    let mut options = NumericOptions::default();
    if field.stored {
        options = options.set_stored();
    }
    if field.fast {
        options = options.set_fast();
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::fields::{self, Access, FIELDS};

    /// Fields of the index that are no field of an article: parts of its date, how it was read, and
    /// what copies are found by.
    const NO_FIELDS_OF_ARTICLES: [&str; 4] = ["published_local", "offset", "read_in", "copies"];

    #[test]
    fn the_schema_file_and_the_table_have_the_same_fields_in_the_same_order() {
        let schema = ArticleSchema::load();
        let in_file = schema.spec.fields.iter().map(|field| field.name.as_str());
        let in_file: Vec<_> = in_file
            .filter(|name| !NO_FIELDS_OF_ARTICLES.contains(name))
            .collect();
        let in_table: Vec<_> = FIELDS.iter().map(|row| row.name).collect();
        assert_eq!(in_file, in_table);
        assert_eq!(schema.spec.fields.len(), schema.tantivy.num_fields());
    }

    #[test]
    fn the_schema_file_and_the_table_agree_on_types() {
        let schema = ArticleSchema::load();
        for (row, field) in schema.fields.rows() {
            let spec = schema.spec_of(field);
            assert_eq!(spec.name, row.name);
            let is_text = spec.field_type == FieldType::Text;
            assert_eq!(is_text, row.is_searchable(), "{}", row.name);
            let has_many = matches!(row.access, Access::Texts(..));
            assert_eq!(spec.many, has_many, "{}", row.name);
        }
        assert_eq!(schema.searchable_names(), fields::query_names());
    }

    /// With `DATELINE_BLESS=1` this adds the file of a new version. It changes no old one.
    #[test]
    fn the_current_schema_is_in_the_history() {
        let schema = ArticleSchema::load();
        let current = include_str!("../../index-schema/article.toml");
        let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(format!("index-schema/history/{}.toml", schema.spec.version));
        if !kept.exists() && std::env::var_os("DATELINE_BLESS").is_some() {
            std::fs::write(&kept, current).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(&kept).unwrap_or_default(),
            current,
            "a change of article.toml raises its version; {} is a copy of it",
            kept.display()
        );
    }

    #[test]
    fn a_field_without_tokens_is_not_searched() {
        let tokens = TokenCounts {
            fields: [("keywords".to_owned(), 0), ("body".to_owned(), 7)].into(),
            ..TokenCounts::default()
        };
        let schema = ArticleSchema::load().without_empty(&tokens);
        let searched: Vec<_> = schema.searched().map(|(field, _)| field).collect();
        assert_eq!(searched, [schema.fields.headline, schema.fields.body]);
    }

    #[test]
    fn a_field_has_other_names_in_any_case() {
        let schema = ArticleSchema::load();
        let named = |name| schema.text_field(name).map(|(_, spec)| spec.name.as_str());
        assert_eq!(named("Author"), Some("bylines"));
        assert_eq!(named("HEADLINE"), Some("headline"));
        assert_eq!(named("ordinal"), None);
    }
}
