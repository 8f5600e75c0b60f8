//! The languages that have a stemmer, and their lists of stop words.
//!
//! They are named in English, as in the configuration, and not by ISO 639 codes. The crate `isolang`
//! (2.4) has 17 of these 18 names among its 7,900: Greek is `Modern Greek` there. It does
//! not know which languages have a stemmer, so the list would stay as long as it is.

use frostem::Algorithm;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fmt;
use strum::{EnumString, IntoStaticStr, VariantNames};
use tantivy::tokenizer::{Language as List, RawTokenizer, StopWordFilter, TextAnalyzer};

/// The language of an archive. It selects the Snowball stemmer and the list of stop words.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantNames,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
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

impl Language {
    /// The names of all languages in English, in lower case; the first is `none`.
    #[must_use]
    pub fn names() -> &'static [&'static str] {
        Self::VARIANTS
    }

    /// The language with that name, in lower case; `None` if there is no stemmer for it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// Its name in English, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Its stemmer, and its list of stop words; Tantivy has no list for some languages.
    fn resources(self) -> (Option<Algorithm>, Option<List>) {
        match self {
            Self::None => (None, None),
            Self::Arabic => (Some(Algorithm::Arabic), None),
            Self::Danish => (Some(Algorithm::Danish), Some(List::Danish)),
            Self::Dutch => (Some(Algorithm::Dutch), Some(List::Dutch)),
            Self::English => (Some(Algorithm::English), Some(List::English)),
            Self::Finnish => (Some(Algorithm::Finnish), Some(List::Finnish)),
            Self::French => (Some(Algorithm::French), Some(List::French)),
            Self::German => (Some(Algorithm::German), Some(List::German)),
            Self::Greek => (Some(Algorithm::Greek), None),
            Self::Hungarian => (Some(Algorithm::Hungarian), Some(List::Hungarian)),
            Self::Italian => (Some(Algorithm::Italian), Some(List::Italian)),
            Self::Norwegian => (Some(Algorithm::Norwegian), Some(List::Norwegian)),
            Self::Portuguese => (Some(Algorithm::Portuguese), Some(List::Portuguese)),
            Self::Romanian => (Some(Algorithm::Romanian), None),
            Self::Russian => (Some(Algorithm::Russian), Some(List::Russian)),
            Self::Spanish => (Some(Algorithm::Spanish), Some(List::Spanish)),
            Self::Swedish => (Some(Algorithm::Swedish), Some(List::Swedish)),
            Self::Tamil => (Some(Algorithm::Tamil), None),
            Self::Turkish => (Some(Algorithm::Turkish), None),
        }
    }

    pub(super) fn stemmer(self) -> Option<Algorithm> {
        self.resources().0
    }

    /// The stop words among `words`: articles, prepositions, pronouns and the like, in any case.
    /// The lists are those of Snowball, as Tantivy has them. Empty for a language without a list.
    #[must_use]
    pub fn stop_words<'a>(self, words: impl Iterator<Item = &'a str>) -> HashSet<&'a str> {
        let Some(list) = self.resources().1.and_then(StopWordFilter::new) else {
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
    fn names_are_those_stored_in_manifests_and_read_back() {
        let names = [
            "none",
            "arabic",
            "danish",
            "dutch",
            "english",
            "finnish",
            "french",
            "german",
            "greek",
            "hungarian",
            "italian",
            "norwegian",
            "portuguese",
            "romanian",
            "russian",
            "spanish",
            "swedish",
            "tamil",
            "turkish",
        ];
        assert_eq!(Language::names(), names);
        for name in names {
            let language = Language::from_name(name).unwrap();
            assert_eq!(language.as_str(), name);
            assert_eq!(serde_json::to_value(language).unwrap(), name);
            assert_eq!(language.stemmer().is_some(), language != Language::None);
        }
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
