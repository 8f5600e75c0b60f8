//! Text to tokens: the news analyzer, used alike on articles and on queries.
//!
//! This room knows neither articles nor files. Its border is [`NewsAnalyzer`], a Tantivy
//! tokenizer; [`compounds`](NewsAnalyzer::compounds) gives a query's words with their parts.
//!
//! What it makes equal: case and diacritics (`Łódź` = `lodz`), acronyms with and without stops
//! (`U.S.` = `US`), possessives and apostrophes of any make (`Iraq’s` = `Iraq`, `Sha’abi` =
//! `Shaabi`), grouped numbers (`1,000` = `1000`), and forms of a word of the archive's
//! [`Language`] (Snowball).
//! A hyphenated word is found whole and in parts: `al-Fatih` gives the parts `al`, `fatih` and
//! the whole `alfatih`, the latter at the first and at the last part's position, so that phrases
//! written either way meet from both sides.
//!
//! ```
//! use dateline::analysis::NewsAnalyzer;
//! let mut analyzer = NewsAnalyzer::english();
//! assert_eq!(analyzer.terms("Iraq’s U.S. troops"), ["iraq", "us", "troop"]);
//! ```

mod compound;
mod fold;
mod language;
mod scan;
mod stop_words;
mod terms;
mod tokenizer;

pub use compound::Compound;
pub use fold::{fold, fold_joined};
pub use language::Language;
pub use stop_words::is_stop_word;
pub use tokenizer::{Initials, NewsAnalyzer, NewsTokenStream};

/// The number of these rules; raise it when any of them changes on purpose.
const RULES: u32 = 1;

/// A text with one case of every rule: tokens of it change when rules, stemmer or Unicode
/// tables do, even where nobody thought of raising [`RULES`].
const PROBE: &str = "The U.S.-led coalition's F-16s withdrew 1,000 troops at 5 a.m. from \
    Sha’abi, Łódź, al-Fatih and São Paulo; COVID-19 ministers’ re-elected 3.5 東京 می‌خواهد \
    generously happening skies national relational";

/// Words with endings of the other languages that there are stemmers for.
const PROBE_ABROAD: &str = "nationalités Häusern naciones ações bambini правительствами \
    regeringarnas hallitusten kormányokat milletlerin κυβερνήσεις guvernelor الحكومات அரசுகள்";

/// What the tokens of an index depend on: 16 hexadecimal digits, the same on every machine for
/// the same rules, stemmer and Unicode tables.
#[must_use]
pub fn fingerprint(analyzer: &mut NewsAnalyzer) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&RULES.to_le_bytes());
    let language = analyzer.language();
    let abroad = match language {
        Language::English => "",
        _ => PROBE_ABROAD,
    };
    if language != Language::English {
        hasher.update(language.as_str().as_bytes());
    }
    for term in [PROBE, abroad].map(|text| analyzer.terms(text)).concat() {
        hasher.update(term.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests;
