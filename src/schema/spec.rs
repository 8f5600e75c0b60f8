//! The schema file as records, and what is wrong with one that cannot be used.

use serde::Deserialize;

/// What `index-schema/article.toml` says.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemaSpec {
    /// The schema's version, raised by every change.
    pub version: u32,
    /// The fields in the order of the file.
    #[serde(rename = "field")]
    pub fields: Vec<FieldSpec>,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSpec {
    /// Its name, in the index and before the colon in queries.
    pub name: String,
    /// Other names that queries may call it by.
    #[serde(default)]
    pub also: Vec<String>,
    /// What its values are.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// How text becomes terms.
    pub analyzer: Option<Analyzer>,
    /// What the index keeps of a term; not indexed if left out.
    pub indexed: Option<Indexed>,
    /// Whether its values come back with a hit.
    #[serde(default)]
    pub stored: bool,
    /// Whether it is kept as a column.
    #[serde(default)]
    pub fast: bool,
    /// Whether an article may have several values.
    #[serde(default)]
    pub many: bool,
    /// What a match counts in ranking; without one the field is searched by name alone.
    pub boost: Option<f32>,
    /// What it holds, in a sentence.
    pub about: String,
}

impl FieldSpec {
    /// Its name, and the others that queries may call it by.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.also.iter().map(String::as_str))
    }
}

/// The types of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    /// Text.
    Text,
    /// Signed numbers.
    I64,
    /// Unsigned numbers.
    U64,
}

/// How text becomes terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Analyzer {
    /// By words: [`NewsAnalyzer`](crate::analysis::NewsAnalyzer).
    News,
    /// The value as it is.
    Raw,
    /// The value in lower case.
    Lower,
}

impl Analyzer {
    /// The name it is registered under with Tantivy.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Raw => "raw",
            Self::Lower => "lower",
        }
    }
}

/// What the index keeps of a term of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Indexed {
    /// How often and where it stands: ranking and phrases work.
    Positions,
    /// Only which articles have it.
    Documents,
}

/// A schema file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// It is not of the expected form.
    #[error("index-schema/article.toml cannot be read")]
    Malformed(#[from] serde_json::Error),
    /// A field that the program needs is not in it.
    #[error("index-schema/article.toml has no field `{0}`")]
    MissingField(&'static str),
}

impl SchemaSpec {
    /// The schema file that is part of the program, `index-schema/article.toml`, as JSON.
    const EMBEDDED: &'static str = include_str!(concat!(env!("OUT_DIR"), "/article.json"));

    /// Reads the schema that is part of the program.
    ///
    /// # Errors
    /// If it is not of the expected form.
    pub fn embedded() -> Result<Self, SchemaError> {
        Ok(serde_json::from_str(Self::EMBEDDED)?)
    }
}
