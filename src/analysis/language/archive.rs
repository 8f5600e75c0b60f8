//! The languages of an archive: in which one an article is read, and in which ones a query is.
//!
//! An article is read in the language that its source names, or that was detected in its text. One
//! without a known language is read in the most frequent language of its script. A query is read in the languages that
//! the archive has and that its script allows: if a detector is sure of one of them, in that one, else
//! in those of nearly all articles.

use super::list::Language;
use super::scripts::{Script, script_of, usual_language};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use whatlang::Detector;

/// The most characters of a text that are looked at for its script.
const MOST: usize = 500;

/// The least confidence of the detector that counts for a query; 1 is certain.
const SURE: f64 = 0.9;

/// The share of articles whose languages an unsure query is read in: nine of ten.
const NEARLY_ALL: (u64, u64) = (9, 10);

/// A query is read in a language only if it has at least one of so many articles of its script.
const RARE: u64 = 1_000;

/// The languages of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArchiveLanguages {
    /// The only languages that articles are read in; any if empty.
    only: Vec<Language>,
    /// The languages that articles of the index are read in, the most frequent first. Empty for an
    /// index that is not known yet; queries are read as for one in [`Language::default`].
    held: Vec<Language>,
    /// How many articles are in each of them.
    articles: Vec<u64>,
}

impl ArchiveLanguages {
    /// The languages of an archive whose articles are read in `only` these; in any if it is empty.
    #[must_use]
    pub fn new(only: &[Language]) -> Self {
        Self {
            only: only.to_vec(),
            ..Self::default()
        }
    }

    /// The same for an index that has so many articles in each language.
    #[must_use]
    pub fn with_articles(self, articles: &BTreeMap<Language, u64>) -> Self {
        let mut all: Vec<_> = articles.iter().map(|(own, count)| (*own, *count)).collect();
        all.sort_by_key(|(_, count)| Reverse(*count));
        Self {
            held: all.iter().map(|(language, _)| *language).collect(),
            articles: all.into_iter().map(|(_, count)| count).collect(),
            ..self
        }
    }

    /// The languages of these that have nearly all of their articles together.
    fn usual(&self, languages: Vec<Language>) -> Vec<Language> {
        let all: u64 = languages.iter().map(|own| self.count(*own)).sum();
        let mut sum = 0;
        let is_needed = |language: &Language| {
            let is_needed = sum * NEARLY_ALL.1 < all * NEARLY_ALL.0;
            sum += self.count(*language);
            is_needed
        };
        languages.into_iter().filter(is_needed).collect()
    }

    /// The number of articles that are read in a language.
    fn count(&self, language: Language) -> u64 {
        let place = self.held.iter().position(|own| *own == language);
        let count = place.and_then(|place| self.articles.get(place));
        count.copied().unwrap_or(0)
    }

    /// The languages that articles of the index are read in, the most frequent first; never empty.
    #[must_use]
    pub fn held(&self) -> &[Language] {
        match (&self.held[..], &self.only[..]) {
            ([], [first, ..]) => std::slice::from_ref(first),
            ([], []) => &[Language::English],
            (held, _) => held,
        }
    }

    /// Whether articles may be in several languages.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.only.len() != 1
    }

    /// The language in which an article is read. `named` is the one that it names or that was
    /// detected; `texts` are looked at only without it.
    #[must_use]
    pub fn of_article(&self, named: Option<&str>, texts: &[&str]) -> Language {
        if let [one] = self.only[..] {
            return one;
        }
        let known = named.map(|name| Language::from_name(name).unwrap_or(Language::None));
        match known {
            Some(known) if self.only.is_empty() || self.only.contains(&known) => known,
            _ => self.of_script(texts),
        }
    }

    /// The language of texts by their script.
    fn of_script(&self, texts: &[&str]) -> Language {
        let script = texts.iter().find_map(|text| script_of(start(text)));
        let Some(script) = script else {
            return self.only.first().copied().unwrap_or_default();
        };
        let is_allowed = |language: &Language| {
            let is_usual = match script {
                Script::Mandarin => *language == Language::Chinese,
                script => *language != Language::None && language.is_written_in(script),
            };
            is_usual && (self.only.is_empty() || self.only.contains(language))
        };
        let mut likely = self.held.iter().chain(&self.only).copied();
        if let Some(likely) = likely.find(is_allowed) {
            return likely;
        }
        if !self.only.is_empty() {
            return Language::None;
        }
        let text = texts
            .iter()
            .copied()
            .find(|text| script_of(start(text)) == Some(script));
        usual_language(script, start(text.unwrap_or_default()))
    }

    /// The languages that a query of this text is read in, the likeliest first. Those in `wanted`, if
    /// any, are the only ones.
    #[must_use]
    pub fn of_query(&self, text: &str, wanted: &[Language]) -> Vec<Language> {
        let held = self.held().iter().copied();
        let allowed: Vec<Language> = held
            .filter(|language| wanted.is_empty() || wanted.contains(language))
            .collect();
        let (Some(script), false) = (script_of(text), allowed.len() < 2) else {
            return allowed;
        };
        let (mut written, others): (Vec<_>, Vec<_>) = allowed
            .into_iter()
            .partition(|language| language.is_written_in(script));
        // A query is hardly in a language that next to no article is in: these few may be misread.
        if wanted.is_empty() {
            let all: u64 = written.iter().map(|own| self.count(*own)).sum();
            written.retain(|own| self.count(*own).saturating_mul(RARE) >= all);
        }
        if written.len() > 1 {
            written = match detect(text, &written) {
                Some(sure) => vec![sure],
                None => self.usual(written),
            };
        }
        if written.is_empty() {
            return others;
        }
        written
    }
}

/// The start of a text.
fn start(text: &str) -> &str {
    &text[..text.floor_char_boundary(MOST)]
}

/// The one of these languages that a text is in, if the detector is sure.
fn detect(text: &str, among: &[Language]) -> Option<Language> {
    let known = among.iter().filter_map(|language| language.detected());
    let detector = Detector::with_allowlist(known.collect());
    let found = detector.detect(text)?;
    let language = among
        .iter()
        .copied()
        .find(|language| language.detected() == Some(found.lang()));
    language.filter(|_| found.confidence() >= SURE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The languages in which an archive of English and so many French articles reads a French
    /// query.
    fn read(french: u64, wanted: &[Language]) -> Vec<Language> {
        let articles = BTreeMap::from([(Language::English, 20_000), (Language::French, french)]);
        let archive = ArchiveLanguages::default().with_articles(&articles);
        archive.of_query("les troupes étrangères quittent la ville demain", wanted)
    }

    #[test]
    fn a_query_is_read_in_a_language_that_the_archive_has_more_than_by_chance() {
        assert_eq!(read(5_000, &[]), [Language::French]);
        assert_eq!(read(21, &[]), [Language::French]);
        assert_eq!(read(20, &[]), [Language::English]);
        assert_eq!(read(20, &[Language::French]), [Language::French]);
    }
}
