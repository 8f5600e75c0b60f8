//! The languages of articles: their names and codes, and their lists of stop words.
//!
//! A language has a name in English, as in the configuration, and a code of two letters (ISO 639-1), as
//! in articles. The crate `isolang` (2.4) has 7,900 languages, calls Greek `Modern Greek`, and does not
//! know which of them have rules here.

use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fmt;
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};
use tantivy::tokenizer::{Language as List, RawTokenizer, StopWordFilter, TextAnalyzer};

/// The language of an article. It selects how words are normalised and stemmed, and the stop words
/// of queries.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
    VariantNames,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Language {
    /// No language, or one without rules of its own: no stemming, no stop words.
    None,
    Arabic,
    Armenian,
    Azerbaijani,
    Basque,
    Belarusian,
    Bengali,
    Bulgarian,
    Burmese,
    Catalan,
    Chinese,
    Croatian,
    Czech,
    Danish,
    Dutch,
    #[default]
    English,
    Estonian,
    Finnish,
    French,
    Georgian,
    German,
    Greek,
    Gujarati,
    Hebrew,
    Hindi,
    Hungarian,
    Indonesian,
    Irish,
    Italian,
    Japanese,
    Kannada,
    Khmer,
    Korean,
    Kurdish,
    Lao,
    Latvian,
    Lithuanian,
    Malay,
    Malayalam,
    Marathi,
    Nepali,
    Norwegian,
    Pashto,
    Persian,
    Polish,
    Portuguese,
    Punjabi,
    Romanian,
    Russian,
    Serbian,
    Slovak,
    Slovene,
    Spanish,
    Swedish,
    Tamil,
    Telugu,
    Thai,
    Tibetan,
    Turkish,
    Ukrainian,
    Urdu,
    Vietnamese,
}

