//! The languages whose words are brought to their stems, and their lists of stop words.

use frostem::Algorithm;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fmt;
use tantivy::tokenizer::{Language as Listed, RawTokenizer, StopWordFilter, TextAnalyzer};

/// A language that an archive is written in: it chooses the Snowball stemmer and the stop words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "they are named")]
pub enum Language {
    /// No stemming, no stop words.
    None,
    Arabic,
    Danish,
    Dutch,
    #[default]
    English,
    Finnish,
    French,
    German,
    Greek,
    Hungarian,
    Italian,
    Norwegian,
    Portuguese,
    Romanian,
    Russian,
    Spanish,
    Swedish,
    Tamil,
    Turkish,
}

/// Every language with its name, stemmer and list of stop words; there is no list for some.
const LANGUAGES: [(Language, &str, Option<Algorithm>, Option<Listed>); 19] = [
    (Language::None, "none", None, None),
    (Language::Arabic, "arabic", Some(Algorithm::Arabic), None),
    (
        Language::Danish,
        "danish",
        Some(Algorithm::Danish),
        Some(Listed::Danish),
    ),
    (
        Language::Dutch,
        "dutch",
        Some(Algorithm::Dutch),
        Some(Listed::Dutch),
    ),
    (
        Language::English,
        "english",
        Some(Algorithm::English),
        Some(Listed::English),
    ),
    (
        Language::Finnish,
        "finnish",
        Some(Algorithm::Finnish),
        Some(Listed::Finnish),
    ),
    (
        Language::French,
        "french",
        Some(Algorithm::French),
        Some(Listed::French),
    ),
    (
        Language::German,
        "german",
        Some(Algorithm::German),
        Some(Listed::German),
    ),
    (Language::Greek, "greek", Some(Algorithm::Greek), None),
    (
        Language::Hungarian,
        "hungarian",
        Some(Algorithm::Hungarian),
        Some(Listed::Hungarian),
    ),
    (
        Language::Italian,
        "italian",
        Some(Algorithm::Italian),
        Some(Listed::Italian),
    ),
    (
        Language::Norwegian,
        "norwegian",
        Some(Algorithm::Norwegian),
        Some(Listed::Norwegian),
    ),
    (
        Language::Portuguese,
        "portuguese",
        Some(Algorithm::Portuguese),
        Some(Listed::Portuguese),
    ),
    (
        Language::Romanian,
        "romanian",
        Some(Algorithm::Romanian),
        None,
    ),
    (
        Language::Russian,
        "russian",
        Some(Algorithm::Russian),
        Some(Listed::Russian),
    ),
    (
        Language::Spanish,
        "spanish",
        Some(Algorithm::Spanish),
        Some(Listed::Spanish),
    ),
    (
        Language::Swedish,
        "swedish",
        Some(Algorithm::Swedish),
        Some(Listed::Swedish),
    ),
    (Language::Tamil, "tamil", Some(Algorithm::Tamil), None),
    (Language::Turkish, "turkish", Some(Algorithm::Turkish), None),
];

impl Language {
    /// Every language's name, `none` first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|(_, name, ..)| *name)
    }

    /// The language of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let own = LANGUAGES.iter().find(|(_, own, ..)| *own == name);
        own.map(|(language, ..)| *language)
    }

    /// Its name in English, lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let own = LANGUAGES.iter().find(|(language, ..)| *language == self);
        own.map_or("none", |(_, name, ..)| *name)
    }

    pub(super) fn stemmer(self) -> Option<Algorithm> {
        let own = LANGUAGES.iter().find(|(language, ..)| *language == self);
        own.and_then(|(_, _, stemmer, _)| *stemmer)
    }

    /// Those of `words` that say little about what a text is about: articles, prepositions,
    /// pronouns. The lists are Snowball's, as Tantivy has them.
    #[must_use]
    pub fn stop_words<'a>(self, words: impl Iterator<Item = &'a str>) -> HashSet<&'a str> {
        let own = LANGUAGES.iter().find(|(language, ..)| *language == self);
        let list = own.and_then(|(_, _, _, list)| StopWordFilter::new((*list)?));
        let Some(list) = list else {
            return HashSet::new();
        };
        let mut filter = TextAnalyzer::builder(RawTokenizer::default())
            .filter(list)
            .build();
        words
            .filter(|word| !filter.token_stream(&word.to_lowercase()).advance())
            .collect()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_answers_to_its_name() {
        for (language, name, ..) in LANGUAGES {
            assert_eq!(Language::from_name(name), Some(language));
            assert_eq!(language.as_str(), name);
            let json = serde_json::to_value(language).unwrap();
            assert_eq!(json, name, "its name in manifests is its name");
        }
        assert_eq!(Language::names().count(), LANGUAGES.len());
        assert_eq!(Language::from_name("klingon"), None);
    }

    #[test]
    fn stop_words_are_those_of_the_language() {
        let words = ["The", "und", "troops", "les"];
        let found = |language: Language| language.stop_words(words.into_iter());
        assert_eq!(found(Language::English), HashSet::from(["The"]));
        assert_eq!(found(Language::German), HashSet::from(["und"]));
        assert_eq!(found(Language::French), HashSet::from(["les"]));
        assert_eq!(found(Language::None), HashSet::new());
    }
}
