//! The fields of an article as outputs write them. Which fields an output shows, and in which
//! order, [`crate::article::fields`] says.

use super::date::date_for_people;
use crate::article::Article;
use crate::article::fields::{ArticleField, FieldValue};
use serde::{Serialize, Serializer};

/// Fields of an article as keys and values of JSON, in the order given.
pub(super) struct JsonFields<'a> {
    article: &'a Article,
    fields: Vec<&'static ArticleField>,
}

impl<'a> JsonFields<'a> {
    pub(super) fn new(article: &'a Article, fields: Vec<&'static ArticleField>) -> Self {
        Self { article, fields }
    }

    /// The fields up to the one of that name, and those after it.
    pub(super) fn split_after(mut self, name: &str) -> (Self, Self) {
        let found = self.fields.iter().position(|field| field.name == name);
        let rest = self.fields.split_off(found.map_or(0, |at| at + 1));
        let rest = Self::new(self.article, rest);
        (self, rest)
    }
}

impl Serialize for JsonFields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = self.fields.iter();
        serializer.collect_map(fields.map(|field| (field.name, field.value(self.article))))
    }
}

/// The value of a field as people read it; empty if there is none.
pub(super) fn value_for_people(field: &ArticleField, article: &Article) -> String {
    match field.value(article) {
        FieldValue::Date(date) => date.as_ref().map(date_for_people).unwrap_or_default(),
        value => value.joined(", ").into_owned(),
    }
}
