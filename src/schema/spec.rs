//! The schema file as records, and the errors of a schema file that cannot be used.
//!
//! The file says how the index keeps each field. The table in
//! [`article::fields`](crate::article::fields) says what a field is called and how it is shown.

use serde::Deserialize;
use strum::IntoStaticStr;

/// The content of `index-schema/article.toml`.
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
    /// Its name, as in the table of fields.
    pub name: String,
    /// The type of its values.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// How text becomes terms.
    pub analyzer: Option<Analyzer>,
    /// What the index keeps of a term; without it the field is not indexed.
    pub indexed: Option<Indexed>,
    /// Whether its values are returned with a hit.
    #[serde(default)]
    pub stored: bool,
    /// Whether the index has a column of its values, for sorting and ranges.
    #[serde(default)]
    pub fast: bool,
    /// Whether an article may have several values.
    #[serde(default)]
    pub many: bool,
    /// The weight of a match in ranking, above 0. Without it the field is searched only where a
    /// query names it.
    pub boost: Option<f32>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Analyzer {
    /// By words: [`NewsAnalyzer`](crate::analysis::NewsAnalyzer).
    News,
    /// The value as it is.
    Raw,
    /// The value in lower case.
    Lower,
}

impl Analyzer {
    /// Its name in Tantivy's register of analyzers.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// What the index keeps of a term of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Indexed {
    /// How often an article has it and at which positions: ranking and phrases work.
    Positions,
    /// Only which articles have it.
    Documents,
}

/// Why a schema file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// It does not have the expected form.
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
    /// If it does not have the expected form.
    pub fn embedded() -> Result<Self, SchemaError> {
        Ok(serde_json::from_str(Self::EMBEDDED)?)
    }
}
