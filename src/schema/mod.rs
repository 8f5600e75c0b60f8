//! `index-schema/article.toml` to typed field handles, and articles to documents and back.
//!
//! The only room that knows both [`Article`](crate::article::Article) and Tantivy's documents.
//! [`ArticleSchema::load`] reads the embedded file; [`ArticleDocument`] lends an article to
//! Tantivy without copying it; [`ArticleSchema::stored`] reads a stored one back.

mod document;
mod spec;
mod stored;

pub use document::{ArticleDocument, ArticleValue};
pub use spec::{Analyzer, FieldSpec, FieldType, Indexed, SchemaError, SchemaSpec};

use crate::analysis::{Language, NewsAnalyzer};
use crate::article::Status;
use std::collections::BTreeMap;
use tantivy::Term;
use tantivy::query::TermSetQuery;
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{LowerCaser, RawTokenizer, TextAnalyzer, TokenizerManager};

/// The schema of articles: the file's specification, Tantivy's schema built from it, and a
/// handle for every field that the program names.
#[derive(Debug, Clone)]
pub struct ArticleSchema {
    /// What the file says.
    pub spec: SchemaSpec,
    /// Tantivy's schema of the same fields, in the order of the file.
    pub tantivy: Schema,
    /// Handles by name.
    pub fields: Fields,
    /// Whether there may be articles whose source forbids their use; an index that has none is
    /// not asked for them.
    pub has_restricted: bool,
    /// The language whose stems its words are kept by.
    pub language: Language,
}

/// The handles of the fields that an article has.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "each is the field of its name in article.toml")]
pub struct Fields {
    pub id: Field,
    pub headline: Field,
    pub published: Field,
    pub published_local: Field,
    pub precision: Field,
    pub offset: Field,
    pub published_from: Field,
    pub body: Field,
    pub place: Field,
    pub agency: Field,
    pub bylines: Field,
    pub source: Field,
    pub section: Field,
    pub keywords: Field,
    pub language: Field,
    pub status: Field,
    pub url: Field,
    pub path: Field,
    pub ordinal: Field,
}

impl ArticleSchema {
    /// The schema that this program writes and reads.
    ///
    /// # Panics
    /// Never for the file that the tests saw: it is part of the program.
    #[must_use]
    pub fn load() -> Self {
        let spec = SchemaSpec::embedded().expect("the embedded schema is checked by a test");
        Self::from_spec(spec).expect("the embedded schema names every field")
    }

    /// The schema of an archive in a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self {
            language,
            ..Self::load()
        }
    }

    /// The analyzer of the fields of words.
    #[must_use]
    pub fn analyzer(&self) -> NewsAnalyzer {
        NewsAnalyzer::new(self.language)
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
        let named = |name: &'static str| {
            tantivy
                .get_field(name)
                .map_err(|_| SchemaError::MissingField(name))
        };
        let fields = Fields {
            id: named("id")?,
            headline: named("headline")?,
            published: named("published")?,
            published_local: named("published_local")?,
            precision: named("precision")?,
            offset: named("offset")?,
            published_from: named("published_from")?,
            body: named("body")?,
            place: named("place")?,
            agency: named("agency")?,
            bylines: named("bylines")?,
            source: named("source")?,
            section: named("section")?,
            keywords: named("keywords")?,
            language: named("language")?,
            status: named("status")?,
            url: named("url")?,
            path: named("path")?,
            ordinal: named("ordinal")?,
        };
        Ok(Self {
            spec,
            tantivy,
            fields,
            has_restricted: true,
            language: Language::default(),
        })
    }

    /// The analyzers that the schema names, for Tantivy's index.
    #[must_use]
    pub fn tokenizers(&self) -> TokenizerManager {
        let manager = TokenizerManager::default();
        manager.register(Analyzer::News.name(), self.analyzer());
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

    /// The fields that words without a field's name are searched in, with their boosts.
    pub fn searched(&self) -> impl Iterator<Item = (Field, f32)> + '_ {
        self.text_fields()
            .filter_map(|(field, spec)| spec.boost.map(|boost| (field, boost)))
    }

    /// The names of the fields in which a match counts in ranking.
    #[must_use]
    pub fn ranked_names(&self) -> Vec<&str> {
        self.text_fields()
            .filter(|(_, spec)| spec.boost.is_some())
            .map(|(_, spec)| spec.name.as_str())
            .collect()
    }

    /// Searches words without a field's name no longer in fields that no article fills: the engine
    /// takes half a millisecond to find out that a field has no terms.
    #[must_use]
    pub fn without_empty(mut self, tokens: &BTreeMap<String, u64>) -> Self {
        for field in &mut self.spec.fields {
            if tokens.get(&field.name).is_some_and(|tokens| *tokens == 0) {
                field.boost = None;
            }
        }
        self
    }

    /// The fields of text with their handles, in the order of the file.
    pub fn text_fields(&self) -> impl Iterator<Item = (Field, &FieldSpec)> {
        (0u32..)
            .map(Field::from_field_id)
            .zip(&self.spec.fields)
            .filter(|(_, spec)| spec.field_type == FieldType::Text)
    }

    /// The field of text of that name, in any case.
    #[must_use]
    pub fn text_field(&self, name: &str) -> Option<(Field, &FieldSpec)> {
        self.text_fields()
            .find(|(_, spec)| spec.names().any(|own| own.eq_ignore_ascii_case(name)))
    }

    /// Every name that may stand before a colon in a query.
    pub fn searchable_names(&self) -> Vec<&str> {
        self.text_fields()
            .flat_map(|(_, spec)| spec.names())
            .collect()
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

    #[test]
    fn the_embedded_schema_is_whole_and_names_every_field() {
        let schema = ArticleSchema::from_spec(SchemaSpec::embedded().unwrap()).unwrap();
        assert_eq!(schema.spec.fields.len(), schema.tantivy.num_fields());
        for field in &schema.spec.fields {
            assert!(!field.about.is_empty(), "{} has no sentence", field.name);
        }
    }

    #[test]
    fn the_schema_in_force_is_kept_in_its_history() {
        let schema = ArticleSchema::load();
        let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(format!("index-schema/history/{}.toml", schema.spec.version));
        assert_eq!(
            std::fs::read_to_string(&kept).unwrap(),
            include_str!("../../index-schema/article.toml"),
            "a change of article.toml raises its version and adds {}",
            kept.display()
        );
    }

    #[test]
    fn a_field_that_nothing_is_in_is_not_searched() {
        let tokens = [("keywords".to_owned(), 0), ("body".to_owned(), 7)].into();
        let schema = ArticleSchema::load().without_empty(&tokens);
        let searched: Vec<_> = schema.searched().map(|(field, _)| field).collect();
        assert_eq!(searched, [schema.fields.headline, schema.fields.body]);
    }

    #[test]
    fn a_field_answers_to_its_other_names_in_any_case() {
        let schema = ArticleSchema::load();
        assert_eq!(
            schema.text_field("Author").unwrap().0,
            schema.fields.bylines
        );
        assert_eq!(
            schema.text_field("HEADLINE").unwrap().0,
            schema.fields.headline
        );
        assert!(schema.text_field("ordinal").is_none());
    }
}
