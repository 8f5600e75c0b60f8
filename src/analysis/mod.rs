//! Text to tokens: the news analyzer, the same for articles and for queries.
//!
//! This room knows neither articles nor files. Its border is [`NewsAnalyzer`], a Tantivy
//! tokenizer; [`compounds`](NewsAnalyzer::compounds) gives a query's words with their parts.
//!
//! These become equal: case and diacritics (`Łódź` = `lodz`), acronyms with and without full stops
//! (`U.S.` = `US`), possessives and all kinds of apostrophes (`Iraq’s` = `Iraq`, `Sha’abi` =
//! `Shaabi`), grouped numbers (`1,000` = `1000`), and the forms of a word in the archive's
//! [`Language`] (tables of irregular forms, then Snowball stemmers).
//!
//! A compound is found whole and in parts: a hyphenated word (`al-Fatih`), one with full stops
//! (`Node.js`), letters that touch digits (`20kg`). `al-Fatih` gives the parts `al` and `fatih` and
//! the whole `alfatih`. The whole is at the positions of the first and of the last part, so that a
//! phrase matches before and after it, however the word is written.
//!
//! Beside its term, a word may have others, see [`Extra`]: its form (`=wages`), its capitals
//! (`=US`), its parts (`you+tube`). Symbols are words at the position of the next word.
//!
//! ```
//! use dateline::analysis::NewsAnalyzer;
//! let mut analyzer = NewsAnalyzer::english();
//! assert_eq!(analyzer.terms("Iraq’s U.S. troops"), ["iraq", "us", "troop"]);
//! ```

mod chunk;
mod compound;
mod fold;
mod foreign;
mod forms;
mod initials;
mod language;
mod languages;
mod query_words;
mod scan;
mod spelling;
mod terms;
mod tokenizer;
mod unspaced;

pub use chunk::Extra;
pub use compound::{Compound, Part};
pub use fold::{fold, fold_joined};
pub use initials::Initials;
pub use language::{ArchiveLanguages, CurrentArticle, Language, is_stop_word};
pub use spelling::{
    FORM, JOINED, SHOUT, STEM, first_parts_of_compound, last_form_of_compounds,
    prefix_of_compounds, shown_term,
};
use tantivy::tokenizer::TokenStream;
pub use tokenizer::{NewsAnalyzer, NewsTokenStream};
pub use unspaced::{THEN, is_of_characters, terms_of_key, whole_words};

/// The version of these rules. Raise it when a rule is changed on purpose.
const RULES: u32 = 8;

/// A text with one case of every rule. Its tokens change with the rules, the stemmer and the
/// Unicode tables, even if [`RULES`] was not raised.
const PROBE: &str = "The U.S.-led coalition's F-16s withdrew 1,000 troops at 5 a.m. from \
    Sha’abi, Łódź, al-Fatih and São Paulo; COVID-19 ministers’ re-elected 3.5 東京 می‌خواهد \
    generously happening skies national relational women officers YouTube 20kg Node.js May 😀 C++";

/// Words with endings of the other languages that have a stemmer.
const PROBE_ABROAD: &str = "nationalités Häusern naciones ações bambini правительствами \
    regeringarnas hallitusten kormányokat milletlerin κυβερνήσεις guvernelor الحكومات அரசுகள்";

/// A fingerprint of everything that the tokens of an index with articles in these languages depend
/// on: 16 hexadecimal digits. It is the same on every machine for the same languages, rules,
/// stemmers and Unicode tables.
#[must_use]
pub fn fingerprint(languages: &[Language]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&RULES.to_le_bytes());
    // Searches compute this, so what all languages have in common is read once.
    let mut read = |language: Language, text| {
        hasher.update(language.as_str().as_bytes());
        let mut analyzer = NewsAnalyzer::new(language);
        let mut tokens = analyzer.tokens(text, None, Extra::Index);
        tokens.process(&mut |token| {
            hasher.update(token.text.as_bytes());
            hasher.update(&[0]);
        });
    };
    read(Language::English, PROBE);
    for language in languages {
        if *language != Language::English {
            read(*language, PROBE_ABROAD);
        }
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests;
