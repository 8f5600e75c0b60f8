//! The lengths of an index's fields, in tokens: of all articles, and by their language.
//!
//! Ranking compares an article's length and a word's frequency with those of articles in the languages
//! that the query is read in. A word that half of the Czech articles have says little, even where most
//! articles are not Czech.

use crate::analysis::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A share of all articles that is as good as all: nine of ten.
const MOST: (u64, u64) = (9, 10);

/// How many tokens the living articles have.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TokenCounts {
    /// In each field that is searched by words. The index rounds lengths. A missing field has 0.
    pub fields: BTreeMap<String, u64>,
    /// The same by language, of an index with articles in several.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub languages: BTreeMap<Language, InLanguage>,
}

/// The articles in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InLanguage {
    /// Their number.
    pub articles: u64,
    /// Their tokens in each field.
    pub fields: BTreeMap<String, u64>,
}

impl TokenCounts {
    /// Adds the counts of another index, whose articles are in these languages.
    pub fn add(&mut self, other: &Self, languages: &BTreeMap<Language, u64>) {
        add_fields(&mut self.fields, &other.fields);
        if let (true, Some((language, articles))) =
            (other.languages.is_empty(), languages.first_key_value())
        {
            let own = self.languages.entry(*language).or_default();
            own.articles += articles;
            add_fields(&mut own.fields, &other.fields);
        }
        for (language, counts) in &other.languages {
            let own = self.languages.entry(*language).or_default();
            own.articles += counts.articles;
            add_fields(&mut own.fields, &counts.fields);
        }
    }

    /// Whether a field is known to have no tokens.
    #[must_use]
    pub fn is_empty(&self, field: &str) -> bool {
        self.fields.get(field).is_some_and(|tokens| *tokens == 0)
    }

    /// The articles in these languages together; `None` if there are none, or if they are most articles,
    /// so that those in other languages change little.
    #[must_use]
    pub fn of(&self, languages: &[Language]) -> Option<InLanguage> {
        let mut sum = InLanguage::default();
        let mut all = 0;
        for (language, own) in &self.languages {
            all += own.articles;
            if languages.contains(language) {
                sum.articles += own.articles;
                add_fields(&mut sum.fields, &own.fields);
            }
        }
        let is_most = sum.articles * MOST.1 >= all * MOST.0;
        (sum.articles > 0 && !is_most).then_some(sum)
    }
}

fn add_fields(sum: &mut BTreeMap<String, u64>, fields: &BTreeMap<String, u64>) {
    for (field, tokens) in fields {
        *sum.entry(field.clone()).or_default() += tokens;
    }
}
