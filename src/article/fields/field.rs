//! What the table says of one field, and a field's value as outputs write it.
//!
//! A value is lent by the article, so nothing is copied where it is only indexed or written as
//! JSON.

use crate::article::{Article, Published};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// One field of an article.
#[derive(Debug, Clone, Copy)]
pub struct ArticleField {
    /// Its name: in the index, as key of JSON, as column of CSV and before the colon of a query.
    pub name: &'static str,
    /// Other names that a query may use.
    pub other_names: &'static [&'static str],
    /// What it is, in a sentence or two for people. docs/query.md shows it.
    pub about: &'static str,
    /// What it is called where an article is shown to people; `None` if it is not one of the
    /// labelled lines.
    pub label: Option<&'static str>,
    /// Where it is shown, apart from the labelled lines.
    pub shown: &'static [Shown],
    /// How its value is read and set.
    pub access: Access,
}

/// Outputs that show a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// A key of hits and articles in JSON.
    Json,
    /// A column of CSV.
    Csv,
    /// A part of the line under a hit's headline.
    HitLine,
}

/// How a field's value is read from an article and set in one; the kind of the value as well.
#[derive(Debug, Clone, Copy)]
pub enum Access {
    /// One text, or none.
    Text(fn(&Article) -> Option<&str>, fn(&mut Article, &str)),
    /// A text that follows from another field, so it is not set.
    Part(fn(&Article) -> Option<&str>),
    /// Any number of texts.
    Texts(fn(&Article) -> &[String], fn(&mut Article, Vec<String>)),
    /// A number, or none.
    Number(fn(&Article) -> Option<u32>, fn(&mut Article, u32)),
    /// A date. The index keeps it in several fields (`src/schema/document.rs`).
    Date(
        fn(&Article) -> Option<Published>,
        fn(&mut Article, Published),
    ),
}

/// A field's value, as an output writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldValue<'a> {
    /// One text, or none.
    Text(Option<&'a str>),
    /// Any number of texts.
    Texts(&'a [String]),
    /// A number, or none.
    Number(Option<u32>),
    /// A date, or none.
    Date(Option<Published>),
}

impl ArticleField {
    /// Its name and its other names, as a query may use them.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.name).chain(self.other_names.iter().copied())
    }

    /// Whether a query may name it: it is text.
    #[must_use]
    pub fn is_searchable(&self) -> bool {
        matches!(
            self.access,
            Access::Text(..) | Access::Part(_) | Access::Texts(..)
        )
    }

    /// Whether an output shows it.
    #[must_use]
    pub fn is_shown(&self, output: Shown) -> bool {
        self.shown.contains(&output)
    }

    /// Its value in an article.
    #[must_use]
    pub fn value<'a>(&self, article: &'a Article) -> FieldValue<'a> {
        match self.access {
            Access::Text(get, _) | Access::Part(get) => FieldValue::Text(get(article)),
            Access::Texts(get, _) => FieldValue::Texts(get(article)),
            Access::Number(get, _) => FieldValue::Number(get(article)),
            Access::Date(get, _) => FieldValue::Date(get(article)),
        }
    }
}

impl<'a> FieldValue<'a> {
    /// The value as one text, several texts joined by `separator`. Empty if there is none.
    #[must_use]
    pub fn joined(self, separator: &str) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text.unwrap_or_default().into(),
            Self::Texts(texts) => texts.join(separator).into(),
            Self::Number(number) => number.map(|it| it.to_string()).unwrap_or_default().into(),
            Self::Date(date) => date.map(|date| date.to_string()).unwrap_or_default().into(),
        }
    }
}

/// A missing text, number or date is `null`.
impl Serialize for FieldValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Texts(texts) => texts.serialize(serializer),
            Self::Number(number) => number.serialize(serializer),
            Self::Date(date) => date.serialize(serializer),
        }
    }
}