/// Other codes and names of languages: those of ISO 639-2 and 639-3, names of languages in themselves,
/// and what sources write.
#[rustfmt::skip]
const OTHER_NAMES: [(&str, Language); 137] = [
    ("ara", Language::Arabic), ("arb", Language::Arabic), ("العربية", Language::Arabic),
    ("arm", Language::Armenian), ("hye", Language::Armenian), ("azb", Language::Azerbaijani),
    ("aze", Language::Azerbaijani), ("baq", Language::Basque), ("eus", Language::Basque),
    ("bel", Language::Belarusian), ("bangla", Language::Bengali), ("ben", Language::Bengali),
    ("bul", Language::Bulgarian), ("български", Language::Bulgarian), ("bur", Language::Burmese),
    ("mya", Language::Burmese), ("cat", Language::Catalan), ("català", Language::Catalan),
    ("chi", Language::Chinese), ("cmn", Language::Chinese), ("mandarin", Language::Chinese),
    ("yue", Language::Chinese), ("zho", Language::Chinese), ("中文", Language::Chinese), ("hrv", Language::Croatian),
    ("hrvatski", Language::Croatian), ("ces", Language::Czech), ("cze", Language::Czech),
    ("čeština", Language::Czech), ("dan", Language::Danish), ("dansk", Language::Danish), ("dut", Language::Dutch),
    ("flemish", Language::Dutch), ("nederlands", Language::Dutch), ("nld", Language::Dutch),
    ("eng", Language::English), ("est", Language::Estonian), ("fin", Language::Finnish),
    ("suomi", Language::Finnish), ("fra", Language::French), ("français", Language::French),
    ("fre", Language::French), ("geo", Language::Georgian), ("kat", Language::Georgian), ("deu", Language::German),
    ("deutsch", Language::German), ("ger", Language::German), ("gsw", Language::German), ("ell", Language::Greek),
    ("gre", Language::Greek), ("ελληνικά", Language::Greek), ("guj", Language::Gujarati), ("heb", Language::Hebrew),
    ("iw", Language::Hebrew), ("עברית", Language::Hebrew), ("hin", Language::Hindi), ("हिन्दी", Language::Hindi),
    ("hun", Language::Hungarian), ("magyar", Language::Hungarian), ("in", Language::Indonesian),
    ("ind", Language::Indonesian), ("gle", Language::Irish), ("ita", Language::Italian),
    ("italiano", Language::Italian), ("jpn", Language::Japanese), ("日本語", Language::Japanese),
    ("kan", Language::Kannada), ("khm", Language::Khmer), ("kor", Language::Korean), ("한국어", Language::Korean),
    ("ckb", Language::Kurdish), ("kur", Language::Kurdish), ("lao", Language::Lao), ("lav", Language::Latvian),
    ("lit", Language::Lithuanian), ("may", Language::Malay), ("msa", Language::Malay), ("mal", Language::Malayalam),
    ("mar", Language::Marathi), ("nep", Language::Nepali), ("bokmål", Language::Norwegian),
    ("nb", Language::Norwegian), ("nn", Language::Norwegian), ("nno", Language::Norwegian),
    ("nob", Language::Norwegian), ("nor", Language::Norwegian), ("norsk", Language::Norwegian),
    ("nynorsk", Language::Norwegian), ("pashtu", Language::Pashto), ("pus", Language::Pashto),
    ("dari", Language::Persian), ("farsi", Language::Persian), ("fas", Language::Persian),
    ("per", Language::Persian), ("pes", Language::Persian), ("prs", Language::Persian),
    ("فارسی", Language::Persian), ("pol", Language::Polish), ("polski", Language::Polish),
    ("por", Language::Portuguese), ("português", Language::Portuguese), ("pan", Language::Punjabi),
    ("mol", Language::Romanian), ("moldavian", Language::Romanian), ("română", Language::Romanian),
    ("ron", Language::Romanian), ("rum", Language::Romanian), ("rus", Language::Russian),
    ("русский", Language::Russian), ("srp", Language::Serbian), ("srpski", Language::Serbian),
    ("српски", Language::Serbian), ("slk", Language::Slovak), ("slo", Language::Slovak),
    ("slovenčina", Language::Slovak), ("slovenian", Language::Slovene), ("slovenščina", Language::Slovene),
    ("slv", Language::Slovene), ("castellano", Language::Spanish), ("castilian", Language::Spanish),
    ("español", Language::Spanish), ("spa", Language::Spanish), ("svenska", Language::Swedish),
    ("swe", Language::Swedish), ("tam", Language::Tamil), ("tel", Language::Telugu), ("tha", Language::Thai),
    ("ไทย", Language::Thai), ("bod", Language::Tibetan), ("tib", Language::Tibetan), ("tur", Language::Turkish),
    ("türkçe", Language::Turkish), ("ukr", Language::Ukrainian), ("українська", Language::Ukrainian),
    ("urd", Language::Urdu), ("اردو", Language::Urdu), ("vie", Language::Vietnamese),
];

