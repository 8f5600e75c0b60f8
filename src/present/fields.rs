//! The fields of an article as outputs write them, and the columns of a hit.
//!
//! Which fields an output shows, and in which order, [`crate::article::fields`] says, unless somebody asks for others.

use super::date::date_for_people;
use super::json::{family_id, rounded_score};
use crate::article::Article;
use crate::article::fields::{self, ArticleField, FIELDS, FieldValue};
use crate::query::SearchHit;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

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
#[must_use]
pub fn value_for_people(field: &ArticleField, article: &Article) -> String {
    match field.value(article) {
        FieldValue::Date(date) => date.as_ref().map(date_for_people).unwrap_or_default(),
        value => value.joined(", ").into_owned(),
    }
}

/// A value of a hit that an output can show: what a hit has in addition to its article, or a field of the article.
#[derive(Debug, Clone, Copy)]
pub enum Column {
    /// The rank among all matches.
    Rank,
    /// The score.
    Score,
    /// The archive.
    Archive,
    /// The id of the family of copies that the article is in.
    Family,
    /// How many others are in that family.
    Copies,
    /// The passages that match.
    Passages,
    /// A field of the article.
    Field(&'static ArticleField),
}

impl Column {
    /// What a hit has in addition to its article.
    const OF_HITS: [Self; 6] = [
        Self::Rank,
        Self::Score,
        Self::Archive,
        Self::Family,
        Self::Copies,
        Self::Passages,
    ];

    /// The names of all columns.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let fields = FIELDS.iter().map(|field| field.name);
        fields.chain(Self::OF_HITS.map(Self::name))
    }

    /// The columns of these names, separated by commas: names of fields as a query may use them, `rank`, `score`,
    /// `archive`, `family`, `copies`, `passage`.
    ///
    /// # Errors
    /// The first name that is none, and every name that there is.
    pub fn named(names: &str) -> Result<Vec<Self>, String> {
        let one = |name: &str| {
            let name = if name == "passages" { "passage" } else { name };
            let mut own = Self::OF_HITS.into_iter();
            let of_hits = own.find(|column| column.name() == name);
            of_hits.or_else(|| {
                let mut fields = FIELDS.iter();
                let found = fields.find(|field| field.names().any(|own| own == name));
                found.map(Self::Field)
            })
        };
        let unknown = |name: &str| {
            let own: Vec<_> = Self::names().collect();
            format!("`{name}` is no field; there are {}", own.join(", "))
        };
        let names = names.split(',').map(str::trim);
        names
            .map(|name| one(name).ok_or_else(|| unknown(name)))
            .collect()
    }

    /// Those of a table, in their order, if no others are asked for.
    pub(super) fn of_tables() -> Vec<Self> {
        let fields = fields::in_csv().into_iter().map(Self::Field);
        let before = [Self::Rank, Self::Score, Self::Archive].into_iter();
        let after = [Self::Family, Self::Copies, Self::Passages];
        before.chain(fields).chain(after).collect()
    }

    /// Its name in a header.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Rank => "rank",
            Self::Score => "score",
            Self::Archive => "archive",
            Self::Family => "family",
            Self::Copies => "copies",
            Self::Passages => "passage",
            Self::Field(field) => field.name,
        }
    }

    /// Its value as one text: several bylines or keywords joined by `; `, several passages by ` … `.
    pub(super) fn text(self, hit: &SearchHit) -> Cow<'_, str> {
        match self {
            Self::Rank => hit.rank.to_string().into(),
            Self::Score => rounded_score(hit.score).to_string().into(),
            Self::Archive => hit.archive.as_str().into(),
            Self::Family => {
                let family = hit.copies.as_ref().map(|copies| family_id(copies.family));
                family.unwrap_or_default().into()
            }
            Self::Copies => {
                let others = hit.copies.as_ref().map_or(0, |copies| copies.others);
                others.to_string().into()
            }
            Self::Passages => {
                let passages = hit.passages.iter().map(|passage| passage.text.as_str());
                passages.collect::<Vec<_>>().join(" … ").into()
            }
            Self::Field(field) => field.value(&hit.article).joined("; "),
        }
    }
}
