//! What the articles of a list have in common: the names of their headlines and bodies.
//!
//! Lists of other things, such as categories or authors, have other names.

use crate::formats::record::{Field, Names, RecordSeed};
use serde::de::DeserializeSeed as _;

/// How good the names are under which an article has its headline and its body: the same for all
/// articles of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    headline: usize,
    body: usize,
}

impl Shape {
    /// The shape of an object; `None` unless it has both.
    pub(super) fn of(object: &[u8], names: Names<'_>) -> Option<Self> {
        let text = String::from_utf8_lossy(object);
        let mut parser = serde_json::Deserializer::from_str(&text);
        let record = RecordSeed(names).deserialize(&mut parser).ok()?;
        Some(Self {
            headline: record.rank_of(Field::Headline)?,
            body: record.rank_of(Field::Body)?,
        })
    }
}