impl Language {
    /// All languages; the first is [`Language::None`].
    #[must_use]
    pub fn all() -> &'static [Self] {
        <Self as VariantArray>::VARIANTS
    }

    /// The names of all languages in English, in lower case; the first is `none`.
    #[must_use]
    pub fn names() -> &'static [&'static str] {
        <Self as VariantNames>::VARIANTS
    }

    /// The language of a name in English or of a code, in any case and with or without a region
    /// (`fa-IR`); `None` if it has no rules here.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let primary = name.split(['-', '_']).next().unwrap_or_default();
        let of_code = || {
            Self::all()
                .iter()
                .find(|own| !primary.is_empty() && own.code() == primary)
        };
        let other = || OTHER_NAMES.iter().find(|(other, _)| *other == primary);
        let known = name.parse().ok();
        known
            .or_else(|| of_code().copied())
            .or_else(|| other().map(|(_, language)| *language))
    }

    /// Every code and name, in lower case, of the language that a code or a name stands for; none for one
    /// that stands for no language.
    pub fn names_like(name: &str) -> impl Iterator<Item = &'static str> {
        let known = Self::from_name(name).filter(|language| *language != Self::None);
        let own = known.into_iter().flat_map(|own| [own.code(), own.as_str()]);
        let others = OTHER_NAMES.iter();
        own.chain(others.filter_map(move |(other, own)| (Some(*own) == known).then_some(*other)))
    }

    /// Its name in English, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Its code of two letters (ISO 639-1); empty for [`Language::None`].
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Arabic => "ar",
            Self::Armenian => "hy",
            Self::Azerbaijani => "az",
            Self::Basque => "eu",
            Self::Belarusian => "be",
            Self::Bengali => "bn",
            Self::Bulgarian => "bg",
            Self::Burmese => "my",
            Self::Catalan => "ca",
            Self::Chinese => "zh",
            Self::Croatian => "hr",
            Self::Czech => "cs",
            Self::Danish => "da",
            Self::Dutch => "nl",
            Self::English => "en",
            Self::Estonian => "et",
            Self::Finnish => "fi",
            Self::French => "fr",
            Self::Georgian => "ka",
            Self::German => "de",
            Self::Greek => "el",
            Self::Gujarati => "gu",
            Self::Hebrew => "he",
            Self::Hindi => "hi",
            Self::Hungarian => "hu",
            Self::Indonesian => "id",
            Self::Irish => "ga",
            Self::Italian => "it",
            Self::Japanese => "ja",
            Self::Kannada => "kn",
            Self::Khmer => "km",
            Self::Korean => "ko",
            Self::Kurdish => "ku",
            Self::Lao => "lo",
            Self::Latvian => "lv",
            Self::Lithuanian => "lt",
            Self::Malay => "ms",
            Self::Malayalam => "ml",
            Self::Marathi => "mr",
            Self::Nepali => "ne",
            Self::Norwegian => "no",
            Self::Pashto => "ps",
            Self::Persian => "fa",
            Self::Polish => "pl",
            Self::Portuguese => "pt",
            Self::Punjabi => "pa",
            Self::Romanian => "ro",
            Self::Russian => "ru",
            Self::Serbian => "sr",
            Self::Slovak => "sk",
            Self::Slovene => "sl",
            Self::Spanish => "es",
            Self::Swedish => "sv",
            Self::Tamil => "ta",
            Self::Telugu => "te",
            Self::Thai => "th",
            Self::Tibetan => "bo",
            Self::Turkish => "tr",
            Self::Ukrainian => "uk",
            Self::Urdu => "ur",
            Self::Vietnamese => "vi",
        }
    }

    /// The list of stop words that Tantivy has; `None` for a language without one.
    fn list(self) -> Option<List> {
        Some(match self {
            Self::Danish => List::Danish,
            Self::Dutch => List::Dutch,
            Self::English => List::English,
            Self::Finnish => List::Finnish,
            Self::French => List::French,
            Self::German => List::German,
            Self::Hungarian => List::Hungarian,
            Self::Italian => List::Italian,
            Self::Norwegian => List::Norwegian,
            Self::Portuguese => List::Portuguese,
            Self::Russian => List::Russian,
            Self::Spanish => List::Spanish,
            Self::Swedish => List::Swedish,
            _ => return None,
        })
    }

    /// The stop words among `words`: articles, prepositions, pronouns and the like, in any case.
    /// The lists are those of Snowball, as Tantivy has them. Empty for a language without a list.
    #[must_use]
    pub fn stop_words<'a>(self, words: impl Iterator<Item = &'a str>) -> HashSet<&'a str> {
        let Some(list) = self.list().and_then(StopWordFilter::new) else {
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
    fn names_and_codes_are_read_back_and_are_different() {
        for language in Language::all() {
            let (name, code) = (language.as_str(), language.code());
            assert_eq!(serde_json::to_value(language).unwrap(), name);
            assert_eq!(Language::from_name(name), Some(*language));
            if *language == Language::None {
                assert_eq!(code, "");
                continue;
            }
            assert_eq!(code.len(), 2, "{name}");
            assert_eq!(Language::from_name(code), Some(*language), "{code}");
            let region = format!("{}_XX", code.to_uppercase());
            assert_eq!(Language::from_name(&region), Some(*language), "{region}");
        }
        for (other, language) in OTHER_NAMES {
            assert_eq!(Language::from_name(other), Some(language), "{other}");
        }
        let persian: Vec<_> = Language::names_like("FAS").collect();
        assert!(
            ["fa", "persian", "farsi", "per", "فارسی"]
                .iter()
                .all(|name| persian.contains(name))
        );
        assert_eq!(Language::names_like("klingon").count(), 0);
        assert_eq!(Language::names_like("none").count(), 0);
        for none in ["", "klingon", "e", "-", "xx"] {
            assert_eq!(Language::from_name(none), None, "{none}");
        }
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
